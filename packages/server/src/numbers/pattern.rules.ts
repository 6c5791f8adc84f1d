import type { PatternProblem, PlainDate } from '@qige/wire';

type Part = { kind: 'text'; text: string } | { kind: 'type' | 'year' | 'yy' | 'month' } | { kind: 'seq'; width: number };

/** A pattern that was found good, in parts. */
export type Pattern = readonly Part[];

export type PatternVerdict = { kind: 'good'; pattern: Pattern } | { kind: 'bad'; problem: PatternProblem; part: string };

const longest = 60;
// What may stand between tokens: letters, digits and the signs that Chinese document numbers use. Nothing a file name, a URL or a
// spreadsheet would stumble over at the start of a cell.
const plain = /^[\p{L}\p{N}\-_./()（）〔〕【】[\]·#]*$/u;

/** Reads a pattern such as `{type}-{year}-{seq:4}`. */
export function patternVerdict(text: string): PatternVerdict {
  if (text.length > longest) return { kind: 'bad', problem: 'too-long', part: text };
  const parts: Part[] = [];
  for (const piece of text.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    if (!piece.startsWith('{')) {
      if (!plain.test(piece)) return { kind: 'bad', problem: 'forbidden-character', part: piece };
      parts.push({ kind: 'text', text: piece });
      continue;
    }
    const token = tokenOf(piece);
    if (typeof token === 'string') return { kind: 'bad', problem: token, part: piece };
    parts.push(token);
  }
  const has = (kind: Part['kind']): number => parts.filter((part) => part.kind === kind).length;
  if (has('seq') === 0) return { kind: 'bad', problem: 'no-sequence', part: text };
  if (has('seq') > 1) return { kind: 'bad', problem: 'two-sequences', part: text };
  // Without its type a number could be given by two rules.
  if (has('type') === 0) return { kind: 'bad', problem: 'no-type', part: text };
  if (has('month') > 0 && has('year') + has('yy') === 0) return { kind: 'bad', problem: 'month-without-year', part: '{month}' };
  return { kind: 'good', pattern: parts };
}

function tokenOf(piece: string): Part | PatternProblem {
  const name = piece.slice(1, -1);
  if (name === 'type' || name === 'year' || name === 'yy' || name === 'month') return { kind: name };
  const seq = /^seq:(\d+)$/.exec(name);
  if (!seq) return 'unknown-token';
  const width = Number(seq[1]);
  return width >= 1 && width <= 9 ? { kind: 'seq', width } : 'sequence-width';
}

/** The span in which the sequence runs: '' for ever, `2026`, or `2026-03`, by what the pattern names. */
export function periodOf(pattern: Pattern, on: PlainDate): string {
  if (pattern.some((part) => part.kind === 'month')) return on.slice(0, 7);
  return pattern.some((part) => part.kind === 'year' || part.kind === 'yy') ? on.slice(0, 4) : '';
}

/** The number with this sequence; a sequence that outgrows its width gets longer, never wraps. */
export function numberOf(pattern: Pattern, typeCode: string, period: string, sequence: number): string {
  const [year = '', month = ''] = period.split('-');
  return pattern
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'seq') return String(sequence).padStart(part.width, '0');
      return { type: typeCode, year, yy: year.slice(2), month }[part.kind];
    })
    .join('');
}

/** Which period and sequence a number came from, if this pattern could have given it. A `{yy}` is taken to lie in this century. */
export function readNumber(pattern: Pattern, typeCode: string, number: string): { period: string; sequence: number } | undefined {
  const forms = { type: escaped(typeCode), year: '(?<year>\\d{4})', yy: '(?<yy>\\d{2})', month: '(?<month>0[1-9]|1[0-2])' };
  const seen = new Set<string>();
  const source = pattern.map((part) => {
    if (part.kind === 'text') return escaped(part.text);
    if (part.kind === 'seq') return `(?<seq>\\d{${part.width}}|[1-9]\\d{${part.width},})`;
    if (seen.has(part.kind)) return `\\k<${part.kind}>`;
    if (part.kind !== 'type') seen.add(part.kind);
    return forms[part.kind];
  });
  const groups = new RegExp(`^${source.join('')}$`, 'u').exec(number)?.groups;
  if (!groups) return undefined;
  const { year, yy, month, seq } = groups;
  const whole = year ?? (yy === undefined ? '' : `20${yy}`);
  if (year !== undefined && yy !== undefined && !year.endsWith(yy)) return undefined;
  const sequence = Number(seq);
  if (sequence < 1) return undefined;
  return { period: month === undefined ? whole : `${whole}-${month}`, sequence };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
