import type { SealMark } from '@qige/ocr';
import { expect, test } from 'vitest';
import { extractContract } from '../extract.ts';
import type { ExtractPage } from '../page.ts';
import { pagesOfText } from '../pages-of-text.ts';
import type { Finding } from './finding.ts';

const sound = {
  title: '# 设备采购合同', number: '合同编号：CG-2024-01', parties: '甲方（买方）：北京远山科技有限公司\n统一社会信用代码：91350100M000100Y43\n乙方（卖方）：上海近海贸易有限公司\n统一社会信用代码：91110000802100433B',
  goods: '第一条 标的：台式计算机10台，质量符合国家标准，合同总价为人民币壹拾万元整（¥100,000.00）。', payment: '第二条 付款：合同签订后5日内支付30%，即30,000.00元；验收合格后10日内支付70%，即70,000.00元。',
  delivery: '第三条 交付：乙方应于2024年6月1日前将货物送达甲方。', term: '第四条 本合同有效期自2024年5月1日起至2025年4月30日止。', breach: '第五条 违约责任：违约方应赔偿对方损失。',
  dispute: '第六条 争议解决：协商不成的，向甲方所在地人民法院提起诉讼。', signatures: '甲方（盖章）：北京远山科技有限公司 || 乙方（盖章）：上海近海贸易有限公司\n代表：王一 || 代表：李二\n日期：2024年4月20日 || 日期：2024年4月20日', page: '第 1 页 共 1 页',
};
type Parts = Partial<Record<keyof typeof sound, string>>;

function pages(parts: Parts = {}): ExtractPage[] {
  return pagesOfText(Object.values({ ...sound, ...parts }).join('\n'));
}

function found(all: ExtractPage[]): Finding[] {
  return extractContract(all).findings;
}

const types = (all: ExtractPage[]) => found(all).map(({ type, severity }) => `${type} ${severity}`);

test('a sound contract has no findings', () => {
  expect(types(pages())).toEqual([]);
});

test('大写 and digits that are different sums', () => {
  const all = pages({ goods: '第一条 标的：台式计算机10台，质量符合国家标准，合同总价为人民币壹万零壹佰元整（¥10,010.00）。', payment: '第二条 付款：货到付款。' });
  expect(found(all)).toMatchObject([{ type: 'amountMismatch', severity: 'error', params: { digits: '10010.00', uppercaseValue: '10100.00' } }]);
});

test('大写 in another spelling of the same sum is none', () => {
  expect(types(pages({ goods: '第一条 标的：台式计算机10台，质量符合国家标准，合同总价为人民币拾万圆正（¥100,000.00）。' }))).toEqual([]);
});

test('a difference that one doubtful character explains is left to a person', () => {
  const all = pages().map((page) => ({
    ...page,
    lines: page.lines.map((line) => {
      const text = line.text.replace('壹拾万元整', '柒拾万元整');
      return { ...line, text, chars: [...text].map((c) => ({ text: c, box: line.box, confidence: c === '柒' ? 0.4 : 0.99 })) };
    }),
  }));
  expect(types(all)).toEqual(['amountMismatch uncertain']);
});

test('a warranty that ran out before signing is no term', () => {
  expect(types(pages({ term: '第四条 质保期自2023年1月1日起至2024年3月31日止。' }))).toEqual([]);
});

test('a doubtful sign of currency does not make a sound figure doubtful', () => {
  const all = pages({ goods: '第一条 标的：台式计算机10台，质量符合国家标准。\n合同总价：壹拾万元整（¥110,000.00）。', payment: '第二条 付款：货到付款。' }).map((page) => ({
    ...page, lines: page.lines.map((line) => ({ ...line, chars: [...line.text].map((c) => ({ text: c, box: line.box, confidence: c === '¥' ? 0.4 : 0.99 })) })),
  }));
  expect(types(all)).toEqual(['amountMismatch error']);
});

test('signed after the term has run out', () => {
  expect(types(pages({ term: '第四条 本合同有效期自2023年1月1日起至2023年12月31日止。', delivery: '第三条 交付：按订单交付。' }))).toEqual(['expiredBeforeSigned error']);
});

test.each([
  ['合同签订后3日内支付定金30,000.00元，验收后支付70,000.00元。', ['depositOverTwentyPercent error']],
  ['合同签订后3日内支付定金，为合同总价的20%，计20,000.00元；验收后支付80%，计80,000.00元。', []],
  ['合同签订后3日内支付订金30,000.00元，验收后10日内支付70,000.00元。', []],
])('定金 over a fifth: %s', (payment, expected) => {
  expect(types(pages({ payment: `第二条 付款：${payment}` }))).toEqual(expected);
});

