import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Copy, CopyFilters, CopyHolder, Language } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { safeText } from '../contracts/cells.rules.ts';
import type { FileReply } from '../platform/http.ts';
import { findPath, listCopyRows } from './copies.queries.ts';
import { showCopies } from './show.actions.ts';

type Words = Record<Language, string>;
const kinds: Record<Copy['kind'], Words> = { original: { 'zh-CN': '正本', en: 'Original' }, duplicate: { 'zh-CN': '副本', en: 'Duplicate' }, photocopy: { 'zh-CN': '复印件', en: 'Photocopy' } };
const conditions: Record<Copy['condition'], Words> = { good: { 'zh-CN': '完好', en: 'Good' }, worn: { 'zh-CN': '磨损', en: 'Worn' }, damaged: { 'zh-CN': '破损', en: 'Damaged' }, fragile: { 'zh-CN': '脆弱', en: 'Fragile' } };
const seals: Record<Copy['pagingSeal'], Words> = { yes: { 'zh-CN': '有', en: 'Yes' }, no: { 'zh-CN': '无', en: 'No' }, unknown: { 'zh-CN': '未查', en: 'Not looked at' } };
const gone: Record<'lost' | 'destroyed', Words> = { lost: { 'zh-CN': '遗失', en: 'Lost' }, destroyed: { 'zh-CN': '已销毁', en: 'Destroyed' } };

function atWords(holder: CopyHolder, language: Language): string {
  if (holder.holder === 'place') return holder.place;
  if (holder.holder === 'person') return holder.name;
  return holder.holder === 'outside' ? holder.outside : gone[holder.holder][language];
}

const columns: readonly { head: Words; width: number; cell(copy: Copy, language: Language): string | number }[] = [
  { head: { 'zh-CN': '合同编号', en: 'Number' }, width: 18, cell: (copy) => copy.contract.number },
  { head: { 'zh-CN': '合同名称', en: 'Title' }, width: 36, cell: (copy) => copy.contract.title },
  { head: { 'zh-CN': '第几份', en: 'Copy' }, width: 8, cell: (copy) => copy.ordinal },
  { head: { 'zh-CN': '种类', en: 'Kind' }, width: 10, cell: (copy, language) => kinds[copy.kind][language] },
  { head: { 'zh-CN': '持有方', en: 'Party' }, width: 30, cell: (copy) => copy.party?.name ?? '' },
  { head: { 'zh-CN': '档号', en: 'Archival code' }, width: 30, cell: (copy) => copy.archivalCode ?? '' },
  { head: { 'zh-CN': '现在何处', en: 'Where' }, width: 40, cell: (copy, language) => atWords(copy.holder, language) },
  { head: { 'zh-CN': '页数', en: 'Pages' }, width: 8, cell: (copy) => copy.pageCount },
  { head: { 'zh-CN': '厚度(毫米)', en: 'Thickness (mm)' }, width: 12, cell: (copy) => copy.thicknessMm },
  { head: { 'zh-CN': '骑缝章', en: 'Paging seal' }, width: 10, cell: (copy, language) => seals[copy.pagingSeal][language] },
  { head: { 'zh-CN': '附件', en: 'Attachments' }, width: 24, cell: (copy) => copy.attachments },
  { head: { 'zh-CN': '完好程度', en: 'Condition' }, width: 12, cell: (copy, language) => conditions[copy.condition][language] },
  { head: { 'zh-CN': '标签号', en: 'Label' }, width: 24, cell: (copy) => copy.label },
];

const mostRows = 1_048_575;
const pageSize = 1_000;

/** The list as a workbook, written while it is read. */
export async function exportCopies(app: App, actor: Actor, { language, ...filters }: CopyFilters & { language: Language }): Promise<FileReply> {
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'contracts.exported', facts: { copies: true, filters: JSON.stringify(filters) } }));
  const out = new PassThrough();
  write(app, actor, filters, language, out).catch((error: Error) => {
    app.log.error({ err: error }, 'export broke off');
    out.destroy(error);
  });
  return { body: out, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', downloadAs: `${language === 'en' ? 'originals' : '原件台账'}-${app.clock.today()}.xlsx` };
}

async function write(app: App, actor: Actor, filters: CopyFilters, language: Language, out: PassThrough): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet(language === 'en' ? 'Originals' : '原件台账', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ head, width }) => ({ header: head[language], width }));
  const path = filters.placeId && (await findPath(app.db, filters.placeId));
  const nowhere = filters.placeId !== undefined && path === undefined;
  let after: string | undefined;
  for (let written = 0; written < mostRows; ) {
    if (nowhere) break;
    const rows = await listCopyRows(app.db, actor, filters, path, after, Math.min(pageSize, mostRows - written));
    for (const copy of await showCopies(app.db, rows)) sheet.addRow(columns.map(({ cell }) => cellOf(cell(copy, language)))).commit();
    written += rows.length;
    after = rows.at(-1)?.id;
    if (rows.length < pageSize || out.destroyed) break;
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
  await book.commit();
}

const cellOf = (value: string | number): string | number => (typeof value === 'string' ? safeText(value) : value);
