import { amountFoot, amountText, contractAmount, paymentPlan, printPayments } from '../amounts.ts';
import type { Clause, Deal, Table, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, printDate } from '../dates.ts';
import { grouped, ungrouped } from '../money.ts';
import { breach, disputes, effect, standing } from '../wording.ts';

type Item = [name: string, model: string, unit: string, priceFrom: number, priceTo: number, most: number];

export const instruments: Item[] = [
  ['在线水质分析仪', 'QL-W300', '台', 38000, 96000, 12],
  ['激光粒度分析仪', 'QL-P80', '套', 120000, 260000, 3],
  ['超声波流量计', 'QLF-DN150', '台', 9800, 26000, 20],
  ['便携式浊度仪', 'QL-T12', '台', 2600, 7800, 30],
  ['溶解氧传感器', 'DO-51', '只', 1200, 3600, 60],
  ['pH 复合电极', 'E-201B', '支', 180, 620, 100],
  ['水样自动采集器', 'QL-S24', '台', 21000, 45000, 6],
  ['数据采集终端', 'RTU-7', '台', 3200, 8600, 25],
  ['总有机碳分析仪', 'TOC-5', '台', 150000, 320000, 2],
];
export const parts: Item[] = [
  ['高精度压力变送器', 'PT-33X', '只', 420, 1500, 200],
  ['石英比色皿', '10mm', '只', 35, 160, 500],
  ['四层印制电路板', 'FR4-1.6', '片', 18, 86, 3000],
  ['不锈钢机箱', '304／2.0mm', '套', 320, 980, 150],
  ['步进电机', '57HS22', '台', 95, 260, 400],
  ['防水接插件', 'M12-8P', '套', 9, 38, 5000],
  ['氟橡胶密封圈', 'φ28×2.65', '件', 1, 6, 9000],
  ['工业触摸屏', '10.1英寸', '块', 480, 1350, 120],
  ['光电倍增管', 'R928', '只', 1800, 4200, 40],
  ['开关电源', '24V/5A', '台', 60, 180, 600],
];
export const sundries: Item[] = [
  ['办公电脑', 'i5/16G/512G', '台', 3900, 6900, 40],
  ['实验台', '钢木 3000×750', '组', 2800, 6600, 20],
  ['双层瓦楞纸箱', '600×400×350', '只', 4, 12, 8000],
  ['防静电工作服', 'L/XL', '套', 75, 190, 200],
  ['无尘擦拭纸', '100张/盒', '箱', 130, 340, 60],
  ['叉车', 'CPD15', '台', 48000, 88000, 2],
  ['空气压缩机', '7.5kW', '台', 9800, 19800, 3],
];

const columnSets = [
  ['序号', '产品名称', '规格型号', '单位', '数量', '单价（元）', '金额（元）'],
  ['名称', '型号', '数量', '单位', '含税单价', '总价'],
  ['序号', '品名', '规格', '数量', '单价', '小计', '备注'],
  ['货物名称', '规格型号', '计量单位', '数量', '单价', '金额', '交货期'],
  ['No.', '产品名称及规格', '单位', '数量', '单价', '合计'],
] as const;

/** A price table of invented lines; the total in cents is the sum of its amounts. */
export function priceTable(deal: Deal, choices: Item[], lines: number): { table: Table; cents: number; names: string[] } {
  const { r } = deal;
  const columns = r.pick(columnSets);
  const comma = r.chance(0.5);
  let cents = 0;
  const items = r.shuffle(choices).slice(0, lines);
  const rows = items.map((item, i) => {
    const price = r.int(item[3] * 10, item[4] * 10) * 10;
    const count = r.int(1, item[5]);
    cents += price * count;
    const money = (n: number) => (comma ? grouped(n) : ungrouped(n));
    return columns.map((column) => {
      if (column === '序号' || column === 'No.') return String(i + 1);
      if (column === '产品名称及规格') return `${item[0]} ${item[1]}`;
      if (/规格|型号/.test(column)) return item[1];
      if (/名/.test(column)) return item[0];
      if (/单位/.test(column)) return item[2];
      if (column === '数量') return String(count);
      if (/单价/.test(column)) return money(price);
      if (column === '备注') return r.pick(['', '含税', '现货', '定制', '原厂']);
      if (column === '交货期') return `${r.pick([15, 20, 30, 45])}天`;
      return money(price * count);
    });
  });
  return { table: { head: [...columns], rows }, cents, names: items.map((item) => item[0]) };
}