test.each([
  ['合同签订后5日内支付30%，即30,000.00元；验收合格后10日内支付60%，即60,000.00元。', ['paymentPercents warning']],
  ['合同签订后5日内支付30%；验收合格后10日内支付至合同总价的95%；质保期满后支付5%。', []],
  ['合同签订后5日内支付30%；余款验收合格后10日内付清。', []],
  ['合同签订后5日内付清全部货款；另按实际成交额（扣除退款）的12%计提佣金，次月10日前结算。', []],
  ['合同签订后5日内支付50%；验收合格后10日内支付60%。', ['paymentPercents warning']],
  ['合同签订后5日内支付40%；验收合格后10日内支付60%。', []],
  ['签约前乙方交纳合同总价10%的履约保证金；合同签订后5日内支付40%；验收合格后10日内支付60%。', []],
])('per cents: %s', (payment, expected) => {
  expect(types(pages({ payment: `第二条 付款：${payment}` }))).toEqual(expected);
});

test.each(['协商不成的，可提交北京仲裁委员会仲裁，也可向甲方所在地人民法院提起诉讼。', '由北京仲裁委员会仲裁或者由甲方住所地人民法院管辖。', '任何一方可以选择向北京仲裁委员会申请仲裁或向人民法院提起诉讼。'])('both court and arbitration: %s', (dispute) => {
  expect(types(pages({ dispute: `第六条 争议解决：${dispute}` }))).toEqual(['courtAndArbitration error']);
});

test.each([
  '协商不成的，提交北京仲裁委员会仲裁。仲裁裁决不履行的，可向人民法院申请强制执行。',
  '协商不成的，按下列第1种方式解决：1.提交北京仲裁委员会仲裁；2.向甲方所在地人民法院提起诉讼。',
  '□提交北京仲裁委员会仲裁；☑向甲方所在地人民法院提起诉讼。',
  '提交北京仲裁委员会仲裁。一方申请财产保全的，由被申请人住所地人民法院管辖。',
  '提交北京仲裁委员会仲裁。对仲裁协议效力有异议的，可向人民法院提出。',
])('one of the two chosen is no finding: %s', (dispute) => {
  expect(types(pages({ dispute: `第六条 争议解决：${dispute}` }))).toEqual([]);
});

test('a credit code whose check character does not hold', () => {
  const all = pages({ parties: sound.parties.replace('91350100M000100Y43', '91350100M000100Y44') });
  expect(found(all)).toMatchObject([{ type: 'usccInvalid', params: { party: 'A', code: '91350100M000100Y44', reason: 'checkDigit' } }]);
});

test('a credit code of the wrong length may be the scan', () => {
  expect(types(pages({ parties: sound.parties.replace('91350100M000100Y43', '91350100M000100Y4') }))).toEqual(['usccInvalid uncertain']);
});

test('a stroke read as a letter that cannot occur is left out', () => {
  const all = pages({ parties: sound.parties.replace('91350100M000100Y43', '91350100MI000100Y43') });
  expect(types(all)).toEqual([]);
  expect(extractContract(all).fields.parties[0]?.uscc).toMatchObject({ value: '91350100M000100Y43', suggested: true });
});

test('a code on the line under its label', () => {
  expect(extractContract(pages({ parties: sound.parties.replaceAll('代码：', '代码：\n') })).fields.parties.map(({ uscc }) => uscc?.value)).toEqual(['91350100M000100Y43', '91110000802100433B']);
});

test.each(['营业执照注册号：110108012345678', '纳税人识别号：110108012345678'])('a number of before 2015 is no wrong credit code: %s', (number) => {
  expect(types(pages({ parties: sound.parties.replace('统一社会信用代码：91350100M000100Y43', number) }))).toEqual([]);
});

test('letters that cannot occur are the reader\'s: the repaired code is suggested, no finding', () => {
  const all = pages({ parties: sound.parties.replace('91350100M000100Y43', '9135O1OOMOOO1OOY43') });
  expect(types(all)).toEqual([]);
  expect(extractContract(all).fields.parties[0]?.uscc).toMatchObject({ value: '91350100M000100Y43', printed: '9135O1OOMOOO1OOY43', suggested: true });
});

test.each([
  [['第1页 共3页', '第3页 共3页'], [2]], [['第1页 共3页', '第2页 共3页'], [3]], [['1 / 2', '2 / 2'], []], [['- 1 -', '- 3 -'], [2]], [['Page 2 of 3', 'Page 3 of 3'], [1]], [['第1页 共2页', '第1页 共1页'], [2]], [['第 l 页 共 2 页', '第 2 页 共 2 页'], []], [['—1—', ''], []], [['1-', '-2-', '4-'], [3]],
  [['1', '3'], [2]], [['1', '2'], []], [['12', ''], []], [['2', '1'], []],
])('page numbers %j', (numbers, missing) => {
  const text = Object.values({ ...sound, page: '' }).join('\n');
  const all = pagesOfText(numbers.map((number, i) => `${i === 0 ? text : '附件：设备清单\n计算机十台'}\n${number}`).join('\n=== page\n'));
  for (const page of all) {
    const last = page.lines.at(-1);
    if (last && /^\d+$/.test(last.text)) last.box = [600, 1660, 624, 1684];
  }
  expect(found(all).filter(({ type }) => type === 'missingPage').map(({ params }) => params['page'])).toEqual(missing);
});

