import { formatRmbUppercase, parseRmbUppercase, rmbUppercaseCharacters, rmbUppercaseNumerals } from '@qige/rules/rmb-uppercase';
import type { Span } from './field.ts';

/** A sum in 大写 as found in a text. */
export interface Capitals extends Span {
  fen: number;
  /** In the standard's numerals. */
  text: string;
  /** Characters that had to be read as others. */
  repairs: number;
}

const pattern = new RegExp(
  `(?:[${rmbUppercaseCharacters}][${rmbUppercaseCharacters}O0o\\s]{0,40}?)(?:[元圆圓园圜](?:[\\s${rmbUppercaseCharacters}O0]{0,6}[角分])*\\s?[整正]?)|[${rmbUppercaseNumerals}][${rmbUppercaseCharacters}\\s]{2,40}[整正]`, 'g',
);

/** Sums in 大写, in order. Ordinary numerals alone (三百元) are none. */
export function capitalsOf(text: string): Capitals[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const reading = bestReading(match[0]);
    if (!reading || reading.text.length < 3 || !new RegExp(`[${rmbUppercaseNumerals}]`).test(match[0])) return [];
    return [{ fen: reading.fen, text: reading.text, repairs: reading.repairs, start: match.index + reading.skip, end: match.index + match[0].trimEnd().length }];
  });
}

function bestReading(text: string): { fen: number; text: string; repairs: number; skip: number } | null {
  // Stray characters before the amount (为, 币) must not sink it.
  for (let skip = 0; skip < Math.min(14, text.length - 2); skip++) {
    const reading = parseRmbUppercase(text.slice(skip).trim());
    // 佰叁拾贰元: the end of a sum whose beginning was broken off or misread is another sum.
    if (reading && !new RegExp(`[${rmbUppercaseNumerals}]`).test(text.slice(0, skip))) return { fen: reading.fen, text: reading.text, repairs: reading.repairs.length, skip };
  }
  return null;
}

/**
 * 大写 beside a sum in digits in which a character or two are no numerals at all (陆万肆㐄壹佰元整 beside 64,100.00): read by the digits. A numeral is never read as
 * another, so two sums that differ stay different.
 */
export function garbledCapitals(text: string, digits: Span & { fen: number }): Capitals | null {
  if (digits.fen <= 0) return null;
  const from = Math.max(0, digits.start - 48);
  const region = text.slice(from, digits.end + 48);
  const full = formatRmbUppercase(digits.fen);
  const lost = withOneLost(region, full);
  if (lost !== null) return { fen: digits.fen, text: full, repairs: 1, start: from + lost, end: from + lost + full.length - 1 };
  for (const expected of [full, full.replace(/整$/, ''), `${full.replace(/整$/, '')}整`]) {
    const allowed = Math.max(1, Math.floor(expected.length / 5));
    for (let at = 0; at + expected.length <= region.length; at++) {
      const repairs = garbled(region.slice(at, at + expected.length), expected);
      if (repairs !== null && repairs > 0 && repairs <= allowed) return { fen: digits.fen, text: expected, repairs, start: from + at, end: from + at + expected.length };
    }
  }
  return null;
}

/** Where a sum stands of which one character was lost, so that what is left is no sum (肆拾肆万壹仟佰元). */
function withOneLost(region: string, expected: string): number | null {
  for (let i = 1; i + 1 < expected.length; i++) {
    const piece = expected.slice(0, i) + expected.slice(i + 1);
    const at = region.indexOf(piece);
    if (at >= 0 && !numeral.test(region[at - 1] ?? ' ') && parseRmbUppercase(piece) === null) return at;
  }
  return null;
}

const numeral = /[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆圓整正角分一二三四五六七八九十百千]/;

function garbled(text: string, expected: string): number | null {
  let wrong = 0;
  for (let i = 0; i < expected.length; i++) {
    if (text[i] === expected[i]) continue;
    if (numeral.test(text[i] ?? '') || /[\s\d,.;:()¥。]/.test(text[i] ?? ' ')) return null;
    wrong++;
  }
  return wrong;
}
