import type { Box } from '@qige/ocr';
import type { ExtractLine } from './page.ts';
import { entryLabels, nameEnding, roleWords, side } from './words.ts';

export interface Segment {
  /** First and last code point of the line's text. */
  first: number;
  last: number;
  box: Box;
}

const head = `(?:${side}|${roleWords.join('|')}|${entryLabels})\\s?(?:[(（][^)）]{1,12}[)）])?\\s?[:：]`;
const innerHead = new RegExp(`(?:(?<=[^\\s(（])\\s+|(?<=${nameEnding}))(?=${head})`, 'g');

/**
 * A line whose halves stand far apart, or in whose middle another labelled value begins, is two: blocks set side by side that the reader took in one stroke.
 * Widely spaced titles and a value set off from its label stay whole. `edges` are the left edges of right-hand blocks in the lines just above: text that has a
 * space right there is cut too.
 */
export function segmentsOf(line: ExtractLine, edges: readonly number[] = []): Segment[] {
  const points = [...line.text];
  const whole: Segment = { first: 0, last: points.length - 1, box: line.box };
  if (line.table) return [whole];
  const chars = line.chars?.length === points.length ? line.chars : null;
  const cuts = new Set<number>([...labelCuts(line.text, points), ...(chars ? [...gapCuts(line, points), ...edgeCuts(line, edges)] : [])]);
  if (cuts.size === 0) return [whole];
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), points.length];
  return bounds.slice(0, -1).map((first, k) => {
    const last = (bounds[k + 1] ?? points.length) - 1;
    return { first, last, box: chars ? span(chars, first, last, line.box) : share(line.box, first, last, points.length) };
  });
}

function labelCuts(text: string, points: readonly string[]): number[] {
  return [...text.matchAll(innerHead)].map((match) => codePoints(text.slice(0, match.index + match[0].length))).filter((at) => at >= 4 && at < points.length - 2);
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

function gapCuts(line: ExtractLine, points: readonly string[]): number[] {
  const height = line.box[3] - line.box[1];
  const cuts: number[] = [];
  let before = -1;
  for (const [i, { text, box }] of (line.chars ?? []).entries()) {
    if (text.trim() === '') continue;
    const gap = before < 0 ? 0 : box[0] - (line.chars?.[before]?.box[2] ?? 0);
    if (gap > 1.7 * height && i - (cuts.at(-1) ?? 0) >= 4 && points.length - 1 - i >= 2 && !/[:：_]\s*$/.test(points.slice(0, before + 1).join(''))) cuts.push(i);
    before = i;
  }
  return cuts;
}

function edgeCuts(line: ExtractLine, edges: readonly number[]): number[] {
  const height = line.box[3] - line.box[1];
  const chars = line.chars ?? [];
  return chars.flatMap((char, i) => (i > 0 && char.text.trim() !== '' && chars[i - 1]?.text.trim() === '' && edges.some((edge) => Math.abs(char.box[0] - edge) < 1.2 * height) ? [i] : []));
}

function span(chars: NonNullable<ExtractLine['chars']>, first: number, last: number, box: Box): Box {
  const own = chars.slice(first, last + 1).filter((char) => char.text.trim() !== '');
  return [own[0]?.box[0] ?? box[0], box[1], own.at(-1)?.box[2] ?? box[2], box[3]];
}

function share(box: Box, first: number, last: number, count: number): Box {
  const width = (box[2] - box[0]) / count;
  return [box[0] + first * width, box[1], box[0] + (last + 1) * width, box[3]];
}
