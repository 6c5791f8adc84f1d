import { amountText, contractAmount, paymentPlan, printPayments, type Share } from '../amounts.ts';
import type { Clause, Deal, Table, Terms } from '../contract.ts';
import { noFields } from '../contract.ts';
import { addDays, endOfTerm, printDate } from '../dates.ts';
import { grouped } from '../money.ts';
import { breach, disputes, effect, standing } from '../wording.ts';

type Service = { titles: string[]; roles: [string, string][]; scope: string[]; tasks: string[]; unit: string; from: number; to: number };

const services: Service[] = [
  {
    titles: ['技术服务合同', '技术开发（委托）合同', '软件定制开发合同'],
    roles: [
      ['委托方', '受托方'],
      ['委托人', '服务方'],
    ],
    scope: [
      '{B}为{A}提供监测数据平台的设计、开发、部署和培训。',
      '系统应支持不少于五百个测点同时在线，页面平均响应时间不超过两秒。',
      '源代码及全部技术文档随验收一并移交，知识产权归{A}所有。',
    ],
    tasks: ['需求分析与原型设计', '数据接入模块开发', '报表与预警模块开发', '系统部署与联调', '用户培训及试运行'],
    unit: '项',
    from: 20000,
    to: 160000,
  },
  {
    titles: ['设备维护保养服务合同', '实验室仪器校准服务合同', '计量检测服务协议'],
    roles: [
      ['委托方', '承接方'],
      ['客户', '服务商'],
    ],
    scope: ['{B}对{A}的在用仪器提供周期校准、维修和备件服务。', '接到报修后四小时内响应，二十四小时内到达现场。', '校准结果应可溯源至国家计量基准，并出具加盖专用章的证书。'],
    tasks: ['压力表校准', '温湿度记录仪校准', '电子天平检定', '流量标准装置核查', '现场应急抢修', '季度巡检'],
    unit: '台次',
    from: 300,
    to: 9000,
  },
  {
    titles: ['企业管理咨询服务合同', '法律顾问聘用合同', '检测咨询服务协议'],
    roles: [
      ['聘用方', '顾问方'],
      ['委托人', '受托人'],
    ],
    scope: ['{B}指派专人为{A}提供日常咨询，审查合同、规章制度，并出具书面意见。', '对{A}的重大项目，{B}应派两名以上人员参加论证。', '{B}不得同时接受与{A}有利益冲突的当事人委托。'],
    tasks: ['常年顾问服务', '专项尽职调查', '员工培训', '合同审查'],
    unit: '项',
    from: 15000,
    to: 90000,
  },
  {
    titles: ['保洁服务合同', '物业服务合同', '园区安保服务合同', '广告发布合同'],
    roles: [
      ['发包方', '服务方'],
      ['采购方', '供应方'],
    ],
    scope: [
      '服务范围为{A}厂区办公楼、车间通道、停车场及绿化带。',
      '{B}安排固定岗位人员，统一着装，持证上岗，并依法缴纳社会保险。',
      '{A}每月组织一次考核，考核低于80分的，扣减当月费用的5%。',
    ],
    tasks: ['办公楼日常服务', '车间地面服务', '外立面清洗', '绿化养护', '夜间值守'],
    unit: '月',
    from: 4000,
    to: 26000,
  },
];

const plans: Share[][] = [
  [
    ['首期服务费', 50, '合同签订后十个工作日内'],
    ['二期服务费', 50, '服务期满并提交报告后十个工作日内'],
  ],
  [
    ['启动款', 30, '本合同生效后7日内'],
    ['进度款', 40, '阶段成果确认后7日内'],
    ['尾款', 30, '终验合格后15日内'],
  ],
  [['服务费', 100, '验收合格并收到发票后30日内']],
];

export function service(deal: Deal): Terms {
  const { r, style, signedOn } = deal;
  const what = r.pick(services);
  const [roleA, roleB] = r.pick(what.roles);
  const start = addDays(signedOn, r.int(0, 20));
  let end = endOfTerm(start, r.pick([6, 12, 12, 24, 36]));
  let begin = start;
  if (deal.plant.has('expiredBeforeSigned')) {
    begin = addDays(signedOn, -r.int(420, 600));
    end = endOfTerm(begin, 12);
    deal.anomalies.push({ type: 'expiredBeforeSigned', expiresOn: end, signedOn });
  }
  let cents = 0;
  const rows = r
    .shuffle(what.tasks)
    .slice(0, r.int(3, 5))
    .map((task, i) => {
      const price = r.int(what.from / 100, what.to / 100) * 10000;
      const count = what.unit === '项' ? 1 : r.int(1, 12);
      cents += price * count;
      return [String(i + 1), task, what.unit, String(count), grouped(price), grouped(price * count)];
    });
  const table: Table = { head: ['序号', '服务内容', '单位', '数量', '单价（元）', '小计（元）'], rows };
  const amount = contractAmount(deal, cents);
  const plan = printPayments(deal, cents, paymentPlan(deal, plans), '{A}', '{B}');
  const dispute = disputes(deal);
  const last = effect(deal);
  const clauses: Clause[] = [
    { title: r.pick(['服务内容', '项目内容及要求', '委托事项']), body: what.scope },
    {
      title: r.pick(['服务期限', '合同期限', '履行期限']),
      body: [
        r.pick([
          `自${printDate(begin, style.dateStyle)}起至${printDate(end, style.dateStyle)}止。`,
          `本合同有效期自${printDate(begin, style.dateStyle)}至${printDate(end, style.dateStyle)}，期满双方可协商续签。`,
        ]),
      ],
    },
    {
      title: r.pick(['费用及支付', '服务费用', '合同价款与支付']),
      body: [r.pick(['费用明细如下：', '收费项目及标准见下表。']), table, `${r.pick(['服务费总额', '合同总价', '本合同总金额'])}为${amountText(deal, amount)}。`, ...plan.body],
    },
    {
      title: r.pick(['双方权利义务', '双方责任']),
      body: [
        '{A}应当按时提供必要的资料、场地和工作条件，并指定专人配合。',
        '{B}应按约定标准完成工作，接受{A}的监督检查，对工作人员的人身安全负责。',
        '未经{A}书面同意，{B}不得将本合同项下的工作转委托给第三方。',
      ],
    },
    {
      title: r.pick(['验收与考核', '成果验收']),
      body: [
        r.pick(['{B}提交成果后，{A}应在十个工作日内组织验收，并出具验收意见；无正当理由逾期未验收的，视为通过。', '验收以双方确认的服务记录为准，经{A}项目负责人签字后生效。']),
      ],
    },
    breach(deal),
    ...standing(deal, r.int(1, 3)),
    dispute.clause,
    last.clause,
  ];
  return {
    kind: '服务',
    title: r.pick(what.titles),
    roleA,
    roleB,
    preamble: [
      r.pick([
        '{A}委托{B}提供服务，双方经平等协商，在真实、充分表达各自意愿的基础上，达成如下协议。',
        '依照《中华人民共和国民法典》的规定，合同双方就服务事项协商一致，签订本合同。',
      ]),
    ],
    clauses,
    fields: {
      ...noFields,
      effectiveOn: begin,
      expiresOn: end,
      effectiveFrom: last.effectiveFrom,
      amount,
      payments: plan.payments,
      disputeResolution: dispute.resolution,
      copies: last.copies,
    },
  };
}
