import type { Clause, Deal } from './contract.ts';
import { inWords } from './money.ts';

/** Standing clauses, several wordings each. `{A}` and `{B}` are the parties. */
export function forceMajeure(deal: Deal): Clause {
  return {
    title: '不可抗力',
    body: [
      deal.r.pick([
        '任何一方因战争、地震、台风、洪水、火灾、重大疫情或政府管制等不可预见且无法克服的事件不能履行合同的，应当自事件发生之日起五日内通知对方，并在十五日内提供当地公证机构或主管部门的证明文件，可根据影响程度部分或者全部免除责任。',
        '由于不可抗力致使本合同不能按约定履行的，遭受不可抗力的一方不承担违约责任，但应采取一切必要措施减少损失。不可抗力持续超过六十日的，双方应就是否继续履行另行协商。',
        '不可抗力指签约时不能预见、不能避免并不能克服的客观情况。受阻方应在四十八小时内电话告知、七日内书面说明；因迟延告知造成的扩大损失由受阻方自行承担。',
      ]),
    ],
  };
}

export function secrecy(deal: Deal): Clause {
  const years = deal.r.pick([2, 3, 5]);
  return {
    title: deal.r.pick(['保密', '保密义务', '商业秘密']),
    body: [
      deal.r.pick([
        `未经对方书面许可，任何一方不得将因签订、履行本合同获知的技术资料、价格、客户名单等信息披露给第三人，本条义务在合同终止后${inWords(years)}年内继续有效。`,
        `双方对合同内容及履行中知悉的对方经营信息负有保密责任。保密期限为自合同签订之日起${years}年，但已进入公知领域的信息除外。`,
        '{B}从{A}取得的图纸、样品、数据，仅可用于履行本合同，合同终止后十日内应予归还或销毁，并出具书面说明。',
      ]),
    ],
  };
}

export function breach(deal: Deal): Clause {
  const { r } = deal;
  const rate = r.pick(['万分之三', '万分之五', '千分之一', '0.5‰', '0.05%']);
  const cap = r.pick(['百分之五', '百分之十', '10%', '20%']);
  return {
    title: r.pick(['违约责任', '违约及赔偿', '违约条款']),
    body: r.pick([
      [
        `{B}逾期履行的，每逾期一日，应按逾期部分价款的${rate}向{A}支付违约金，违约金总额不超过合同总价的${cap}。`,
        `{A}逾期付款的，每逾期一日，按应付未付金额的${rate}承担违约金，但因{B}未按约定开具发票的除外。`,
      ],
      [
        `任何一方不履行合同义务或者履行义务不符合约定的，应当承担继续履行、采取补救措施或者赔偿损失等违约责任。逾期超过三十日的，守约方有权解除合同，并要求违约方支付合同总额${cap}的违约金。`,
      ],
      [`一方违反本合同约定的，应按${rate}／日的标准向守约方支付违约金；违约金不足以弥补损失的，还应赔偿包括律师费、诉讼费、差旅费在内的损失。`],
    ]),
  };
}

export function changes(deal: Deal): Clause {
  return {
    title: deal.r.pick(['合同的变更与解除', '变更和解除', '合同变更']),
    body: [
      deal.r.pick([
        '本合同的任何修改、补充均须经双方协商一致并采用书面形式，由双方授权代表签字并加盖印章后生效。',
        '一方要求变更或解除合同时，应提前三十日书面通知对方；在达成新的书面协议之前，本合同继续有效。',
        '出现下列情形之一的，守约方可单方解除合同：（1）对方明确表示不履行主要债务；（2）对方迟延履行，经催告后十五日内仍未履行；（3）对方被宣告破产或进入清算程序。',
      ]),
    ],
  };
}

export function notices(deal: Deal): Clause {
  return {
    title: deal.r.pick(['通知与送达', '联络与送达', '通知']),
    body: [
      deal.r.pick([
        '本合同首部所列地址、电话、电子邮箱为双方确认的送达地址，亦适用于仲裁、诉讼程序。一方变更联系方式的，应在三日内书面告知对方，否则按原地址发出即视为送达。',
        '双方指定的联系人负责日常沟通。以特快专递方式发出的通知，签收日为送达日；无人签收的，以寄出后第四日为送达日。',
        '通知以书面形式作出，可采用专人递交、挂号信或电子邮件；以电子邮件发送的，进入对方邮件系统即视为送达。',
      ]),
    ],
  };
}

