import type { PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { pdfOf } from '../platform/print/pdf.ts';
import { tablePages } from '../platform/print/table.ts';
import { findCatalogue } from './catalogue.queries.ts';
import { placeFacts } from './facts.ts';
import { kindNames } from './label-facts.ts';
import { installationOf } from './resolve.queries.ts';

const gap = '　　';

/** 卷内目录 of a box, to be printed and laid into it. */
export async function printCatalogue({ db, clock }: App, actor: Person, placeId: PlaceId): Promise<FileReply> {
  const [box] = await placeFacts(db, await installationOf(db), [placeId]);
  if (!box) throw notFound();
  const { rows, hidden } = await findCatalogue(db, actor, placeId);
  const { span } = box;
  const pages = tablePages({
    title: '卷内文件目录',
    above: [
      [`${box.kindName}号 ${box.name || box.placeCode}`, ...(span ? [`全宗号 ${span.fonds}`, `年度 ${span.years}`, `保管期限 ${span.retention}`] : []), ...(span?.department ? [`机构（问题） ${span.department}`] : [])].join(gap),
      `存放位置 ${box.where}`,
    ],
    columns: [
      { title: '序号', width: 9, align: 'center' },
      { title: '档号', width: 34 },
      { title: '合同编号', width: 26 },
      { title: '题名', width: 54 },
      { title: '日期', width: 19, align: 'center' },
      { title: '页数', width: 10, align: 'right' },
      { title: '备注', width: 22 },
    ],
    rows: rows.map(({ archivalCode, number, title, counterparty, signedOn, pageCount, ordinal, kind, attachments }, i) => [
      String(i + 1), archivalCode ?? '', number, counterparty ? `${title}（${counterparty}）` : title, signedOn?.replaceAll('-', '') ?? '', pageCount > 0 ? String(pageCount) : '', [`第${ordinal}份 ${kindNames[kind]}`, attachments].filter(Boolean).join('，'),
    ]),
    empty: hidden > 0 ? '' : '盒内没有文件。',
    below: [
      `本目录共 ${rows.length} 件，${rows.reduce((sum, { pageCount }) => sum + pageCount, 0)} 页。${hidden > 0 ? `另有 ${hidden} 件编目人无权查看，未列出。` : ''}`,
      ['编制人：　　　　　　', '检查人：　　　　　　', `编制日期：${clock.today().replaceAll('-', '')}`].join(gap),
    ],
  });
  await db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'labels.printed', subjectId: placeId, facts: { template: 'catalogue', labels: rows.length } }));
  return { body: await pdfOf(pages, '卷内文件目录'), mediaType: 'application/pdf', downloadAs: `卷内目录 ${box.name || box.placeCode}.pdf` };
}
