import { parseChineseNumber } from './chinese-numbers.ts';

export interface FoundDate {
  /** Place in the text given, UTF-16 units. */
  start: number;
  end: number;
  /** `YYYY-MM-DD`. */
  iso: string;
  /** True where characters scanners confuse (O for 0, 曰 for 日) had to be read as others. */
  repaired: boolean;
}

const d = '[0-9OolIQDSZB|]';
const han = '[〇○零OoQ0一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾元正廿卅]';
const s = '\\s?';
const day = '[日曰目号口H]';
// A blot between 年 and the month that was read as a character.
const stray = '[^\\s\\d,.;:，。；：年月日第度一二三四五六七八九十初底末中内前后起至到]?';
const months = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const patterns: readonly { pattern: RegExp; order: readonly [number, number, number] }[] = [
  { pattern: new RegExp(`((?:${d}${s}){3}${d})${s}年${s}${stray}${s}(${d}(?:${s}${d})?)${s}月${s}${stray}${s}(${d}(?:${s}${d})?)(?=${s}${day})${s}${day}`, 'g'), order: [1, 2, 3] },
  { pattern: new RegExp(`(?<![0-9A-Za-z])([12]${s}[09OoQ](?:${s}${d}){2})${s}[-./·]${s}(${d}{1,2})${s}[-./·]${s}(${d}{1,2})(?![0-9A-Za-z])(?:${s}日)?`, 'g'), order: [1, 2, 3] },
  { pattern: new RegExp(`(?<!${han}${s})((?:${han}${s}){2,3}${han})${s}年${s}((?:${han}${s}){1,3})月${s}((?:${han}${s}){1,4})(?:日|曰|号)`, 'g'), order: [1, 2, 3] },
  { pattern: new RegExp(`\\b(${months})\\.?,?\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(\\d{4})\\b`, 'gi'), order: [3, 1, 2] },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:day\\s*of\\s*)?(${months})\\.?,?\\s*(\\d{4})\\b`, 'gi'), order: [3, 2, 1] },
];

/**
 * All dates of a text in order: `2026年1月5日`, `二〇二六年一月五日`, `2026.1.5`, `2026/01/05`, `2026-01-05`, `January 5, 2026`, `5th January 2026`, full or half
 * width, with the spaces and confusions scanning leaves. Days that no calendar has are passed over.
 */
export function findDates(text: string): FoundDate[] {
  const wide = text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ');
  const found: FoundDate[] = [];
  for (const { pattern, order } of patterns) {
    for (const match of wide.matchAll(pattern)) {
      const [year, month, date] = order.map((group) => match[group] ?? '');
      const whole = withLostZero(year ?? '');
      const iso = isoDate(part(whole), part(month ?? ''), part(date ?? ''));
      const start = match.index;
      const end = start + match[0].length;
      if (iso && !found.some((other) => other.start < end && start < other.end)) found.push({ start, end, iso, repaired: whole !== year || /[OolIQDSZB|曰目口H]|[年月]\s?[^\s\d〇○零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾元正廿卅]/.test(match[0]) && !/[a-z]{3}/i.test(match[0]) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 二二四年 is 二〇二四年: the thin ring is the first that a scan loses, and no year of a contract has three figures. */
function withLostZero(year: string): string {
  const figures = year.replace(/\s/g, '');
  return /^二[一二三四五六七八九十][〇○零一二三四五六七八九]$/.test(figures) ? `二〇${figures.slice(1)}` : year;
}

/** The date a text holds, as `YYYY-MM-DD`; null for none or a blank one. */
export function parseDate(text: string): string | null {
  return findDates(text)[0]?.iso ?? null;
}

/** Blank dates such as `____年__月__日` or `年  月  日`: places of each. A date with only some parts left open counts. */
export function findBlankDates(text: string): { start: number; end: number }[] {
  const blank = /(?<![0-9一二三四五六七八九十〇零本每当同跨满两半])(?:20\d{0,2})?[\s_＿—-]*年[\s_＿—-]*月[\s_＿—-]*日(?!期)|20\d\d[\s_＿]*年[\s_＿]*\d{0,2}[\s_＿]*月[\s_＿]*日(?!期)/g;
  return [...text.matchAll(blank)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Adds months to an ISO date as a contract term is counted: 31 January plus one month is the last day of February. */
export function addMonths(iso: string, months: number): string {
  const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
  const total = year * 12 + (month - 1) + months;
  const y = Math.floor(total / 12);
  const m = (total % 12) + 1;
  return `${pad(y, 4)}-${pad(m, 2)}-${pad(Math.min(date, daysIn(y, m)), 2)}`;
}

/** Adds days to an ISO date. */
export function addDays(iso: string, days: number): string {
  const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

function part(text: string): number | null {
  const clean = text.replace(/\s/g, '');
  const name = /^[a-z]{3,}$/i.test(clean) ? months.split('|').findIndex((m) => clean.toLowerCase().startsWith(m.slice(0, 3))) : -1;
  if (name >= 0) return name + 1;
  if (/^[0-9OolIQDSZB|]+$/.test(clean)) return Number(clean.replace(/[OoQD]/g, '0').replace(/[lI|]/g, '1').replace(/S/g, '5').replace(/Z/g, '2').replace(/B/g, '8'));
  return parseChineseNumber(clean.replace(/[OoQ0]/g, '〇').replace(/^[元正]$/, '一').replace(/^[零〇](?=.)(?!.{3})/, ''));
}

function isoDate(year: number | null, month: number | null, date: number | null): string | null {
  if (year === null || month === null || date === null) return null;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}
