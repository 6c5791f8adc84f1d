import type { Catalogue, CatalogueItem, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { showCatalogue } from '../custody/catalogue.actions.ts';
import { countStanding, findPlaceHead } from '../custody/catalogue.queries.ts';
import type { FileReply } from '../platform/http.ts';
import { pdfOf } from '../platform/print/pdf.ts';
import { tablePages } from '../platform/print/table.ts';
import { kindNames, retentionNames } from './label-facts.ts';

const gap = '　　';

/** 卷内目录 of a box, to be printed and laid into it: the columns of DA/T 22-2015. */
export async function printCatalogue(app: App, actor: Person, placeId: PlaceId): Promise<FileReply> {
  const { place, spine, items, others } = await wholeCatalogue(app, actor, placeId);
  const said = (name: string, values: readonly string[]): string[] => (values.length > 0 ? [`${name} ${values.join('、')}`] : []);
  const pages = tablePages({
    title: '卷内文件目录',
    above: [
      [`盒号 ${place.name || place.code}`, ...said('全宗号', spine.fonds), ...said('年度', spine.years), ...said('保管期限', spine.retentions.map((one) => retentionNames[one] ?? one)), ...said('机构（问题）', spine.departments.filter(Boolean))].join(gap),
      `存放位置 ${place.where}`,
    ],
    columns: [
      { title: '序号', width: 9, align: 'center' },
      { title: '档号', width: 30 },
      { title: '责任者', width: 34 },
      { title: '题名', width: 46 },
      { title: '日期', width: 18, align: 'center' },
      { title: '页数', width: 10, align: 'right' },
      { title: '备注', width: 27 },
    ],
    rows: items.map((item, i) => [String(i + 1), item.archivalCode ?? '', item.author, item.title, item.date?.replaceAll('-', '') ?? '', item.pages > 0 ? String(item.pages) : '', noteOf(item)]),
    empty: others > 0 ? '' : '盒内没有文件。',
    below: [
      `本目录共 ${items.length} 件，${items.reduce((sum, { pages: count }) => sum + count, 0)} 页。${others > 0 ? `另有 ${others} 件不对打印人开放，未列出。` : ''}`,
      ['编制人：　　　　　　', '检查人：　　　　　　', `编制日期：${app.clock.today().replaceAll('-', '')}`].join(gap),
    ],
  });
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'labels.printed', subjectId: placeId, facts: { template: 'catalogue', labels: items.length } }));
  return { body: await pdfOf(pages, '卷内文件目录'), mediaType: 'application/pdf', downloadAs: `卷内目录 ${place.name || place.code}.pdf` };
}

const noteOf = ({ number, ordinal, kind, note }: CatalogueItem): string => [number, `第${ordinal}份 ${kindNames[kind]}`, note].filter(Boolean).join('，');

/** Every page of the contents list, taken together. */
async function wholeCatalogue(app: App, actor: Person, placeId: PlaceId): Promise<Pick<Catalogue, 'place' | 'spine' | 'items' | 'others'>> {
  let page = await showCatalogue(app, actor, placeId, { limit: 1_000 });
  const { place, spine } = page;
  const items = [...page.items];
  while (page.next) {
    page = await showCatalogue(app, actor, placeId, { after: page.next, limit: 1_000 });
    items.push(...page.items);
  }
  const head = await findPlaceHead(app.db, placeId);
  return { place, spine, items, others: head ? (await countStanding(app.db, head.path)) - items.length : 0 };
}
