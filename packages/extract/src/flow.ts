import { rmbUppercaseNumerals } from '@qige/rules/rmb-uppercase';
import type { DocLine } from './doc.ts';
import { isCjk } from './canonical.ts';
import type { Span } from './field.ts';
import type { ExtractPage } from './page.ts';
import { pageNumberOf } from './page-number.ts';
import type { Row } from './rows.ts';
import { closesEntry, endsLikeName, startsEntry } from './words.ts';

/**
 * The text of a contract in one string: lines wrapped by the page are joined, paragraphs parted by `\n`, cells of a row by `\t`, and `\f` stands where
 * a page is missing. `line` and `char` lead every UTF-16 unit back to its line and its place in that line's canonical text (null for the marks).
 */
export interface Flow {
  text: string;
  line: readonly (DocLine | null)[];
  char: readonly number[];
  /** Where each line begins and ends in `text`. */
  spans: ReadonlyMap<DocLine, Span>;
}

export function flowOf(pages: readonly ExtractPage[], rows: readonly Row<DocLine>[]): Flow {
  const text: string[] = [];
  const line: (DocLine | null)[] = [];
  const char: number[] = [];
  const spans = new Map<DocLine, Span>();
  const mark = (c: string) => {
    for (const unit of c) {
      text.push(unit);
      line.push(null);
      char.push(0);
    }
  };
  const add = (each: DocLine) => {
    spans.set(each, { start: text.length, end: text.length + each.text.length });
    for (let i = 0; i < each.text.length; i++) {
      text.push(each.text.charAt(i));
      line.push(each);
      char.push(i);
    }
  };
  const byPage = Map.groupBy(rows, (row) => row.cells[0]?.[0]?.page ?? 0);
  const margins = pages.map((page, number) => rightMargin(page, byPage.get(number) ?? []));
  let before: Row<DocLine> | null = null;
  for (const [at, row] of rows.entries()) {
    if (before) mark(joint(before, row, rows.slice(Math.max(0, at - 20), at + 20).flatMap((each) => (each.cells.length === 1 ? each.cells.flat() : [])), pages, margins));
    for (const [i, cell] of row.cells.entries()) {
      if (i > 0 && !brokenSum(row.cells[i - 1]?.at(-1)?.text ?? '', cell[0]?.text ?? '')) mark('\t');
      for (const [k, each] of cell.entries()) {
        // A cell may hold a whole block (a signature block set in a frame): its entries stay apart.
        if (k > 0) mark(endsInCell(cell, k) ? '\n' : glue(cell[k - 1] as DocLine, each));
        add(each);
      }
    }
    before = row;
  }
  return { text: text.join(''), line, char, spans };
}

/** 大写 cut in two at a column's edge, in a cell that spans several columns. */
function brokenSum(left: string, right: string): boolean {
  const numerals = `[零${rmbUppercaseNumerals}万亿]`;
  return new RegExp(`${numerals}{2}$`).test(left) && new RegExp(`^${numerals}{1,20}[元圆]`).test(right);
}

/** Whether the line before the k-th of a cell ends there rather than being wrapped: it is short of the cell's widest line by more than two characters. */
function endsInCell(cell: readonly DocLine[], k: number): boolean {
  const [a, b] = [cell[k - 1] as DocLine, cell[k] as DocLine];
  const widths = cell.map((line) => line.box[2] - line.box[0]);
  return startsEntry(b.text) || closesEntry(a.text) || (cell.length > 2 && Math.max(...widths) - (widths[k - 1] ?? 0) > 2.5 * (a.box[3] - a.box[1]));
}

function rightMargin(page: ExtractPage, rows: readonly Row<DocLine>[]): number {
  const ends = rows.flatMap((row) => (row.cells.length === 1 && row.cells[0]?.length === 1 ? row.cells[0] : [])).filter((each) => each.text.length >= 16).map((each) => each.box[2]).sort((a, b) => a - b);
  return ends[Math.floor(ends.length * 0.8)] ?? page.width * 0.87;
}

