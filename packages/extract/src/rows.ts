import type { Box } from '@qige/ocr';

interface Boxed {
  box: Box;
  table?: { index: number; row: number; cell: number } | undefined;
}

/** Lines side by side: `cells` from left to right, each with its lines from top to bottom. A row of prose has one cell of one line. */
export interface Row<L> {
  cells: L[][];
}

/**
 * Groups the lines of one page, in reading order, into rows of cells: by what the reader says of tables where it says so, else by where the lines
 * stand. A cell of two lines is kept together when what follows it in reading order stands beside it again.
 */
export function rowsOf<L extends Boxed>(lines: readonly L[]): Row<L>[] {
  const rows: Row<L>[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as L;
    const row = rows.at(-1);
    const cell = row?.cells.at(-1);
    const last = cell?.at(-1);
    if (row && cell && last && sameTable(line, last)) {
      if (line.table?.row === last.table?.row) {
        if (line.table?.cell === last.table?.cell) cell.push(line);
        else row.cells.push([line]);
        continue;
      }
    } else if (row && cell && last && !line.table && !last.table) {
      if (beside(line, cell)) {
        row.cells.push([line]);
        continue;
      }
      if (below(line, last) && (followsCell(line, lines[i + 1], cell) || inLastColumn(line, row))) {
        cell.push(line);
        continue;
      }
    }
    rows.push({ cells: [[line]] });
  }
  return rows;
}

function sameTable(a: Boxed, b: Boxed): boolean {
  return a.table !== undefined && b.table !== undefined && a.table.index === b.table.index;
}

function heightOf(line: Boxed): number {
  return Math.max(1, line.box[3] - line.box[1]);
}

function beside(line: Boxed, cell: readonly Boxed[]): boolean {
  const top = Math.min(...cell.map((each) => each.box[1]));
  const bottom = Math.max(...cell.map((each) => each.box[3]));
  const right = Math.max(...cell.map((each) => each.box[2]));
  const overlap = Math.min(bottom, line.box[3]) - Math.max(top, line.box[1]);
  return overlap >= 0.45 * Math.min(heightOf(line), bottom - top) && line.box[0] >= right - 0.5 * heightOf(line);
}

function below(line: Boxed, last: Boxed): boolean {
  const gap = line.box[1] - last.box[3];
  return gap > -0.5 * heightOf(last) && gap < 0.6 * heightOf(last) && line.box[0] < last.box[2] && line.box[2] > last.box[0];
}

function followsCell(line: Boxed, next: Boxed | undefined, cell: readonly Boxed[]): boolean {
  if (!next || next.table) return false;
  const right = Math.max(line.box[2], ...cell.map((each) => each.box[2]));
  const [, top, , bottom] = next.box;
  const first = cell[0] as Boxed;
  // The next cell is centred over the whole cell, so it must reach above this line as well as stand to its right.
  return next.box[0] >= right - 0.5 * heightOf(line) && top < line.box[1] && bottom > first.box[1] && (beside(next, [...cell, line]) || beside(next, cell));
}

function inLastColumn(line: Boxed, row: Row<Boxed>): boolean {
  const before = row.cells.at(-2);
  return before !== undefined && line.box[0] >= Math.max(...before.map((each) => each.box[2])) - 1 && line.box[1] < Math.max(...row.cells.flat().map((each) => each.box[3])) + 0.3 * heightOf(line);
}
