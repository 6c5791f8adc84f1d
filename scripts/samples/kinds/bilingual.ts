import { contractAmount } from '../amounts.ts';
import type { Deal, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, endOfTerm } from '../dates.ts';
import { grouped } from '../money.ts';

/** Chinese and English side by side, as distributors abroad sign it. Dates are ISO, so that both columns print the same. */
export function bilingual(deal: Deal): Terms {
  const { r, signedOn } = deal;
  const cents = r.int(900, 9800) * 10000;
  const amount = contractAmount(deal, cents);
  const start = addDays(signedOn, 5);
  const end = endOfTerm(start, r.pick([12, 24, 36]));
  const days = r.pick([30, 45, 60]);
  const by = addDays(signedOn, r.int(30, 80));
  const board = r.pick(['上海国际经济贸易仲裁委员会', '中国国际经济贸易仲裁委员会']);
  const boardEn = board.startsWith('上海')
    ? 'the Shanghai International Economic and Trade Arbitration Commission'
    : 'the China International Economic and Trade Arbitration Commission (CIETAC)';
  const pairs: [string, string, string, string][] = [
    [
      '授权',
      `{A}授权{B}在约定区域内经销{A}的水质分析产品，期限自${start}起至${end}止。`,
      'Appointment',
      `{A} appoints {B} as its distributor of water analysis products in the Territory from ${start} to ${end}.`,
    ],
    [
      '价格',
      `首批货物总价为人民币${amount.uppercase}（¥${grouped(cents)}），价格条件为 FCA 苏州。`,
      'Price',
      `The total price of the first lot is CNY ${grouped(cents)}, FCA Suzhou (Incoterms 2020).`,
    ],
    [
      '付款',
      `{B}应于收到商业发票后${days}日内以电汇方式支付全部价款。`,
      'Payment',
      `{B} shall pay the full price by telegraphic transfer within ${days} days after receipt of the commercial invoice.`,
    ],
    ['交货', `{A}应于${by}前完成首批货物的装运，并及时通知{B}。`, 'Delivery', `{A} shall ship the first lot before ${by} and notify {B} without delay.`],
    [
      '质量保证',
      '产品自装运之日起十八个月内，因材料或工艺缺陷产生的故障由{A}免费维修或更换。',
      'Warranty',
      '{A} shall repair or replace free of charge any product found defective in material or workmanship within eighteen months from shipment.',
    ],
    [
      '保密',
      '双方应对本协议内容及履行中获得的商业信息保密，协议终止后三年内持续有效。',
      'Confidentiality',
      'Each party shall keep the contents of this Agreement confidential; this duty survives termination for three years.',
    ],
    [
      '不可抗力',
      '任何一方因不可抗力不能履行义务的，不承担责任，但应在十四日内通知对方。',
      'Force Majeure',
      'Neither party is liable for failure caused by force majeure, provided that it notifies the other within fourteen days.',
    ],
    [
      '争议解决',
      `因本协议产生的争议应提交${board}仲裁，适用中华人民共和国法律。`,
      'Dispute Resolution',
      `Any dispute arising from this Agreement shall be submitted to ${boardEn} and governed by the laws of the People's Republic of China.`,
    ],
    [
      '文本',
      '本协议以中英文书就，一式两份，双方各执一份；两种文本不一致时，以中文为准。本协议自双方签字之日起生效。',
      'Language',
      'This Agreement is made in Chinese and English in two originals, one for each party. The Chinese text prevails. It takes effect upon signature by both parties.',
    ],
  ];
  const kept = pairs.filter((_, i) => i < 5 || i > 6 || r.chance(0.7));
  return {
    kind: '双语经销',
    title: r.pick(['产品经销协议', '海外经销协议', '国际代理协议']),
    roleA: '供应商',
    roleB: '经销商',
    preamble: [],
    clauses: kept.map(([title, cn]) => ({ title, body: [cn] })),
    english: { title: r.pick(['Distribution Agreement', 'DISTRIBUTION AGREEMENT', 'Distributor Contract']), clauses: kept.map(([, , title, en]) => [title, en]) },
    fields: {
      ...noFields,
      effectiveOn: start,
      expiresOn: end,
      effectiveFrom: '双方签字之日起',
      amount,
      payments: [{ label: '价款', percent: 100, amount: null, dueText: `收到商业发票后${days}日内` }],
      deliveryBy: by,
      warranty: '十八个月',
      disputeResolution: `arbitration:${board}`,
      copies: 2,
    },
  };
}
