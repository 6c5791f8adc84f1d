import type { Box } from '@qige/ocr';
import { canonical } from './canonical.ts';
import { flowOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { furnitureOf } from './furniture.ts';
import type { ExtractLine, ExtractPage } from './page.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

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
  const lines = pages.flatMap((page, number) => page.lines.map((line, index) => docLine(line, number, index)));
  const furniture = furnitureOf(pages, lines);
  for (const line of furniture) line.furniture = true;
  const rows = pages.flatMap((_, number) => rowsOf(lines.filter((line) => line.page === number && !line.furniture && line.text !== '')));
  return { pages, lines, rows, flow: flowOf(pages, rows) };
}

function docLine(line: ExtractLine, page: number, index: number): DocLine {
  const { text, from } = canonical(line.text);
  return { page, index, text, from, raw: [...line.text], box: line.box, confidence: line.confidence ?? 1, chars: line.chars, table: line.table, furniture: false };
}
