import { amountText, contractAmount, paymentPlan, printPayments } from '../amounts.ts';
import type { Deal, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, endOfTerm, printDate } from '../dates.ts';
import { grouped, inWords } from '../money.ts';
import { breach, changes, disputes, effect, forceMajeure, notices, standing } from '../wording.ts';

export function nda(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const years = r.pick([2, 3, 5]);
  const end = endOfTerm(signedOn, years * 12);
  const dispute = disputes(deal);
  const last = effect(deal);
  const [roleA, roleB] = r.pick([
    ['披露方', '接收方'],
    ['信息提供方', '信息接受方'],
  ] as [string, string][]);
  return {
    kind: '保密',
    title: r.pick(['保密协议', '双方保密协议书', '技术信息保密协议']),
    roleA,
    roleB,
    preamble: [`鉴于双方正就${r.pick(['水质传感器联合研制', '智能仪表代工合作', '数据平台建设'])}进行洽谈，{A}将向{B}披露有关信息，为保护其合法权益，双方约定如下：`],
    clauses: [
      {
        title: '保密信息的范围',
        body: [
          '保密信息包括但不限于：设计图纸、工艺参数、源程序、测试数据、供应商及客户名录、报价和成本资料，无论以书面、口头、电子或实物形式提供。',
          '下列信息不属于保密信息：（1）接收前已为公众所知的；（2）接收方能证明在披露之前已合法掌握的；（3）经披露方书面同意公开的。',
        ],
      },
      {
        title: '接收方义务',
        body: [
          '{B}仅可将保密信息用于双方合作之目的，并以不低于保护自身秘密的注意程度加以保管。',
          '{B}仅可向确需知悉的雇员披露，且应确保其遵守本协议；发现泄露的，应立即通知{A}并采取补救措施。',
          '合作终止或者{A}要求时，{B}应在七日内归还或销毁全部载体。',
        ],
      },
      { title: '保密期限', body: [`本协议项下的保密义务自${printDate(signedOn, style.dateStyle)}起至${printDate(end, style.dateStyle)}止，共${inWords(years)}年。`] },
      { title: '违约责任', body: [`{B}违反本协议的，应向{A}支付违约金人民币${inWords(r.pick([20, 30, 50]))}万元；造成的损失超过违约金的，应当据实赔偿。`] },
      { title: '其他', body: ['本协议不构成任何知识产权的转让或许可。', '双方合作是否达成，不影响本协议的效力。'] },
      dispute.clause,
      { ...last.clause, title: '生效' },
    ],
    fields: { ...noFields, effectiveOn: signedOn, expiresOn: end, effectiveFrom: last.effectiveFrom, disputeResolution: dispute.resolution, copies: last.copies },
  };
}

export function framework(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const start = addDays(signedOn, r.int(0, 10));
  const end = endOfTerm(start, r.pick([12, 24, 36]));
  const dispute = disputes(deal);
  const last = effect(deal);
  const warranty = r.pick(['12个月', '一年', '6个月']);
  const due = r.pick(['收到发票后60日内', '收到发票后45日内', '对账确认后30日内']);
  return {
    kind: '框架',
    title: r.pick(['年度框架采购协议', '长期供货框架协议', '战略合作协议', '经销协议']),
    roleA: '采购方',
    roleB: '供应商',
    preamble: ['为建立长期稳定的供需关系，双方就协议期内的供货事宜达成框架约定，具体数量以{A}下达的订单为准。'],
    clauses: [
      { title: '协议期限', body: [`本协议有效期自${printDate(start, style.dateStyle)}起至${printDate(end, style.dateStyle)}止。期满前三十日双方无异议的，另行签订续期协议。`] },
      {
        title: '订单',
        body: ['{A}以书面或电子邮件方式下达订单，载明品名、数量、单价和交期；{B}应在两个工作日内确认，逾期未回复视为接受。', '{B}应保持不少于月均用量百分之二十的安全库存。'],
      },
      {
        title: '价格',
        body: [
          {
            head: ['类别', '基准单价（元）', '调价机制'],
            rows: [
              ['传感器', grouped(r.int(300, 900) * 100), '季度议价'],
              ['线缆', `${grouped(r.int(5, 40) * 100)}／米`, '铜价浮动超5%时调整'],
              ['结构件', grouped(r.int(60, 300) * 100), '全年不变'],
            ],
          },
          '上述价格均为到厂含税价。',
        ],
      },
      { title: '对账与付款', body: [r.pick([`双方每月5日前核对上月交货，{A}在${due}付款。`, `货款按月结算，{B}每月10日前送交对账单，{A}于${due}以银行转账支付。`])] },
      { title: '质量保证', body: [`产品质保期${warranty}。批次不合格率高于1%的，{B}应提交纠正报告，并承担筛选、返工费用。`] },
      breach(deal),
      changes(deal),
      forceMajeure(deal),
      dispute.clause,
      last.clause,
    ],
    fields: {
      ...noFields,
      effectiveOn: start,
      expiresOn: end,
      effectiveFrom: last.effectiveFrom,
      payments: [{ label: '货款', percent: null, amount: null, dueText: due }],
      warranty,
      disputeResolution: dispute.resolution,
      copies: last.copies,
    },
  };
}

function about(deal: Deal): string {
  const { main, style } = deal;
  if (!main) throw new Error('A supplement needs its main contract.');
  return `双方于${printDate(main.signedOn, style.dateStyle)}签订了《${main.title}》（合同编号：${main.number}，以下简称“主合同”）`;
}

