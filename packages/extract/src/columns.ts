import type { Box } from '@qige/ocr';
import type { Row } from './rows.ts';

interface Boxed {
  box: Box;
  text: string;
  table?: { index: number; row: number; cell: number } | undefined;
}

/**
 * Blocks set side by side that were read line by line are put block after block: two or more rows of two cells, outside ruled tables, whose left edges
 * agree. Then a name wrapped inside its block, or the credit code under it, follows where it belongs.
 */
export function columnFirst<L extends Boxed>(rows: readonly Row<L>[]): Row<L>[] {
  const out: Row<L>[] = [];
  for (let i = 0; i < rows.length; ) {
    const block = blockFrom(rows, i);
    if (block.length < 2) {
      out.push(rows[i] as Row<L>);
      i++;
      continue;
    }
    const edge = Math.min(...block.filter((row) => row.cells.length === 2).map(rightEdge)) - 1;
    const [left, right]: [Row<L>[], Row<L>[]] = [[], []];
    for (const row of block) for (const cell of row.cells) ((cell[0] as L).box[0] >= edge ? right : left).push({ cells: [cell] });
    out.push(...left, ...right);
    i += block.length;
  }
  return out;
}

function blockFrom<L extends Boxed>(rows: readonly Row<L>[], from: number): Row<L>[] {
  const first = rows[from] as Row<L>;
  if (!pair(first)) return [];
  const edge = rightEdge(first);
  const [leftStart] = lineOf(first, 0).box;
  const height = heightOf(lineOf(first, 0));
  const block = [first];
  let pairs = 1;
  for (const row of rows.slice(from + 1)) {
    const line = row.cells[0]?.[0] as L;
    const previous = block.at(-1)?.cells.at(-1)?.[0] as L;
    if (line.box[1] - previous.box[3] > 4 * height || line.box[1] < previous.box[1] - height) break;
    if (pair(row) && Math.abs(rightEdge(row) - edge) < 2.5 * height && Math.abs(line.box[0] - leftStart) < 4 * height) {
      pairs++;
      block.push(row);
    } else if (row.cells.length === 1 && row.cells[0]?.length === 1 && !line.table && alone(line, edge, leftStart, height)) block.push(row);
    else break;
  }
  while (block.length > 0 && !pair(block.at(-1) as Row<L>) && lineOf(block.at(-1) as Row<L>, 0).text.length > 12) block.pop();
  // A table of labels and values stands in two columns too, but its right cells are no entries of their own: they are what the open labels beside them announce.
  const entries = block.filter((row) => row.cells.length === 2 && /^[^:]{1,20}:|^[甲乙丙]\s?方|^\d{4}[-年.]/.test(lineOf(row, 1).text) && !announced(row)).length;
  return pairs >= 2 && entries * 2 >= pairs ? block : [];
}

function announced<L extends Boxed>(row: Row<L>): boolean {
  return lineOf(row, 0).text.endsWith(':') && !lineOf(row, 1).text.includes(':');
}

function pair<L extends Boxed>(row: Row<L>): boolean {
  return row.cells.length === 2 && row.cells.every((cell) => cell.length >= 1 && !(cell[0] as L).table) && /[:(]|公司|\d{4}/.test(row.cells.flat().map((line) => line.text).join(' '));
}

/** A line of the block that has nothing beside it: the end of a wrapped name, in either column. */
function alone<L extends Boxed>(line: L, edge: number, leftStart: number, height: number): boolean {
  if (line.box[0] >= edge - 2.5 * height) return line.box[0] < edge + 8 * height;
  return line.box[2] < edge && Math.abs(line.box[0] - leftStart) < 8 * height;
}

function rightEdge<L extends Boxed>(row: Row<L>): number {
  return lineOf(row, 1).box[0];
}

function lineOf<L extends Boxed>(row: Row<L>, cell: number): L {
  return row.cells[cell]?.[0] as L;
}

function heightOf(line: Boxed): number {
  return Math.max(1, line.box[3] - line.box[1]);
}
