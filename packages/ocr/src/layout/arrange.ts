import type { ReadStrip } from '../recognise.ts';
import type { ReadLine } from '../types.ts';
import { orderRows } from './columns.ts';
import { splitAtGutters } from './gutters.ts';
import { centre, rowBox, rowsOf, toLine, toPieces } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import type { PageRules } from './rules.ts';

/** Puts what was read into reading order: header, body with tables cell by cell, footer. */
export function arrangeLines(read: readonly ReadStrip[], rules: PageRules, height: number): ReadLine[] {
  const pieces = splitAtGutters(read.flatMap(toPieces));
  const inCell = new Map<Piece, string>();
  for (const piece of pieces) {
    const [x, y] = centre(piece.box);
    rules.tables.forEach((table, t) => {
      const cell = table.cells.findIndex(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
      if (cell >= 0) inCell.set(piece, `${t}/${cell}`);
    });
  }
  const tables = rules.tables.map((table, t) => ({
    top: table.box[1],
    lines: table.cells.flatMap((cell, c) =>
      orderRows(rowsOf(pieces.filter((p) => inCell.get(p) === `${t}/${c}`))).map((row) => ({ ...toLine(row), table: { index: t, row: cell.row, cell: cell.column } })),
    ),
  }));
  const rows = rowsOf(pieces.filter((p) => !inCell.has(p)));
  const parts = partOf(rows, height);
  const out: ReadLine[] = [];
  let run: Row[] = [];
  const flush = (): void => {
    out.push(...orderRows(run).map(toLine));
    run = [];
  };
  // Columns do not reach across a table, the header or the footer.
  let next = 0;
  rows.forEach((row, i) => {
    const y = centre(rowBox(row))[1];
    while (next < tables.length && tables[next]!.top < y) {
      flush();
      out.push(...tables[next++]!.lines);
    }
    if (parts[i] === 'body') run.push(row);
    else {
      flush();
      out.push(...orderRows([row]).map((r) => ({ ...toLine(r), part: parts[i]! })));
    }
  });
  flush();
  for (; next < tables.length; next++) out.push(...tables[next]!.lines);
  return out;
}

const pageNumber = /^\W*(第?\s*\d+\s*页|\d+\s*[/／]\s*\d+|\d{1,3}|page\s*\d+)/iu;

/** Header and footer stand apart in the outer tenth of the sheet; a page number is a footer further up, too. */
function partOf(rows: readonly Row[], height: number): ReadLine['part'][] {
  return rows.map((row, i) => {
    const box = rowBox(row);
    const y = centre(box)[1] / height;
    const text = row.map((p) => p.read.glyphs.map((g) => g.text).join('')).join(' ');
    const after = rows[i + 1];
    const before = rows[i - 1];
    const own = box[3] - box[1];
    if (y < 0.085 && (!after || rowBox(after)[1] - box[3] > own * 0.8)) return 'header';
    if (y > 0.93 || (y > 0.86 && i === rows.length - 1 && pageNumber.test(text))) {
      if (!before || box[1] - rowBox(before)[3] > own * 0.8) return 'footer';
    }
    return 'body';
  });
}
