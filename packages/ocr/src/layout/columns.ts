import { centre, rowBox, rowText, splitRow, tall } from './rows.ts';
import type { Row } from './rows.ts';

/** Rows of a page in reading order, each cut into what is read as one line. */
export function orderRows(rows: readonly Row[]): Row[] {
  const out: Row[] = [];
  for (let i = 0; i < rows.length; ) {
    const block = findBlock(rows, i);
    if (block) {
      out.push(...orderBlock(block));
      i += block.rows.length;
    } else {
      // What is far apart on one line, as a heading left and a number right, is no one sentence.
      out.push(...splitRow(rows[i]!, 8));
      i++;
    }
  }
  return out;
}

/** Rows with a gutter through all of them. A row has its left part, its right part, or both. */
interface Block {
  rows: { left: Row; right: Row }[];
  gutter: number;
}

const narrowest = 1.2;

function findBlock(rows: readonly Row[], start: number): Block | undefined {
  let best: Block | undefined;
  for (const edge of edgesOf(rows, start)) {
    const block = growBlock(rows, start, edge);
    if (block && block.rows.length > (best?.rows.length ?? 1)) best = block;
  }
  return best && worthIt(best) ? best : undefined;
}

/** Where a right-hand column may begin: beyond a wide gap, or beyond any gap where the rows below begin one too. */
function edgesOf(rows: readonly Row[], start: number): number[] {
  const row = rows[start]!;
  const below = rows.slice(start + 1, start + 9).flatMap((next) => next.slice(1).map((p) => p.box[0]));
  return row.flatMap((piece, i) => {
    const before = row[i - 1];
    if (!before) return [];
    const unit = Math.min(tall(piece), tall(before));
    const wide = piece.box[0] - before.box[2] >= narrowest * unit;
    return wide || below.filter((x) => Math.abs(x - piece.box[0]) < 0.6 * unit).length >= 2 ? [piece.box[0]] : [];
  });
}

function growBlock(rows: readonly Row[], start: number, rightEdge: number): Block | undefined {
  const unit = tall(rows[start]![0]!);
  const leftEdge = rows[start]![0]!.box[0];
  const found: Block['rows'] = [];
  let bottom = -Infinity;
  for (let i = start; i < rows.length; i++) {
    const row = rows[i]!;
    const box = rowBox(row);
    if (bottom > 0 && box[1] - bottom > 5 * unit) break;
    const left = row.filter((p) => p.box[0] < rightEdge - unit * 1.2);
    const right = row.filter((p) => p.box[0] >= rightEdge - unit * 1.2);
    const reach = Math.max(0, ...left.map((p) => p.box[2]));
    // Both columns begin where their first line does; the left one keeps clear of the right one.
    if (right.length && Math.abs(right[0]!.box[0] - rightEdge) > unit * 1.2) break;
    if (left.length && Math.abs(left[0]!.box[0] - leftEdge) > unit * 3) break;
    if (reach > rightEdge + unit * (right.length ? 0.1 : -0.2)) break;
    found.push({ left, right });
    bottom = box[3];
  }
  // A line of the left column alone at the end may as well be the next paragraph.
  while (found.length && !found[found.length - 1]!.right.length && !isWrapped(found, rightEdge, unit)) found.pop();
  return found.filter((r) => r.left.length && r.right.length).length >= 2 ? { rows: found, gutter: rightEdge } : undefined;
}

/** The last row goes on with a left line that was full. */
function isWrapped(found: Block['rows'], rightEdge: number, unit: number): boolean {
  const before = found[found.length - 2];
  const reach = Math.max(0, ...(before?.left ?? []).map((p) => p.box[2]));
  return before !== undefined && before.left.length > 0 && reach > rightEdge - unit * 3.5;
}

const label = (row: Row): string | undefined => /^\s*([^：:]{1,24})[：:]/u.exec(rowText(row))?.[1]?.replace(/\s/g, '');

