import { parsePercent } from '@qige/rules/chinese-numbers';
import type { Doc, DocLine } from './doc.ts';
import { certainty, placeOf, round, textAt } from './field.ts';
import type { Span } from './field.ts';
import { digitsOf, figureValue } from './money.ts';
import { instalment } from './payment-words.ts';
import type { Payment } from './payments.ts';
import type { Row } from './rows.ts';

const heads = {
  label: /^(?:(?:付款|支付|付费)(?:节点|阶段|名称|期次|批次|次序|次数|期数|方式)|期次|期数|批次|阶段|付款阶段|支付阶段|款项|款项名称|付款名称|款项性质|费用名称|付款期次|节点|里程碑|项目|Instal?lment|Milestone)$/i,
  due: /条件|时间|时点|期限|日期|Due|When|Condition/i,
  percent: /比例|^例$|^占|占比|百分比|%|Percent|Share/i,
  amount: /金额|款额|付费额|价款|应付|Amount/i,
} as const;
type Column = keyof typeof heads;

/** Heads of a column that only counts. */
const counted = /^(?:付款|支付|付费)?(?:期次|期数|批次|次序|次数)$/;

/** Instalments set as a table: a head row that names a share or an amount and a time, then one row for each. */
export function tablePayments(doc: Doc, main: number): Payment[] {
  for (const [i, row] of doc.rows.entries()) {
    const first = row.cells[0]?.[0];
    if (!first || row.cells.length < 3 || (doc.flow.spans.get(first)?.start ?? 0) > main) continue;
    const columns = columnsOf(row);
    if (!columns) continue;
    const found = rowsBelow(doc, i, columns);
    if (found.length > 0) return found;
  }
  return [];
}

function textOf(cell: readonly DocLine[]): string {
  return cell.map((line) => line.text).join('').replace(/\s/g, '');
}

function columnsOf(row: Row<DocLine>): Map<Column, number> | null {
  const found = new Map<Column, number>();
  for (const [at, cell] of row.cells.entries()) {
    const text = textOf(cell).replace(/[(][^)]*[)]$/, '');
    const kind = (['label', 'percent', 'due', 'amount'] as const).find((column) => !found.has(column) && heads[column].test(text));
    if (text === '单价' || text === '数量' || text === '规格型号') return null;
    if (kind) found.set(kind, at);
  }
  // What it is for says more than its number in the row: 预付款 rather than 一.
  const named = row.cells.findIndex((cell) => heads.label.test(textOf(cell)) && !counted.test(textOf(cell)));
  if (named >= 0 && counted.test(textOf(row.cells[found.get('label') ?? named] ?? [])) && ![...found.values()].includes(named)) found.set('label', named);
  // 付款节点 beside nothing else that says when is what says when.
  const node = found.has('due') ? -1 : row.cells.findIndex((cell) => textOf(cell).includes('节点'));
  if (node >= 0) found.set('due', node);
  return found.has('due') && (found.has('percent') || found.has('amount')) ? found : null;
}

function rowsBelow(doc: Doc, head: number, columns: Map<Column, number>): Payment[] {
  const width = doc.rows[head]?.cells.length ?? 0;
  const found: Payment[] = [];
  for (const row of doc.rows.slice(head + 1)) {
    if (row.cells.length < 2 || /^(?:合计|总计|小计)/.test(textOf(row.cells[0] ?? []))) break;
    // A row that lost or gained a cell is read by its content, not by its columns.
    const payment = row.cells.length === width ? byColumn(doc, row, columns) : byContent(doc, row);
    if (payment) found.push(payment);
    else break;
  }
  return found;
}

function byColumn(doc: Doc, row: Row<DocLine>, columns: Map<Column, number>): Payment | null {
  const cell = (column: Column) => (columns.has(column) ? (row.cells[columns.get(column) ?? -1] ?? []) : []);
  // 20%(定金): what is in brackets says what the share is.
  const [, share = '', note = ''] = /^(.*?)(?:[(]([^)]*)[)])?$/.exec(textOf(cell('percent'))) ?? [];
  const percent = parsePercent(share) ?? parsePercent(share.replace(/^(\d+(?:\.\d+)?)$/, '$1%'));
  const amount = money(textOf(cell('amount')));
  if (percent === null && amount === null) return null;
  const label = (instalment.test(note) ? note : textOf(cell('label'))) || textOf(row.cells[0] ?? []);
  return payment(doc, row, cell('due'), label, percent, amount);
}

function byContent(doc: Doc, row: Row<DocLine>): Payment | null {
  const texts = row.cells.map(textOf);
  const percentAt = texts.findIndex((text) => parsePercent(text) !== null);
  const amountAt = texts.findLastIndex((text) => /\d/.test(text) && /^[¥\d,.]+元?$/.test(text) && text.length > 2);
  if (percentAt < 0 && amountAt < 0) return null;
  const dueAt = texts.findLastIndex((text, i) => i !== percentAt && i !== amountAt && /[\u4e00-\u9fff]{3}/.test(text));
  const label = texts.find((text, i) => i !== dueAt && /[\u4e00-\u9fff]{2}/.test(text)) ?? texts[0] ?? '';
  return payment(doc, row, row.cells[dueAt] ?? [], label, percentAt < 0 ? null : parsePercent(texts[percentAt] ?? ''), amountAt < 0 ? null : money(texts[amountAt] ?? ''));
}

function money(text: string): string | null {
  const marked = digitsOf(text)[0];
  if (marked) return (marked.fen / 100).toFixed(2);
  const value = /^[\d,.]+$/.test(text) ? figureValue(text) : null;
  return value === null ? null : value.toFixed(2);
}

function payment(doc: Doc, row: Row<DocLine>, due: readonly DocLine[], label: string, percent: number | null, amount: string | null): Payment {
  const all = row.cells.flat();
  const span = spanOf(doc, all);
  return { label, percent, amount, due: due.length > 0 ? textAt(doc.flow, spanOf(doc, due)) : null, place: placeOf(doc.flow, span), confidence: round(certainty(doc.flow, span)) };
}

function spanOf(doc: Doc, lines: readonly DocLine[]): Span {
  return { start: doc.flow.spans.get(lines[0] as DocLine)?.start ?? 0, end: doc.flow.spans.get(lines.at(-1) as DocLine)?.end ?? 0 };
}
