import { a4, type Drawing, type Mark } from './drawing.ts';
import { setIn, widthOf } from './set-text.ts';

export interface Column {
  title: string;
  /** Millimetres; columns together are set as wide as the page, each by its share. */
  width: number;
  align?: 'left' | 'center' | 'right';
}

export interface Table {
  title: string;
  /** Lines above the table, such as the box and where it stands. */
  above?: readonly string[];
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  /** Said in place of rows where there are none. */
  empty?: string;
  /** Lines below the last row: who made it, places for signatures. */
  below?: readonly string[];
  page?: { width: number; height: number };
}

const margin = { left: 20, right: 12, top: 16, bottom: 16 };
const size = 3.4;
const pad = 1.2;
const leading = 1.3;

/** A table over as many pages as it takes: its head on every page, no row torn, pages numbered 第 1 页 共 3 页. */
export function tablePages({ title, above = [], columns, rows, empty = '', below = [], page = a4 }: Table): Drawing[] {
  const inner = page.width - margin.left - margin.right;
  const share = inner / columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => width * share);
  const lefts = widths.map((_, i) => margin.left + widths.slice(0, i).reduce((sum, one) => sum + one, 0));
  const end = page.height - margin.bottom - 6;

  const pages: Mark[][] = [];
  let marks: Mark[] = [];
  let y = 0;
  const rule = (at: number, width = 0.2): Mark => ({ kind: 'line', from: [margin.left, at], to: [margin.left + inner, at], width });
  const put = (cells: readonly string[], top: number, heavy: boolean): number => {
    const set = cells.map((cell, i) => setIn(cell, { width: (widths[i] ?? 10) - 2 * pad, size, smallest: 2.4, most: 6, leading }));
    const tall = Math.max(1, ...set.map(({ lines, size: now }) => lines.length * now * leading)) + 2 * pad;
    set.forEach(({ lines, size: now }, i) => {
      const align = heavy ? 'center' : (columns[i]?.align ?? 'left');
      const [left, width] = [lefts[i] ?? 0, widths[i] ?? 0];
      const x = align === 'left' ? left + pad : align === 'center' ? left + width / 2 : left + width - pad;
      const first = top + (tall - lines.length * now * leading) / 2 + now * 0.98;
      lines.forEach((text, line) => marks.push({ kind: 'text', text, x, y: first + line * now * leading, size: now, align, heavy }));
    });
    for (const left of [...lefts, margin.left + inner]) marks.push({ kind: 'line', from: [left, top], to: [left, top + tall], width: 0.2 });
    marks.push(rule(top + tall));
    return top + tall;
  };
  const begin = (head = true): void => {
    marks = [];
    pages.push(marks);
    y = margin.top;
    if (pages.length === 1) {
      for (const line of setIn(title, { width: inner, size: 6.5, smallest: 4.5, most: 2 }).lines) {
        marks.push({ kind: 'text', text: line, x: page.width / 2, y: y + 6, size: 6.5, align: 'center', heavy: true });
        y += 9;
      }
      for (const line of above.flatMap((one) => setIn(one, { width: inner, size, smallest: 2.6, most: 3 }).lines)) {
        marks.push({ kind: 'text', text: line, x: margin.left, y: y + size, size });
        y += size * 1.5;
      }
      y += 2;
    }
    if (!head) return;
    marks.push(rule(y, 0.4));
    y = put(columns.map((column) => column.title), y, true);
  };
  begin();
  for (const row of rows) {
    const before = marks.length;
    const after = put(row, y, false);
    if (after > end) {
      marks.splice(before);
      begin();
      y = put(row, y, false);
    } else y = after;
  }
  if (rows.length === 0 && empty) marks.push({ kind: 'text', text: empty, x: page.width / 2, y: y + size * 2, size, align: 'center' });
  for (const line of below) {
    if (y + size * 2.4 > end) begin(false);
    y += size * 2.2;
    marks.push({ kind: 'text', text: line, x: margin.left, y, size });
  }
  return pages.map((drawn, i) => ({ ...page, marks: [...drawn, footer(page, i + 1, pages.length)] }));
}

function footer(page: { width: number; height: number }, number: number, of: number): Mark {
  return { kind: 'text', text: `第 ${number} 页 共 ${of} 页`, x: page.width - margin.right - widthOf(`第 ${number} 页 共 ${of} 页`, 2.8), y: page.height - margin.bottom + 4, size: 2.8 };
}
