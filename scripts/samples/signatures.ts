import type { Company } from './companies.ts';
import type { Deal } from './contract.ts';
import { printDate } from './dates.ts';

const hand = (text: string) => `<span class="hand">${text}</span>`;

/** The day at the foot: printed, written by hand into the blanks, or (planted) left blank. */
function dayLine(deal: Deal, side: 'A' | 'B', needed: boolean): string | null {
  const { r, style, signedOn } = deal;
  const label = r.pick(['日期：', '签署日期：', '']);
  if (deal.plant.has('blankDate') && side === 'B') {
    deal.anomalies.push({ type: 'blankDate', party: 'B' });
    return `${label}　　　　年　　月　　日`;
  }
  if (!needed && r.chance(0.25)) return null;
  if (!style.dateByHand) return `${label}${printDate(signedOn, style.dateStyle)}`;
  const [y = '', m = '', d = ''] = signedOn.split('-');
  return r.chance(0.5) ? `${label}${hand(y)}年${hand(String(Number(m)))}月${hand(String(Number(d)))}日` : `${label}${hand(`${y}.${Number(m)}.${Number(d)}`)}`;
}

function partyLines(deal: Deal, label: string, c: Company, side: 'A' | 'B', dates: boolean, extras: [string, keyof Company][]): string[] {
  const { style, r } = deal;
  const signer = deal.r.fork(`sign${side}`);
  const lines = [`<span data-seal="${side}">${label}（${style.sealWord}）：${style.signLook === 'form' || r.chance(0.7) ? c.name : ''}</span>`];
  if (style.signLook !== 'form')
    lines.push(
      `${signer.pick(['法定代表人或授权代表（签字）：', '授权代表（签字）：', '委托代理人：', '代表人（签名）：'])}${signer.chance(0.75) ? hand(c.agent) : '<span class="gap"></span>'}`,
    );
  else lines.push(`法定代表人：${c.legal}`, `委托代理人：${hand(c.agent)}`);
  for (const [name, key] of extras) lines.push(`${name}：${c[key] ?? ''}`);
  const day = dayLine(deal, side, dates);
  if (day !== null) lines.push(day);
  return lines;
}

/** The signature block; `data-seal` marks where the seal of a party goes. */
export function signatures(deal: Deal, labels: string[], dates: boolean): string {
  const { r, style } = deal;
  const pool: [string, keyof Company][] = [
    ['地址', 'address'],
    ['电话', 'phone'],
    ['开户银行', 'bank'],
    ['账号', 'account'],
    ['电子邮箱', 'email'],
  ];
  const extras = style.signLook === 'form' ? pool.slice(0, r.int(3, 5)) : r.chance(0.5) ? pool.slice(2, 4) : [];
  const a = partyLines(deal, labels[0] ?? '', deal.A, 'A', dates, extras);
  const b = partyLines(deal, labels[1] ?? '', deal.B, 'B', dates, extras);
  const units = (lines: string[]) => lines.map((l) => `<div class="s" data-u>${l}</div>`).join('');
  if (style.signLook === 'stacked') return `<div class="sign keep" style="margin-top:10mm">${units(a)}</div><div class="sign keep" style="margin-top:8mm">${units(b)}</div>`;
  const border = style.signLook === 'columns' ? 'bare' : 'data';
  const pad = style.signLook === 'columns' ? 'padding-top:6mm' : '';
  return `<table class="${border} sign keep" style="margin-top:8mm"><tbody><tr><td style="vertical-align:top;width:50%;text-align:left;${pad}">${units(a)}</td><td style="vertical-align:top;width:50%;text-align:left;${pad}">${units(b)}</td></tr></tbody></table>`;
}