const courts = ['{A}所在地有管辖权的人民法院', '{B}住所地人民法院', '合同签订地人民法院', '原告所在地人民法院', '被告住所地人民法院', '合同履行地有管辖权的人民法院'];
const boards = ['苏州仲裁委员会', '上海国际经济贸易仲裁委员会', '南京仲裁委员会', '杭州仲裁委员会', '中国国际经济贸易仲裁委员会', '深圳国际仲裁院', '武汉仲裁委员会'];

export function disputes(deal: Deal): { clause: Clause; resolution: string | null } {
  const { r } = deal;
  const court = r.pick(courts);
  const board = r.pick(boards);
  const title = r.pick(['争议解决', '争议的解决', '纠纷处理', '解决合同纠纷的方式', '法律适用与争议解决']);
  if (deal.plant.has('courtAndArbitration')) {
    deal.anomalies.push({ type: 'courtAndArbitration', court, arbitration: board });
    return { clause: { title, body: [`因履行本合同发生争议，双方应协商解决；协商不成的，可提交${board}仲裁，也可向${court}起诉。`] }, resolution: null };
  }
  if (r.chance(0.5)) {
    const text = r.pick([
      `凡因本合同引起的争议，由双方友好协商；协商未果的，任何一方均可向${court}提起诉讼。`,
      `本合同适用中华人民共和国法律。履行过程中产生纠纷，协商不成时，由${court}管辖。`,
      `双方发生争议时，应先行协商，不能达成一致的，依法向${court}起诉，败诉方承担对方合理的律师费用。`,
    ]);
    return { clause: { title, body: [text] }, resolution: `court:${court}` };
  }
  const text = r.pick([
    `因本合同产生的一切争议，双方协商不成的，均应提交${board}，按照该会现行仲裁规则裁决，裁决对双方均有约束力。`,
    `如有争议，先由双方协商；三十日内未能解决的，提交${board}仲裁，仲裁费由败诉方负担。`,
    `与本合同有关的任何争议交由${board}仲裁解决，仲裁地点为该机构所在地，仲裁裁决为终局裁决。`,
  ]);
  return { clause: { title, body: [text] }, resolution: `arbitration:${board}` };
}

export const forms = ['双方签字盖章之日起', '双方法定代表人或授权代表签字并加盖公章之日起', '双方盖章之日起', '双方签章后', '签订之日起'] as const;

/** How many copies and from when it binds: "一式肆份，双方各执贰份". */
export function effect(deal: Deal, extra = ''): { clause: Clause; copies: number; effectiveFrom: string } {
  const { r } = deal;
  const copies = r.pick([2, 2, 4, 4, 6, 3]);
  const say = r.pick([(n: number) => inWords(n, true), (n: number) => inWords(n).replace(/^二$/, '两'), (n: number) => String(n)]);
  const split = copies === 3 ? `{A}执${say(2)}份，{B}执${say(1)}份` : `${r.pick(['双方各执', '{A}{B}各执', '{A}、{B}双方各持'])}${say(copies / 2)}份`;
  const from = r.pick(forms);
  const sentence = from.endsWith('后') ? `本合同${from}生效` : `本合同自${from}生效`;
  const law = r.pick(['具有同等法律效力', '每份具有同等效力', '效力相同']);
  return {
    clause: { title: r.pick(['合同生效及其他', '附则', '其他约定', '其他']), body: [`${extra}${sentence}。本合同一式${say(copies)}份，${split}，${law}。`] },
    copies,
    effectiveFrom: from.endsWith('后') ? `${from}生效` : from,
  };
}

/** Some of the standing clauses, in an order of their own. */
export function standing(deal: Deal, count: number): Clause[] {
  return deal.r
    .shuffle([forceMajeure, secrecy, changes, notices])
    .slice(0, count)
    .map((make) => make(deal));
}