function joint(before: Row<DocLine>, row: Row<DocLine>, near: readonly DocLine[], pages: readonly ExtractPage[], margins: readonly number[]): string {
  const a = before.cells.at(-1)?.at(-1) as DocLine;
  const b = row.cells[0]?.[0] as DocLine;
  if (a.page !== b.page && skips(pages, a.page, b.page)) return '\f';
  if (before.cells.length > 1 || row.cells.length > 1) return '\n';
  if (startsEntry(b.text)) return '\n';
  // A sum is never broken, so the line before it may end early.
  if (/(?:人民币|小写[)]?|[即计为¥])\s?:?$/.test(a.text) && /^[¥\d]/.test(b.text)) return '';
  const [tall, low] = [a.box[3] - a.box[1], b.box[3] - b.box[1]];
  if (a.page === b.page && (b.box[1] - a.box[3] > 2.2 * tall || Math.max(tall, low) > 1.5 * Math.min(tall, low))) return '\n';
  const width = (a.box[2] - a.box[0]) / Math.max(1, a.text.length);
  const slack = 2.6 * Math.max(width, 0.6 * (a.box[3] - a.box[1]));
  const full = a.box[2] >= (margins[a.page] ?? 0) - slack || (a.text.length >= 10 && justified(a, near, slack));
  // A sentence that fills its line to the margin exactly and ends there is as good as a paragraph's end.
  // What stands at the right of the page, as a place or a date does, goes on below itself or not at all.
  const below = a.page !== b.page || a.box[0] - b.box[0] < 9 * tall;
  if (full && below && !/[。;]$/.test(a.text) && a.text.length >= 8) return glue(a, b);
  if (a.page === b.page && /[a-z,]$/.test(a.text) && /^[a-z(]/.test(b.text) && Math.abs(a.box[0] - b.box[0]) < 3 * (a.box[3] - a.box[1])) return ' ';
  if (a.page === b.page && continuesName(a, b)) return '';
  return '\n';
}

/** A narrow column has a margin of its own: where two more lines near by begin and end at the same place, the lines are wrapped there. */
function justified(a: DocLine, near: readonly DocLine[], slack: number): boolean {
  const same = near.filter((line) => line !== a && line.page === a.page && Math.abs(line.box[2] - a.box[2]) < 0.5 * slack && Math.abs(line.box[0] - a.box[0]) < 2.5 * slack && line.text.length >= 10);
  const beyond = near.some((line) => line.page === a.page && Math.abs(line.box[0] - a.box[0]) < 2.5 * slack && line.box[2] > a.box[2] + slack);
  return same.length >= 2 && !beyond;
}

function continuesName(a: DocLine, b: DocLine): boolean {
  const value = /:(.{4,})$/.exec(a.text)?.[1];
  if (value === undefined || endsLikeName(value) || b.text.length > 14 || /[:,。;\d]/.test(b.text)) return false;
  const under = b.box[1] > a.box[1] && b.box[1] - a.box[3] < 1.5 * (a.box[3] - a.box[1]) && b.box[0] < a.box[2];
  return under && endsLikeName(value + b.text);
}

function glue(a: DocLine, b: DocLine): string {
  const left = a.text.at(-1) ?? '';
  const right = b.text.charAt(0);
  if (isCjk(left) || isCjk(right) || /[-/(¥"'.]/.test(left) && /\d/.test(right) || /[,.]/.test(left) && /\d\d/.test(b.text.slice(0, 2)) && /\d[,.]$/.test(a.text)) return '';
  return /[A-Za-z0-9,;.)"']/.test(left) && /[A-Za-z("']/.test(right) ? ' ' : '';
}

function skips(pages: readonly ExtractPage[], a: number, b: number): boolean {
  const [left, right] = [a, b].map((number) => printedNumber(pages[number]));
  return left !== null && left !== undefined && right !== null && right !== undefined && right > left + (b - a);
}

/** Page number printed on a page, from its last or first lines. */
export function printedNumber(page: ExtractPage | undefined): number | null {
  const lines = page?.lines ?? [];
  for (const line of [...lines.slice(-3).toReversed(), ...lines.slice(0, 3)]) {
    const found = pageNumberOf(line.text.normalize('NFKC').replace(/[—–－]/g, '-'));
    if (found) return found.page;
  }
  return null;
}
