/** `1234567.5` → `¥1,234,567.50`; decimal text in, so that no float touches the amount. */
export function formatMoney(amount: string | null | undefined, currency = 'CNY'): string {
  if (amount === null || amount === undefined || amount === '') return '';
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) return amount;
  const [, sign = '', whole = '', cents = ''] = match;
  const symbol = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', JPY: '¥' }[currency];
  const number = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
  return symbol && currency !== 'JPY' ? `${sign}${symbol}${number}` : `${sign}${number} ${currency}`;
}

/** What a person types for an amount, `1,234,567.5元` or `￥12万`, as decimal text; null when it is not one. */
export function parseMoney(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[,\s¥$€£元整]|RMB|CNY|人民币/gi, '');
  const match = /^(-?\d{1,16})(?:\.(\d+))?(万|亿)?$/.exec(plain);
  if (!match) return null;
  const [, whole = '', fraction = '', unit] = match;
  const places = unit === '亿' ? 8 : unit === '万' ? 4 : 0;
  if (fraction.length > places + 2) return null;
  const digits = `${whole}${fraction.padEnd(places + 2, '0')}`;
  const number = digits.slice(0, -2).replace(/^(-?)0+(?=\d)/, '$1');
  return `${number}.${digits.slice(-2)}`;
}

/** `740430.00` in fen, for comparing and for 大写; null when it is not an amount. */
export function fenOf(amount: string): number | null {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(amount);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** A moment in the reader's zone as the tables write it: `2026-03-17 09:05`. */
export function formatMoment(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** From one moment to another, each part said once: `2026-03-17 09:05 – 11:20`. */
export function formatSpan(from: string, to: string): string {
  const [first, last] = [formatMoment(from), formatMoment(to)];
  if (first === last) return last;
  return `${first} – ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last}`;
}

/** The day it is, or was at that moment, in the reader's zone. */
export const dayHere = (at: Date = new Date()): string => formatMoment(at.toISOString()).slice(0, 10);

export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** What a person types for a day: `20260317`, `2026/3/17`, `2026.3.17`, `2026年3月17日`; null when there is no such day. */
export function parseDay(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}

/** A whole number with thousands marks. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
