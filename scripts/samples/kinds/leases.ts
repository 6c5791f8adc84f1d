import { amountText, contractAmount } from '../amounts.ts';
import type { Clause, Deal, Payment, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, endOfTerm, printDate } from '../dates.ts';
import { grouped, inWords, ungrouped } from '../money.ts';
import { breach, disputes, effect, standing } from '../wording.ts';

const things = [
  {
    titles: ['厂房租赁合同', '房屋租赁合同', '仓库租赁合同'],
    what: (deal: Deal) =>
      `{A}将位于${deal.A.address}的${deal.r.pick(['标准厂房', '办公用房', '仓库'])}出租给{B}使用，建筑面积${deal.r.int(120, 3800)}平方米，用途为${deal.r.pick(['生产及研发', '办公', '仓储'])}。`,
    from: 9000,
    to: 68000,
  },
  {
    titles: ['车辆租赁合同', '设备租赁合同', '试验设备租用协议'],
    what: (deal: Deal) =>
      `{A}将${deal.r.pick(['厢式货车', '叉车', '高低温试验箱', '三坐标测量机'])}${deal.r.int(1, 6)}${deal.r.pick(['台', '辆'])}出租给{B}，设备编号、成色及随机附件以交接清单为准。`,
    from: 2500,
    to: 22000,
  },
];

export function lease(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const thing = r.pick(things);
  const months = r.pick([12, 24, 36, 60]);
  let begin = addDays(signedOn, r.int(3, 40));
  if (deal.plant.has('expiredBeforeSigned')) {
    begin = addDays(signedOn, -(months * 31 + r.int(30, 200)));
    deal.anomalies.push({ type: 'expiredBeforeSigned', expiresOn: endOfTerm(begin, months), signedOn });
  }
  const end = endOfTerm(begin, months);
  const rent = r.int(thing.from / 100, thing.to / 100) * 10000;
  const step = r.pick([1, 3, 6]);
  const amount = contractAmount(deal, rent * months);
  const every = { 1: '每月', 3: '每季度', 6: '每半年' }[step] ?? '每月';
  const due = r.pick([`${every}首月5日前`, `${every}开始前10日内`, `${every}第一个月的25日之前`]);
  const depositDue = r.pick(['签订本合同时', '合同签订后3日内', '交付使用前']);
  const payments: Payment[] = [
    { label: '租金', percent: null, amount: ungrouped(rent * step), dueText: due },
    { label: '押金', percent: null, amount: ungrouped(rent * 2), dueText: depositDue },
  ];
  const dispute = disputes(deal);
  const last = effect(deal);
  const term = r.pick([
    `租赁期限${months % 12 === 0 ? `${inWords(months / 12)}年` : `${months}个月`}，自${printDate(begin, style.dateStyle)}起至${printDate(end, style.dateStyle)}止。`,
    `租期从${printDate(begin, style.dateStyle)}至${printDate(end, style.dateStyle)}，共计${months}个月。`,
  ]);
  const clauses: Clause[] = [
    { title: r.pick(['租赁物', '租赁标的', '租赁物的基本情况']), body: [thing.what(deal)] },
    {
      title: r.pick(['租赁期限', '租期']),
      body: [term, r.pick(['租赁期满，{B}如需续租，应提前两个月书面提出，同等条件下享有优先承租权。', '期满后{A}有权收回租赁物，{B}应如期交还。'])],
    },
    {
      title: r.pick(['租金及支付方式', '租金、押金', '费用及结算']),
      body: [
        `月租金为人民币${grouped(rent)}元，租期内租金总额${amountText(deal, amount)}。`,
        `租金按${step === 1 ? '月' : step === 3 ? '季' : '半年'}支付，{B}应于${due}支付租金${grouped(rent * step)}元。`,
        `{B}于${depositDue}向{A}交纳押金${grouped(rent * 2)}元，租赁关系终止且结清费用后无息退还。`,
      ],
    },
    {
      title: '使用与维修',
      body: [
        r.pick([
          '{B}应合理使用租赁物，不得擅自改变结构或用途，不得转租。主体及设施自然损坏的，由{A}负责修缮。',
          '租赁期内水、电、通讯等费用由{B}承担。因{B}保管不善造成损坏的，由{B}负责修复或照价赔偿。',
        ]),
        '{B}应遵守消防、环保和安全生产的规定，并对其人员在租赁场所内的行为负责。',
      ],
    },
    breach(deal),
    ...standing(deal, r.int(1, 2)),
    dispute.clause,
    last.clause,
  ];
  const [roleA, roleB] = r.pick([
    ['出租方', '承租方'],
    ['出租人', '承租人'],
  ] as [string, string][]);
  return {
    kind: '租赁',
    title: r.pick(thing.titles),
    roleA,
    roleB,
    preamble: ['双方在平等、自愿的基础上，就租赁事宜订立本合同。'],
    clauses,
    ...(r.chance(0.4)
      ? {
          annex: {
            title: '附件一：交接清单',
            body: [
              {
                head: ['序号', '物品名称', '数量', '状况'],
                rows: [
                  ['1', '钥匙', '4把', '完好'],
                  ['2', '电表', '1只', `读数${r.int(1000, 9999)}`],
                  ['3', '消防器材', `${r.int(4, 12)}具`, '有效期内'],
                  ['4', '空调', `${r.int(1, 6)}台`, '正常'],
                ],
              },
              '以上物品经双方现场清点无误。',
            ],
          },
        }
      : {}),
    fields: { ...noFields, effectiveOn: begin, expiresOn: end, effectiveFrom: last.effectiveFrom, amount, payments, disputeResolution: dispute.resolution, copies: last.copies },
  };
}
