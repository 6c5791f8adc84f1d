import type { Box } from '@qige/ocr';
import { canonical } from './canonical.ts';
import { flowOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { furnitureOf } from './furniture.ts';
import { mend } from './mend.ts';
import type { ExtractLine, ExtractPage } from './page.ts';
import { columnFirst } from './columns.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { segmentsOf } from './segments.ts';
import type { Segment } from './segments.ts';

export interface DocLine {
  /** Page and line as they came, counted from 0. */
  page: number;
  index: number;
  text: string;
  from: readonly number[];
  raw: readonly string[];
  box: Box;
  confidence: number;
  chars: ExtractLine['chars'];
  table: ExtractLine['table'];
  /** Running head, page number or fax line: not part of the text that flows from page to page. */
  furniture: boolean;
}

/** One contract's text: its lines, the rows they form, and the flowing text with the way back to every character's place. */
export interface Doc {
  pages: readonly ExtractPage[];
  lines: readonly DocLine[];
  rows: readonly Row<DocLine>[];
  flow: Flow;
}

export function docOf(pages: readonly ExtractPage[]): Doc {
  const lines = pages.flatMap(pageLines);
  const furniture = furnitureOf(pages, lines);
  for (const line of furniture) line.furniture = true;
  const byPage = Map.groupBy(lines.filter((line) => !line.furniture && line.text !== ''), ({ page }) => page);
  const rows = pages.flatMap((_, number) => columnFirst(rowsOf(byPage.get(number) ?? [])));
  return { pages, lines, rows, flow: flowOf(pages, rows) };
}

function pageLines(page: ExtractPage, number: number): DocLine[] {
  let edges: { x: number; until: number }[] = [];
  return page.lines.flatMap((line, index) => {
    const height = line.box[3] - line.box[1];
    edges = edges.filter(({ until }) => line.box[1] < until);
    const segments = segmentsOf(line, edges.map(({ x }) => x));
    edges.push(...segments.slice(1).map(({ box }) => ({ x: box[0], until: box[3] + 2.5 * height })));
    return segments.map((segment) => docLine(line, segment, number, index));
  });
}

/** `一式_贰_份`: the ends of the line under a value filled in are read as underscores. Where there is room for a value, they are a blank and stay. Every character keeps its place. */
function withoutLineEnds({ chars, box }: ExtractLine, raw: readonly string[]): readonly string[] {
  if (chars?.length !== raw.length || !raw.includes('_')) return raw;
  const filled = (at: number) => raw[at] !== undefined && !/[_\s]/.test(raw[at]);
  return raw.map((c, at) => {
    if (c !== '_') return c;
    const before = raw.findLastIndex((_, i) => i < at && filled(i));
    const after = raw.findIndex((_, i) => i > at && filled(i));
    const room = before < 0 || after < 0 ? Infinity : (chars[after]?.box[0] ?? 0) - (chars[before]?.box[2] ?? 0);
    return room < 2.2 * (box[3] - box[1]) ? '\u200b' : c;
  });
}

function docLine(line: ExtractLine, segment: Segment, page: number, index: number): DocLine {
  const raw = [...line.text];
  const { text, from } = canonical(withoutLineEnds(line, raw).slice(segment.first, segment.last + 1).join(''));
  return { page, index, text: mend(text), from: from.map((at) => at + segment.first), raw, box: segment.box, confidence: line.confidence ?? 1, chars: line.chars, table: line.table, furniture: false };
}
