import type { ChainLine, ChainVerdict, CopyHolder, CopyId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { CustodyAct } from '../custody/custody.rules.ts';
import { printChain } from '../custody/chain.actions.ts';
import type { FileReply } from '../platform/http.ts';
import { pdfOf } from '../platform/print/pdf.ts';
import { tablePages } from '../platform/print/table.ts';
import { kindNames } from './label-facts.ts';

const acts: Record<CustodyAct['act'], string> = {
  opened: '建账', filed: '归档', moved: '移位', taken: '取出', offered: '交出', withdrawn: '撤回', 'handed-over': '交接', returned: '归还',
  sent: '寄出', arrived: '寄达', lost: '报失', found: '找回', corrected: '盘点更正', noted: '记事', destroyed: '销毁',
};
const broken: Record<Extract<ChainVerdict, { kind: 'broken' }>['why'], string> = { gap: '缺了一环', 'not-opened': '没有建账', from: '与上一环接不上', impossible: '按规则不可能发生', row: '与台账不符' };

/** 保管链 as a table: everybody and every place that answered for this copy, one line a change. */
export async function printChainPdf(app: App, actor: Person, copyId: CopyId): Promise<FileReply> {
  const { copy, lines, verdict } = await printChain(app, actor, copyId);
  const moment = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: app.config.timeZone });
  const when = (line: ChainLine): string => {
    const seen = line.line === 'act' && line.seenAt ? line.seenAt : line.at;
    return moment.format(new Date(seen));
  };
  const pages = tablePages({
    title: '原件保管链',
    above: [`${copy.contract.number} ${copy.contract.title}`, [`第${copy.ordinal}份 ${kindNames[copy.kind]}`, copy.archivalCode ?? '未归档', copy.label, `${copy.pageCount}页`].join('　　')],
    columns: [
      { title: '序号', width: 10, align: 'center' },
      { title: '时间', width: 22, align: 'center' },
      { title: '事由', width: 15, align: 'center' },
      { title: '自', width: 38 },
      { title: '至', width: 38 },
      { title: '经手人', width: 18 },
      { title: '说明', width: 34 },
    ],
    rows: lines.map((line) =>
      line.line === 'act'
        ? [String(line.seq), when(line), acts[line.act as CustodyAct['act']] ?? line.act, sayHolder(line.from), sayHolder(line.to), line.by.name ?? '系统', [line.pageCount === null ? '' : `${line.pageCount}页`, line.note].filter(Boolean).join('，')]
        : ['', when(line), '随盒移位', line.from, line.to, line.by.name ?? '系统', [line.name, line.reason].filter(Boolean).join('，')],
    ),
    below: [
      verdict.kind === 'whole' ? `自建账起共 ${verdict.links} 环，首尾相接，与台账相符。` : `第 ${verdict.seq} 环有误：${broken[verdict.why]}。`,
      `打印人：${actor.name}　　　打印时间：${moment.format(app.clock.now())}　　　签字：`,
    ],
  });
  return { body: await pdfOf(pages, '原件保管链'), mediaType: 'application/pdf', downloadAs: `保管链 ${copy.contract.number} 第${copy.ordinal}份.pdf` };
}

function sayHolder(at: CopyHolder | null): string {
  if (at === null) return '';
  if (at.holder === 'place') return at.place;
  if (at.holder === 'person') return at.name;
  if (at.holder === 'outside') return `外部：${at.outside}`;
  return at.holder === 'lost' ? '遗失' : '已销毁';
}