test.each(['第一季度、第二季度、第三季度结束后15日内，甲方分别支付合同总额的25%；期满后15日内支付剩余的25%。', '签约后三日内付百分之三十，发货前付百分之六十，余款百分之', ])('shares that were not all read or are said once for several instalments are not added up: %s', (payment) => {
  expect(types(pages({ payment: `第二条 付款：${payment}` }))).toEqual([]);
});

test('a date left open where the contract is signed', () => {
  const signatures = sound.signatures.replaceAll('2024年4月20日', '    年    月    日');
  expect(types(pages({ signatures }))).toContain('blankDate warning');
});

test.each([['年月专用章日', 'warning'], ['年月婷', 'uncertain'], ['', 'uncertain']])('a date left open stays so under a seal that was read in it: %s', (blank, severity) => {
  expect(types(pages({ signatures: sound.signatures.replaceAll('2024年4月20日', blank) }))).toContain(`blankDate ${severity}`);
});

test('the end of a sum in 大写 whose beginning was lost contradicts nothing', () => {
  expect(types(pages({ goods: '第一条 标的：台式计算机10台，质量符合国家标准，合计（大写）：佰叁拾贰元，（小写）：¥100,000.00。' }))).toEqual([]);
});

test('a blank date is against the practice of signing, not against the rule of how a contract is formed', () => {
  const signatures = sound.signatures.replaceAll('2024年4月20日', '    年    月    日');
  expect(found(pages({ signatures })).find(({ type }) => type === 'blankDate')?.source).toBe('合同签署惯例：落款日期须填写');
});

test('elements the text does not mention are notes', () => {
  expect(types(pages({ breach: '', dispute: '' }))).toEqual(['missingElement note', 'missingElement note']);
});

function seal(left: number, top: number, partial = false): SealMark {
  return { box: [left, top, left + 220, top + 220], shape: partial ? 'paging' : 'round', confidence: 0.9, partial };
}

function sealed(seals: (block: { left: number; right: number; top: number }) => SealMark[], colour: 'colour' | 'grey' = 'colour', parts: Parts = {}): ExtractPage[] {
  return pages(parts).map((page) => {
    const top = page.lines.find(({ text }) => text.startsWith('甲方（盖章）'))?.box[1] ?? 0;
    return { ...page, quality: { colour }, seals: seals({ left: 250, right: 760, top: top - 60 }) };
  });
}

const missing = (all: ExtractPage[]) => found(all).filter(({ type }) => type === 'missingStamp').map(({ params }) => params['party']);

test('every side has its seal', () => {
  expect(missing(sealed(({ left, right, top }) => [seal(left, top), seal(right, top)]))).toEqual([]);
});

test('a side without a seal is named; the paging seal at the edge does not stand in for it', () => {
  expect(missing(sealed(({ left, top }) => [seal(left, top)]))).toEqual(['B']);
  expect(missing(sealed(({ left, right, top }) => [seal(right, top), seal(left, top, true)]))).toEqual(['A']);
  expect(missing(sealed(() => []))).toEqual(['A', 'B']);
});

test('without colour no seal at all says nothing, one of two does', () => {
  expect(missing(sealed(() => [], 'grey'))).toEqual([]);
  expect(missing(sealed(({ left, top }) => [seal(left, top)], 'grey'))).toEqual(['B']);
});

test('a side that neither sealed nor signed is named; one that did either is not', () => {
  const unsigned = { signatures: sound.signatures.replace('代表：李二', '代表：') };
  const blank = (seals: Parameters<typeof sealed>[0], parts: Parts = unsigned) => found(sealed(seals, 'colour', parts)).filter(({ type }) => type === 'blankSignature');
  expect(blank(({ left, top }) => [seal(left, top)])).toMatchObject([{ severity: 'uncertain', source: '民法典 第490条', params: { party: 'B', name: '上海近海贸易有限公司' }, place: { page: 0 } }]);
  expect(blank(({ left, right, top }) => [seal(left, top), seal(right, top)])).toEqual([]);
  expect(blank(({ left, top }) => [seal(left, top)], {})).toEqual([]);
});

test('a person needs no seal', () => {
  const all = pages({ parties: '甲方（出借人）：北京远山科技有限公司\n乙方（借款人）：刘建国', signatures: '甲方（盖章）：北京远山科技有限公司\n代表：王一\n乙方（签字）：刘建国\n日期：2024年4月20日' });
  const top = all[0]?.lines.find(({ text }) => text.startsWith('甲方（盖章）'))?.box[1] ?? 0;
  expect(missing(all.map((page) => ({ ...page, seals: [seal(250, top - 60)] })))).toEqual([]);
});

test('a stroke read as a digit and a dot of dirt do not make a page missing', () => {
  const three = (last: string): ExtractPage[] => pagesOfText([...Object.values({ ...sound, page: '1/3' }), '=== page', '补充说明见后。', '2/3', '=== page', '附注：以上各条均经双方确认。', last].join('\n'));
  for (const last of ['313', '3/3.', 'Page 3 of 3.', '3l3']) expect([last, types(three(last)).filter((each) => each.startsWith('missingPage'))]).toEqual([last, []]);
  expect(types(three('说明：无')).some((each) => each.startsWith('missingPage'))).toBe(false);
});
