import type { Box } from '@qige/ocr';

interface Boxed {
  box: Box;
  table?: { index: number; row: number; cell: number } | undefined;
}

/**
 * A table's last column that the reader left outside it (few of its rows are ruled there) is put back: text right behind a cell's text, cut off at a column's edge, goes
 * on in that cell; what stands farther off is the row's next cell. Changes `table` of those lines and gives all lines in order.
 */
export function withCutCells<L extends Boxed>(lines: readonly L[]): L[] {
  const inTables = lines.filter((line) => line.table);
  const strays = new Map(lines.filter((line) => !line.table).flatMap((line) => {
    const left = inTables.findLast((cell) => level(cell, line) && cell.box[2] <= line.box[0] + 2 && !inTables.some((other) => level(other, line) && other.box[0] > cell.box[0]));
    return left ? [[line, left] as const] : [];
  }));
  // One line beside a table may be anything: a note, a seal's text.
  if (strays.size < 3 || new Set([...strays.keys()].map((line) => Math.round(line.box[0] / (2 * height(line))))).size > 2) return [...lines];
  const behind = new Map<L, L[]>();
  for (const [line, cell] of strays) {
    if (!cell.table) continue;
    const joined = line.box[0] - cell.box[2] < 0.5 * height(line);
    line.table = { ...cell.table, cell: cell.table.cell + (joined ? 0 : 1) };
    behind.set(cell, [...(behind.get(cell) ?? []), line]);
  }
  return lines.flatMap((line) => (strays.has(line) ? [] : [line, ...(behind.get(line) ?? [])]));
}

function level(a: Boxed, b: Boxed): boolean {
  return Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]) > 0.6 * Math.min(height(a), height(b));
}

function height(line: Boxed): number {
  return Math.max(1, line.box[3] - line.box[1]);
}
