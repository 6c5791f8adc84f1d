import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { ContractFilters, ContractId, ContractState, Language } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { FileReply } from '../platform/http.ts';
import type { Place } from './cursor.rules.ts';
import { amountCell, safeText } from './cells.rules.ts';
import { asksAmounts } from './amounts.rules.ts';
import { refuseAmounts, seesAmounts } from './amounts.ts';
import { findPlaces, findRows, type Order } from './list.queries.ts';

type Row = Awaited<ReturnType<typeof findRows>>[number];
interface Column {
  head: Record<Language, string>;
  width: number;
  cell(row: Row, language: Language): string | number | Date | null;
  format?: string;
  /** Left out for whoever may not see amounts. */
  amount?: true;
}

const states: Record<ContractState, Record<Language, string>> = {
  registered: { 'zh-CN': '已登记', en: 'Registered' },
  performing: { 'zh-CN': '履行中', en: 'Performing' },
  completed: { 'zh-CN': '已履行完', en: 'Completed' },
  terminated: { 'zh-CN': '已终止', en: 'Terminated' },
  voided: { 'zh-CN': '已作废', en: 'Voided' },
};

const day = (text: string | null): Date | null => (text === null ? null : new Date(`${text}T00:00:00Z`));
const allColumns: readonly Column[] = [
  { head: { 'zh-CN': '合同编号', en: 'Number' }, width: 18, cell: (row) => row.number },
  { head: { 'zh-CN': '纸上编号', en: 'Printed number' }, width: 20, cell: (row) => row.printedNumber },
  { head: { 'zh-CN': '合同名称', en: 'Title' }, width: 36, cell: (row) => row.title },
  { head: { 'zh-CN': '合同类型', en: 'Type' }, width: 14, cell: (row, language) => (language === 'en' ? row.typeNameEn : row.typeName) },
  { head: { 'zh-CN': '状态', en: 'State' }, width: 10, cell: (row, language) => states[row.state][language] },
  { head: { 'zh-CN': '相对方', en: 'Counterparty' }, width: 36, cell: (row) => row.counterparty },
  { head: { 'zh-CN': '我方主体', en: 'Our side' }, width: 30, cell: (row) => row.ownEntity },
  { head: { 'zh-CN': '金额', en: 'Amount' }, width: 18, cell: (row) => amountCell(row.amount), format: '#,##0.00', amount: true },
  { head: { 'zh-CN': '币种', en: 'Currency' }, width: 8, cell: (row) => row.currency },
  { head: { 'zh-CN': '签订日期', en: 'Signed on' }, width: 12, cell: (row) => day(row.signedOn), format: 'yyyy-mm-dd' },
  { head: { 'zh-CN': '生效日期', en: 'Effective on' }, width: 12, cell: (row) => day(row.effectiveOn), format: 'yyyy-mm-dd' },
  { head: { 'zh-CN': '到期日期', en: 'Expires on' }, width: 12, cell: (row) => day(row.expiresOn), format: 'yyyy-mm-dd' },
  { head: { 'zh-CN': '部门', en: 'Department' }, width: 16, cell: (row) => row.departmentName },
  { head: { 'zh-CN': '经办人', en: 'Business owner' }, width: 12, cell: (row) => row.ownerName },
  { head: { 'zh-CN': '页数', en: 'Pages' }, width: 8, cell: (row) => row.pageCount },
  { head: { 'zh-CN': '登记时间', en: 'Registered' }, width: 18, cell: (row) => row.registeredAt, format: 'yyyy-mm-dd hh:mm' },
];

// A sheet has 1,048,576 rows; one is the head.
const mostRows = 1_048_575;
const pageSize = 1_000;

/** What the filters leave, or those named; of either only what is open to the asker. */
interface Wanted {
  filters: ContractFilters;
  ids?: readonly ContractId[] | undefined;
}

/** The list as a workbook, written while it is read: memory does not grow with the number of contracts. */
export async function exportContracts(app: App, actor: Actor, wanted: Wanted, order: Order & { language: Language }): Promise<FileReply> {
  if (asksAmounts(wanted.filters, order.sort)) refuseAmounts(actor);
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'contracts.exported', facts: { filters: JSON.stringify(wanted.filters), sort: `${order.sort}-${order.direction}`, ...(wanted.ids ? { contracts: wanted.ids.length } : {}) } }));
  const out = new PassThrough();
  write(app, actor, wanted, order, out).catch((error: Error) => {
    app.log.error({ err: error }, 'export broke off');
    out.destroy(error);
  });
  const name = order.language === 'en' ? 'contracts' : '合同台账';
  return { body: out, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', downloadAs: `${name}-${app.clock.today()}.xlsx` };
}

async function write(app: App, actor: Actor, { filters, ids }: Wanted, { language, ...order }: Order & { language: Language }, out: PassThrough & Readable): Promise<void> {
  // Loaded when somebody exports: it is 30 MB that an idle server need not hold.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet(language === 'en' ? 'Contracts' : '合同台账', { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = allColumns.filter((column) => !column.amount || seesAmounts(actor));
  sheet.columns = columns.map(({ head, width, format }) => ({ header: head[language], width, style: format ? { numFmt: format } : {} }));
  let after: Place | undefined;
  for (let written = 0; written < mostRows; ) {
    const places = ids ? ids.map((id) => ({ id, key: null })) : await findPlaces(app.db, actor, filters, order, after, Math.min(pageSize, mostRows - written));
    for (const row of await findRows(app.db, actor, places.map(({ id }) => id))) sheet.addRow(columns.map((column) => cellOf(column, row, language, app.config.timeZone))).commit();
    written += places.length;
    after = places.at(-1);
    if (places.length < pageSize || out.destroyed) break;
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
  await book.commit();
}

function cellOf(column: Column, row: Row, language: Language, timeZone: string): string | number | Date | null {
  const value = column.cell(row, language);
  if (typeof value === 'string') return safeText(value);
  // A sheet knows no zones: moments are written as the archive's clock shows them.
  return value === row.registeredAt ? wallClock(row.registeredAt, timeZone) : value;
}

function wallClock(moment: Date, timeZone: string): Date {
  return new Date(`${moment.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
}
