import { amountText, contractAmount, paymentPlan, printPayments, type Share } from '../amounts.ts';
import type { Clause, Deal, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, printDate } from '../dates.ts';
import { inWords } from '../money.ts';
import { breach, disputes, effect, standing } from '../wording.ts';
import { priceTable } from './goods.ts';

const plans: Share[][] = [
  [
    ['预付款', 30, '开工前7日内'],
    ['进度款', 50, '主体完成后14日内'],
    ['结算款', 17, '竣工结算审定后28日内'],
    ['质量保证金', 3, '缺陷责任期满后14日内'],
  ],
  [
    ['工程预付款', 20, '合同签订后十日内'],
    ['进度款', 60, '工程量完成过半并经监理确认后十日内'],
    ['竣工款', 20, '竣工验收合格后三十日内'],
  ],
];

/** 施工: fit-outs and small plants. */
export function construction(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const start = addDays(signedOn, r.int(5, 25));
  const days = r.pick([45, 60, 90, 120]);
  const finish = addDays(start, days);
  const cents = r.int(1800, 42000) * 10000 + r.int(0, 99) * 100 + r.int(0, 99);
  const amount = contractAmount(deal, cents);
  const plan = printPayments(deal, cents, paymentPlan(deal, plans), '{A}', '{B}');
  const warranty = r.pick(['两年', '24个月', '五年']);
  const dispute = disputes(deal);
  const last = effect(deal);
  const project = r.pick(['研发中心净化实验室装修工程', '二期厂房消防改造工程', '污水在线监测站房建设工程', '办公楼空调系统安装工程']);
  const clauses: Clause[] = [
    {
      title: '工程概况',
      body: [`工程名称：${project}`, `工程地点：${deal.A.address}`, `承包范围：施工图纸及工程量清单所列全部内容，承包方式为${r.pick(['包工包料', '固定总价承包'])}。`],
    },
    {
      title: '合同工期',
      body: [`计划开工日期：${printDate(start, style.dateStyle)}；计划竣工日期：${printDate(finish, style.dateStyle)}。工期总日历天数${days}天，以{A}书面开工通知为准。`],
    },
    {
      title: '质量标准',
      body: [`工程质量应达到${r.pick(['国家施工验收规范合格标准', '《建筑装饰装修工程质量验收标准》的合格要求'])}。质量保修期为${warranty}，自竣工验收合格之日起计算。`],
    },
    { title: '签约合同价与支付', body: [`签约合同价为：${amountText(deal, amount)}，其中安全文明施工费已包含在内。`, ...plan.body] },
    {
      title: '双方工作',
      body: [
        '{A}负责办理施工所需的许可手续，提供水、电接口，并在开工前三日组织技术交底。',
        '{B}应当编制施工组织设计，落实安全防护措施，做到工完料净场地清；施工中发生的安全事故由{B}承担责任。',
        '设计变更须经{A}签发变更单，变更价款按清单单价调整。',
      ],
    },
    { title: '竣工验收', body: [`{B}完工后提交竣工报告及竣工图${inWords(r.int(2, 4))}套，{A}在收到后十四日内组织验收。`] },
    breach(deal),
    ...standing(deal, r.int(1, 2)),
    dispute.clause,
    last.clause,
  ];
  return {
    kind: '施工',
    title: r.pick(['建设工程施工合同', '装饰装修工程施工合同', '安装工程承包合同']),
    roleA: r.pick(['发包人', '发包方']),
    roleB: r.pick(['承包人', '承包方']),
    preamble: ['依照《中华人民共和国民法典》《中华人民共和国建筑法》及其他有关法律、行政法规，遵循平等、自愿、公平和诚实信用的原则，双方就本工程施工事项协商一致，订立本合同。'],
    clauses,
    fields: { ...noFields, effectiveFrom: last.effectiveFrom, amount, payments: plan.payments, warranty, disputeResolution: dispute.resolution, copies: last.copies },
  };
}

/** 承揽: made to the customer's drawing. */
export function processing(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const { table, cents } = priceTable(
    deal,
    [
      ['仪器外壳', '图号QL-01', '套', 80, 420, 800],
      ['流通池', 'SUS316L', '件', 150, 900, 300],
      ['安装支架', 'Q235 喷塑', '套', 35, 160, 600],
      ['铝合金面板', '阳极氧化', '块', 22, 95, 1200],
      ['线束组件', 'W-12', '根', 12, 60, 2000],
    ],
    r.int(2, 4),
  );
  const amount = contractAmount(deal, cents);
  const by = addDays(signedOn, r.int(15, 60));
  const plan = printPayments(deal, cents, paymentPlan(deal), '{A}', '{B}');
  const dispute = disputes(deal);
  const last = effect(deal);
  const clauses: Clause[] = [
    { title: '加工内容', body: [table, `加工费总额${amountText(deal, amount)}。`] },
    {
      title: '原材料与图纸',
      body: [r.pick(['主要材料由{B}自备，材质证明随货交付；{A}提供的图纸、模具使用完毕后应予返还。', '材料由{A}提供，{B}应在收料后三日内检验，损耗率不超过2%，余料退回。'])],
    },
    { title: '交付', body: [`{B}应于${printDate(by, style.dateStyle)}前完成全部定作物，并送至{A}住所地。首件经{A}确认后方可批量加工。`] },
    { title: '验收标准', body: ['按图纸公差及双方封样验收，抽检不合格率超过3%的，整批退回返工，返工不延长交期。'] },
    { title: '报酬支付', body: plan.body },
    breach(deal),
    ...standing(deal, 2),
    dispute.clause,
    last.clause,
  ];
  return {
    kind: '承揽',
    title: r.pick(['加工承揽合同', '委托加工合同', '定作合同']),
    roleA: r.pick(['定作人', '定作方']),
    roleB: r.pick(['承揽人', '加工方']),
    preamble: ['{A}委托{B}加工下列产品，双方根据《中华人民共和国民法典》有关承揽合同的规定，订立本合同。'],
    clauses,
    fields: { ...noFields, effectiveFrom: last.effectiveFrom, amount, payments: plan.payments, deliveryBy: by, disputeResolution: dispute.resolution, copies: last.copies },
  };
}