/** Blanks in a sentence also leave gaps; without labels it takes more rows to believe in columns. */
function worthIt({ rows }: Block): boolean {
  const both = rows.filter((r) => r.left.length && r.right.length);
  const labelled = both.filter((r) => label(r.left) && label(r.right)).length;
  return labelled > 0 || both.length >= 3;
}

function orderBlock(block: Block): Row[] {
  if (sideBySide(block)) return [...block.rows.map((r) => r.left), ...block.rows.map((r) => r.right)].filter((r) => r.length > 0);
  return records(block).flatMap((record) => {
    const cells: { x0: number; x1: number; lines: Row[] }[] = [];
    for (const { left, right } of record) {
      for (const part of [left, right].filter((r) => r.length > 0).flatMap((r) => splitRow(r, narrowest))) {
        const box = rowBox(part);
        const cell = cells.find((c) => Math.min(c.x1, box[2]) - Math.max(c.x0, box[0]) > 0.5 * Math.min(c.x1 - c.x0, box[2] - box[0]));
        if (cell) cell.lines.push(part);
        else cells.push({ x0: box[0], x1: box[2], lines: [part] });
      }
    }
    return cells.sort((m, n) => m.x0 - n.x0).flatMap((c) => c.lines);
  });
}

/**
 * Blocks of the two parties carry the same labels next to each other (电话：… 电话：…) and are read one after the other;
 * in a table without rules the labels differ across and the rows are read.
 */
function sideBySide({ rows, gutter }: Block): boolean {
  const both = rows.filter((r) => r.left.length && r.right.length);
  const labels = both.flatMap((r) => {
    const [l, m] = [label(r.left), label(r.right)];
    return l && m ? [alike(l, m)] : [];
  });
  if (labels.length > 0) return labels.filter((same) => same >= 0.5).length * 2 >= labels.length;
  return isNewspaper(both, gutter);
}

/** Two columns of running text in one script, both filled to their right edge. */
function isNewspaper(both: Block['rows'], gutter: number): boolean {
  if (both.length < 5) return false;
  const hanShare = (pick: (r: Block['rows'][number]) => Row): number => {
    const text = both.map((r) => rowText(pick(r))).join('');
    return (text.match(/\p{Script=Han}/gu)?.length ?? 0) / Math.max(1, text.length);
  };
  if (Math.abs(hanShare((r) => r.left) - hanShare((r) => r.right)) > 0.5) return false;
  const unit = tall(both[0]!.left[0]!);
  const full = both.filter((r) => rowBox(r.left)[2] > gutter - unit * 4).length;
  return full > both.length * 0.6;
}

/** Share of letters two labels have in common, in order (longest common subsequence). */
export function alike(a: string, b: string): number {
  const [m, n] = [[...a], [...b]];
  let before = Array.from({ length: n.length + 1 }, () => 0);
  for (const c of m) {
    const row = [0];
    n.forEach((d, j) => row.push(c === d ? before[j]! + 1 : Math.max(before[j + 1]!, row[j]!)));
    before = row;
  }
  return before[n.length]! / Math.max(m.length, n.length, 1);
}

const opening = /^\s*(第.{1,4}[条章节]|\d+[.、．)]|[(（]?[一二三四五六七八九十]+[)）、.])/u;

/** Rows that belong together as one record: a record ends where its first cell's text ends. */
function records({ rows, gutter }: Block): Block['rows'][] {
  const out: Block['rows'][] = [];
  rows.forEach((row, i) => {
    const last = rows[i - 1];
    const unit = tall((row.left[0] ?? row.right[0])!);
    const ended = !last?.left.length || rowBox(last.left)[2] < gutter - unit * 4;
    const gap = last ? centre(rowBox([...row.left, ...row.right]))[1] - centre(rowBox([...last.left, ...last.right]))[1] : Infinity;
    const starts = row.left.length > 0 && (ended || opening.test(rowText(row.left)) || gap > 2.6 * unit);
    if (starts || out.length === 0) out.push([row]);
    else out[out.length - 1]!.push(row);
  });
  return out;
}