export function supplement(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const cents = r.int(200, 4800) * 10000;
  const amount = contractAmount(deal, cents);
  const by = addDays(signedOn, r.int(20, 60));
  const last = effect(deal);
  return {
    kind: '补充协议',
    title: r.pick(['补充协议', '补充协议书', '补充协议（一）']),
    roleA: '甲方',
    roleB: '乙方',
    preamble: [`${about(deal)}。现经协商一致，就有关事项补充约定如下：`],
    clauses: [
      { title: '增加内容', body: [`在主合同供货范围之外，增加${r.pick(['数据采集终端', '溶解氧传感器', '备用电极'])}${r.int(2, 20)}套，增加价款${amountText(deal, amount)}。`] },
      { title: '交货期', body: [`增加部分应于${printDate(by, style.dateStyle)}前交付，其余货物的交货期不变。`] },
      { title: '付款', body: ['增加的价款在增加部分验收合格后30日内一次付清。'] },
      { title: '效力', body: ['本补充协议是主合同不可分割的组成部分；与主合同不一致的，以本补充协议为准；未尽事宜仍按主合同执行。', ...last.clause.body] },
    ],
    fields: {
      ...noFields,
      effectiveFrom: last.effectiveFrom,
      amount,
      payments: [{ label: '增加价款', percent: 100, amount: null, dueText: '增加部分验收合格后30日内' }],
      deliveryBy: by,
      copies: last.copies,
    },
  };
}

export function renewal(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const start = addDays(signedOn, r.int(5, 30));
  const months = r.pick([12, 24]);
  const end = endOfTerm(start, months);
  const rent = r.int(60, 300) * 10000;
  const amount = contractAmount(deal, rent * months);
  const dispute = disputes(deal);
  const last = effect(deal);
  return {
    kind: '续签',
    title: r.pick(['续租协议', '合同续签协议', '续期协议书']),
    roleA: '甲方',
    roleB: '乙方',
    preamble: [`${about(deal)}，期限即将届满。经协商，双方同意续期，约定如下：`],
    clauses: [
      { title: '续期期限', body: [`续期${months}个月，自${printDate(start, style.dateStyle)}起至${printDate(end, style.dateStyle)}止。`] },
      { title: '费用', body: [`续期内每月费用${grouped(rent)}元，总额${amountText(deal, amount)}。{B}应于每月10日前支付当月费用。`] },
      { title: '其他条款', body: ['除本协议另有约定外，主合同的各项条款在续期内继续适用，已交押金自动转为续期押金。'] },
      notices(deal),
      dispute.clause,
      last.clause,
    ],
    fields: {
      ...noFields,
      effectiveOn: start,
      expiresOn: end,
      effectiveFrom: last.effectiveFrom,
      amount,
      payments: [{ label: '每月费用', percent: null, amount: `${rent / 100}.00`, dueText: '每月10日前' }],
      disputeResolution: dispute.resolution,
      copies: last.copies,
    },
  };
}

export function licence(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const start = addDays(signedOn, r.int(1, 15));
  const end = endOfTerm(start, r.pick([12, 36]));
  const cents = r.int(380, 6800) * 10000;
  const amount = contractAmount(deal, cents);
  const plan = printPayments(
    deal,
    cents,
    paymentPlan(deal, [
      [['许可费', 100, '收到软件授权文件后15日内']],
      [
        ['首笔许可费', 60, '本合同签署后5日内'],
        ['余款', 40, '安装激活后10日内'],
      ],
    ]),
    '{A}',
    '{B}',
  );
  const dispute = disputes(deal);
  const last = effect(deal);
  const product = r.pick(['LabNote 实验室管理软件 V5.2', 'CircuitPro EDA 设计套件', '云启 ERP 系统（专业版）', 'DataScope 3.0 数据采集软件']);
  return {
    kind: '软件许可',
    title: r.pick(['软件使用许可合同', '软件许可及服务协议', '计算机软件许可协议']),
    roleA: r.pick(['被许可方', '使用方']),
    roleB: r.pick(['许可方', '授权方']),
    preamble: [`{B}许可{A}使用“${product}”，双方达成协议如下。`],
    clauses: [
      {
        title: '许可范围',
        body: [
          `{B}授予{A}非独占、不可转让的使用权，授权用户数${r.int(5, 80)}个，限{A}及其全资子公司内部使用。`,
          `许可期限：${printDate(start, style.dateStyle)}至${printDate(end, style.dateStyle)}。`,
        ],
      },
      { title: '许可费', body: [`许可费合计${amountText(deal, amount)}，税率6%。`, ...plan.body] },
      { title: '技术支持', body: ['{B}提供 5×8 小时热线支持，重大故障四小时内响应；许可期内免费升级小版本。'] },
      {
        title: '知识产权',
        body: ['软件的著作权归{B}所有。{A}不得反向工程、出租或去除权利标识；{A}录入的数据归{A}所有。', '第三方主张软件侵权的，由{B}负责处理并赔偿{A}因此受到的损失。'],
      },
      breach(deal),
      ...standing(deal, 2),
      dispute.clause,
      last.clause,
    ],
    fields: {
      ...noFields,
      effectiveOn: start,
      expiresOn: end,
      effectiveFrom: last.effectiveFrom,
      amount,
      payments: plan.payments,
      disputeResolution: dispute.resolution,
      copies: last.copies,
    },
  };
}
