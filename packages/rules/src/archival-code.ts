/**
 * The archival code 档号 of a filed item: fonds 全宗号, category 门类代码, year 年度, retention 保管期限, department or question 机构(问题), item 件号.
 * DA/T 13-2022 names the parts and their lengths, DA/T 22-2015 their order for filed documents; `-` stands between levels, `·` within one.
 */
export const standardTemplate = '{fonds}-{category}·{year}-{retention}-{department}-{item:4}';

/** DA/T 22-2015: for ever, thirty years, ten years. */
export const retentionCodes = ['Y', 'D30', 'D10'] as const;
export type RetentionCode = (typeof retentionCodes)[number];

export interface ArchivalParts {
  fonds: string;
  category: string;
  year: string;
  retention: string;
  department: string;
}
export type ArchivalPart = keyof ArchivalParts;

const shapes: Readonly<Record<ArchivalPart, RegExp>> = { fonds: /^[0-9A-Z]{4}$/, category: /^[A-Z]{2}$/, year: /^[0-9]{4}$/, retention: /^(?:Y|D30|D10)$/, department: /^[0-9A-Z]{3}$/ };
const names = Object.keys(shapes) as ArchivalPart[];

/** What a whole code looks like under the standard template. */
export const standardCode = /^[0-9A-Z]{4}-[A-Z]{2}·[0-9]{4}-(?:Y|D30|D10)-[0-9A-Z]{3}-[0-9]{4}$/;

export type TemplateProblem = 'too-long' | 'forbidden-character' | 'unknown-token' | 'twice' | 'missing' | 'item-width' | 'item-not-last' | 'not-joined';

type Piece = { text: string } | { part: ArchivalPart } | { item: number };
/** A template that was found good. */
export type ArchivalTemplate = readonly Piece[];
export type TemplateVerdict = { kind: 'good'; template: ArchivalTemplate } | { kind: 'bad'; problem: TemplateProblem; part: string };

const longest = 100;
// Joiners of DA/T 13-2022, and capital letters and digits for what an archive puts in of its own, such as a catalogue number.
const plain = /^[-·0-9A-Z]*$/;
const joined = /[-·]$/;

/** Reads a template. Fonds, category, year and retention must be in it; the item ends it, after a joiner, so that no two codes can be read alike. */
export function templateVerdict(text: string): TemplateVerdict {
  const bad = (problem: TemplateProblem, part: string): TemplateVerdict => ({ kind: 'bad', problem, part });
  if (text.length > longest) return bad('too-long', text);
  const template: Piece[] = [];
  const seen = new Set<string>();
  let before = '-';
  for (const piece of text.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    if (template.some((one) => 'item' in one)) return bad('item-not-last', piece);
    if (!piece.startsWith('{')) {
      if (!plain.test(piece)) return bad('forbidden-character', piece);
      template.push({ text: piece });
      before = piece;
      continue;
    }
    const [name = '', width] = piece.slice(1, -1).split(':');
    const part = names.find((one) => one === name);
    if (part === undefined ? name !== 'item' : width !== undefined) return bad('unknown-token', piece);
    if (seen.has(name)) return bad('twice', piece);
    if (!joined.test(before)) return bad('not-joined', piece);
    if (part === undefined && !/^[3-6]$/.test(width ?? '')) return bad('item-width', piece);
    template.push(part === undefined ? { item: Number(width) } : { part });
    seen.add(name);
    before = piece;
  }
  const missing = ['fonds', 'category', 'year', 'retention', 'item'].find((name) => !seen.has(name));
  return missing === undefined ? { kind: 'good', template } : bad('missing', missing);
}

/** The first part that does not have the shape the standards give it. */
export function wrongPart(parts: ArchivalParts): ArchivalPart | undefined {
  return names.find((name) => !shapes[name].test(parts[name]));
}

/** What all items of one run of numbers have in common: the code without its item. */
export function seriesOf(template: ArchivalTemplate, parts: ArchivalParts): string {
  return template.map((piece) => ('text' in piece ? piece.text : 'part' in piece ? parts[piece.part] : '')).join('');
}

export type CodeVerdict = { kind: 'good'; code: string } | { kind: 'wrong-part'; part: ArchivalPart } | { kind: 'series-full'; series: string; last: number };

/** The code of this item. A series ends where the item outgrows its width: it neither wraps nor gets longer. */
export function archivalCode(template: ArchivalTemplate, parts: ArchivalParts, item: number): CodeVerdict {
  const part = wrongPart(parts);
  if (part) return { kind: 'wrong-part', part };
  const width = template.reduce((found, piece) => ('item' in piece ? piece.item : found), 4);
  const [series, last] = [seriesOf(template, parts), 10 ** width - 1];
  if (!Number.isInteger(item) || item < 1 || item > last) return { kind: 'series-full', series, last };
  return { kind: 'good', code: series + String(item).padStart(width, '0') };
}

/** The parts and the item of a code that this template could have given. */
export function readArchivalCode(template: ArchivalTemplate, code: string): { parts: Partial<ArchivalParts>; item: number } | undefined {
  const source = template.map((piece) => ('text' in piece ? piece.text : 'part' in piece ? `(?<${piece.part}>${shapes[piece.part].source.slice(1, -1)})` : `(?<item>[0-9]{${piece.item}})`));
  const groups = new RegExp(`^${source.join('')}$`).exec(code)?.groups;
  if (!groups) return undefined;
  const { item = '', ...parts } = groups;
  return Number(item) < 1 ? undefined : { parts, item: Number(item) };
}
