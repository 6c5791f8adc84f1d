import type { Box } from '@qige/ocr';
import type { ExtractLine } from './page.ts';

export interface Segment {
  /** First and last code point of the line's text. */
  first: number;
  last: number;
  box: Box;
}

/**
 * A line whose halves stand far apart is two: blocks set side by side that the reader took in one stroke. Widely spaced titles and a value set off from its
 * label stay whole.
 */
export function segmentsOf(line: ExtractLine): Segment[] {
  const whole: Segment = { first: 0, last: [...line.text].length - 1, box: line.box };
  const { chars } = line;
  if (!chars || line.table || chars.length !== whole.last + 1) return [whole];
  const height = line.box[3] - line.box[1];
  const cuts: number[] = [];
  let before = -1;
  for (const [i, { text, box }] of chars.entries()) {
    if (text.trim() === '') continue;
    const gap = before < 0 ? 0 : box[0] - (chars[before]?.box[2] ?? 0);
    const left = line.text.slice(0, i);
    if (gap > 1.7 * height && i - (cuts.at(-1) ?? 0) >= 4 && whole.last - i >= 2 && !/[:：_]\s*$/.test([...line.text].slice(0, before + 1).join('')) && left.trim() !== '') cuts.push(i);
    before = i;
  }
  if (cuts.length === 0) return [whole];
  const edges = [0, ...cuts, chars.length];
  return edges.slice(0, -1).map((first, k) => {
    const last = (edges[k + 1] ?? chars.length) - 1;
    const own = chars.slice(first, last + 1).filter((char) => char.text.trim() !== '');
    return { first, last, box: [own[0]?.box[0] ?? line.box[0], line.box[1], own.at(-1)?.box[2] ?? line.box[2], line.box[3]] };
  });
}