function trade(deal: Deal, kind: string, titles: string[], roles: [string, string], items: Item[]): Terms {
  const { r, style, signedOn } = deal;
  const [roleA, roleB] = roles;
  // The seller delivers, the buyer pays; which of them is A depends on the pair of roles.
  const [buyer, seller] = /买|需|采购|订货/.test(roleA) ? ['{A}', '{B}'] : ['{B}', '{A}'];
  const { table, cents } = priceTable(deal, items, r.int(2, 6));
  const amount = contractAmount(deal, cents);
  const foot = style.amountPlace === 'foot';
  if (foot) table.foot = amountFoot(deal, amount);
  const deliveryBy = r.chance(0.7) ? addDays(signedOn, r.int(10, 75)) : null;
  const days = r.pick([15, 30, 45]);
  const warranty = r.pick(['12个月', '18个月', '24个月', '一年', '三年', '36个月']);
  const plan = printPayments(deal, cents, paymentPlan(deal), buyer, seller);
  const dispute = disputes(deal);
  const end = effect(deal);
  const tax = r.chance(0.6) ? `以上价格为含税价，增值税税率${r.pick([13, 13, 6, 9])}%。` : '';
  const clauses: Clause[] = [
    {
      title: r.pick(['产品名称、型号、数量、金额', '标的、数量及价款', '采购内容及价格', '供货范围']),
      body: [table, ...(foot ? (tax ? [tax] : []) : [`${r.pick(['合同总价', '合同总金额', '本合同价款总计', '价税合计'])}：${amountText(deal, amount)}。${tax}`])],
    },
    {
      title: r.pick(['质量标准', '质量要求及技术标准', '质量与检验']),
      body: [
        r.pick([
          `产品应符合国家现行标准及双方确认的技术协议，随货提供合格证、检测报告和使用说明书。${seller}对产品质量实行“三包”，质量保证期为${warranty}，自验收合格之日起计算。`,
          `按${seller}企业标准和样品执行。质保期${warranty}，期内出现非人为故障，${seller}应在接到通知后48小时内免费维修或更换。`,
          `${seller}保证所供货物全新、未使用过，且不侵犯第三人权利。货物质保期：${warranty}。`,
        ]),
      ],
    },
    {
      title: r.pick(['交货时间、地点、方式', '交付与运输', '交（提）货期限及地点']),
      body: [
        deliveryBy
          ? r.pick([
              `${seller}应于${printDate(deliveryBy, style.dateStyle)}前将货物送至${buyer}指定地点，运输及保险费用由${seller}负担。`,
              `交货期限：${printDate(deliveryBy, style.dateStyle)}前。交货地点：${buyer}仓库。货物毁损、灭失的风险自签收时转移。`,
            ])
          : `${seller}收到首笔款项后${days}日内发货，由${seller}代办汽车运输，到货地点为${buyer}所在地，卸货由${buyer}负责。`,
      ],
    },
    {
      title: r.pick(['验收', '验收标准及异议期', '检验与验收']),
      body: [
        r.pick([
          `${buyer}应在到货后${r.pick([3, 5, 7, 10])}日内按装箱单清点并验收，发现短缺、破损或质量不符的，书面提出异议；逾期视为合格。`,
          `安装调试完成后，双方按技术协议共同验收，签署《验收单》。验收不合格的，${seller}应在十日内整改并承担由此产生的费用。`,
        ]),
      ],
    },
    {
      title: r.pick(['付款方式', '结算方式及期限', '货款支付', '付款条件']),
      body: [...plan.body, ...(r.chance(0.4) ? [`${seller}在${buyer}付款前开具等额增值税专用发票。`] : [])],
    },
    breach(deal),
    ...standing(deal, r.int(1, 3)),
    dispute.clause,
    end.clause,
  ];
  return {
    kind,
    title: r.pick(titles),
    roleA,
    roleB,
    preamble: [
      r.pick([
        '根据《中华人民共和国民法典》及有关规定，双方本着平等互利的原则，经协商一致，签订本合同。',
        `${buyer}向${seller}购买下列产品，经双方协商，达成如下协议：`,
        '为明确双方的权利和义务，依据《中华人民共和国民法典》合同编，订立本合同，以资共同遵守。',
      ]),
    ],
    clauses,
    fields: { ...noFields, effectiveFrom: end.effectiveFrom, amount, payments: plan.payments, deliveryBy, warranty, disputeResolution: dispute.resolution, copies: end.copies },
  };
}

export const sale = (deal: Deal) =>
  trade(
    deal,
    '销售',
    ['仪器设备销售合同', '产品购销合同', '水质监测设备供货合同', '产品销售合同'],
    deal.r.pick([
      ['卖方', '买方'],
      ['供方', '需方'],
      ['出卖人', '买受人'],
      ['供货方', '采购方'],
    ] as [string, string][]),
    instruments,
  );
export const purchase = (deal: Deal) =>
  trade(
    deal,
    '采购',
    ['采购合同', '原材料买卖合同', '零部件采购合同', '货物买卖合同'],
    deal.r.pick([
      ['买方', '卖方'],
      ['需方', '供方'],
      ['买受人', '出卖人'],
      ['订货方', '供货方'],
      ['采购人', '供应商'],
    ] as [string, string][]),
    deal.r.chance(0.6) ? parts : sundries,
  );
