import type { Deal, Payment, Table, Terms } from './contract.ts';
import { grouped, inWords, rmbUppercase, ungrouped } from './money.ts';

type Amount = NonNullable<Terms['fields']['amount']>;

/** The contract total and its words; with amountMismatch planted the words name another sum. */
export function contractAmount(deal: Deal, cents: number): Amount {
  let words = cents;
  if (deal.plant.has('amountMismatch')) {
    const yuan = [...String(Math.floor(cents / 100))];
    const at = yuan.findIndex((c, i) => i > 0 && c !== yuan[i - 1]);
    if (at > 0) [yuan[at - 1], yuan[at]] = [yuan[at] ?? '', yuan[at - 1] ?? ''];
    words = yuan[0] === '0' || at < 0 ? cents + 1000000 : Number(yuan.join('')) * 100 + (cents % 100);
    deal.anomalies.push({ type: 'amountMismatch', digits: ungrouped(cents), uppercase: rmbUppercase(words), uppercaseValue: ungrouped(words) });
  }
  return { value: ungrouped(cents), currency: 'CNY', uppercase: rmbUppercase(words) };
}

export function amountText(deal: Deal, amount: Amount): string {
  const digits = grouped(Math.round(Number(amount.value) * 100));
  switch (deal.style.amountForm) {
    case 0:
      return `人民币${amount.uppercase}（¥${digits}）`;
    case 1:
      return `¥${digits}元（大写：人民币${amount.uppercase}）`;
    case 2:
      return `人民币（大写）${amount.uppercase}，（小写）￥${amount.value}元`;
    case 3:
      return `RMB ${digits}元（${amount.uppercase}）`;
  }
}

/** The line under a price table. */
export function amountFoot(deal: Deal, amount: Amount): string[] {
  const digits = grouped(Math.round(Number(amount.value) * 100));
  return deal.r.pick([
    [`合计人民币（大写）：${amount.uppercase}`, `（小写）：¥${digits}`],
    [`总金额（大写）：人民币${amount.uppercase}　（小写）：${amount.value}元`],
    [`价税合计：${amount.uppercase}（￥${amount.value}）`],
  ]);
}

export type Share = [label: string, percent: number, dueText: string];

const plans: Share[][] = [
  [
    ['预付款', 30, '合同签订后7日内'],
    ['发货款', 60, '发货前3日内'],
    ['质保金', 10, '质保期满后15日内'],
  ],
  [
    ['首付款', 40, '合同生效后5个工作日内'],
    ['验收款', 55, '验收合格后10个工作日内'],
    ['质保金', 5, '验收合格满一年后10日内'],
  ],
  [
    ['预付款', 50, '收到预付款发票后10日内'],
    ['尾款', 50, '货到验收合格后30日内'],
  ],
  [
    ['第一期款', 20, '本合同签订后十日内'],
    ['第二期款', 50, '完成安装调试后十日内'],
    ['第三期款', 30, '终验合格后三十日内'],
  ],
  [['合同款', 100, '收到合格增值税专用发票后60日内']],
  [
    ['定金', 20, '合同签订当日'],
    ['余款', 80, '提货前付清'],
  ],
];

export function paymentPlan(deal: Deal, own: Share[][] = plans): Share[] {
  if (deal.plant.has('depositOverTwentyPercent')) {
    deal.anomalies.push({ type: 'depositOverTwentyPercent', percent: 30 });
    return [
      ['定金', 30, '合同签订后5日内'],
      ['余款', 70, '交货并验收合格后20日内'],
    ];
  }
  return deal.r.pick(own);
}

/** The plan as payments (truth) and as text or table (page). Amounts are printed for two plans in three. */
export function printPayments(deal: Deal, cents: number, plan: Share[], payer: string, payee: string): { payments: Payment[]; body: (string | Table)[] } {
  const { r, style } = deal;
  const withAmounts = r.chance(0.65);
  let left = cents;
  const payments: Payment[] = plan.map(([label, percent, dueText], i) => {
    const share = i === plan.length - 1 ? left : Math.round((cents * percent) / 100);
    left -= share;
    return { label, percent, amount: withAmounts ? ungrouped(share) : null, dueText };
  });
  const money = (value: string | null) => grouped(Math.round(Number(value) * 100));
  if (style.paymentTable && payments.length > 1) {
    const rows = payments.map((p, i) => [inWords(i + 1), p.label, `${p.percent}%`, ...(withAmounts ? [money(p.amount)] : []), p.dueText]);
    return { payments, body: [`${payer}按下表向${payee}支付合同价款：`, { head: ['期次', '款项', '比例', ...(withAmounts ? ['金额（元）'] : []), '付款条件'], rows }] };
  }
  const form = r.int(0, 2);
  const pieces = payments.map((p, i) => {
    const amount = p.amount === null ? '' : form === 0 ? `，计人民币${money(p.amount)}元` : `即${p.amount}元`;
    if (form === 0) return `${p.dueText}，${payer}支付合同总价的${p.percent}%作为${p.label}${amount}`;
    if (form === 1) return `（${i + 1}）${p.label}：${p.dueText}支付合同总金额的${p.percent}%${amount ? `，${amount}` : ''}`;
    return `${payer}应于${p.dueText}向${payee}支付${p.label}，为合同总额的${p.percent}%${amount ? `，${amount}` : ''}`;
  });
  return { payments, body: form === 1 ? [`${payer}分${inWords(pieces.length)}期付款：`, ...pieces.map((p) => `${p}；`)] : [`${pieces.join('；')}。`] };
}
