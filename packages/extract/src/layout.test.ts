import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { docOf } from './doc.ts';
import { extractContract } from './extract.ts';
import type { ExtractLine, ExtractPage } from './page.ts';
import { pageNumberOf } from './page-number.ts';
import { pagesOfText } from './pages-of-text.ts';

const glyph = 24;

/** A line with a box for every character; runs of spaces stand for as much room. */
function line(text: string, y: number, x = 150, confidence = 0.98): ExtractLine {
  const chars: { text: string; box: readonly [number, number, number, number]; confidence: number }[] = [];
  let at = x;
  for (const c of text) {
    const width = c.charCodeAt(0) > 0x2e7f ? glyph : glyph / 2;
    chars.push({ text: c, box: [at, y, at + width, y + glyph], confidence });
    at += width;
  }
  return { text, box: [x, y, at, y + glyph], confidence, chars, part: 'body' };
}

function page(...lines: ExtractLine[]): ExtractPage {
  return { width: 1240, height: 1754, lines };
}

test.each([
  ['甲　方 ：  某某公司', '甲方:某某公司'], ['合 同 编 号：HT－1', '合同编号:HT-1'], ['签订地点：北京市 签订日期：２０２４ 年 １ 月 ２ 日', '签订地点:北京市 签订日期:2024年1月2日'], ['￥１，０００．５０', '¥1,000.50'], ['“甲方”', '"甲方"'], ['Software License Agreement', 'Software License Agreement'], ['①合同', '(1)合同'],
])('%s is folded to %s', (raw, text) => {
  expect(canonical(raw).text).toBe(text);
});

test.each([
  ['第 2 页 共 3 页', { page: 2, of: 3 }], ['第2页/共3页', { page: 2, of: 3 }], ['共3页 第2页', { page: 2, of: 3 }], ['- 2 -', { page: 2, of: null }], ['—2—', { page: 2, of: null }], ['2 / 3', { page: 2, of: 3 }], ['Page l of 4', { page: 1, of: 4 }], ['Page 2 of 3', { page: 2, of: 3 }], ['第二页 共三页', { page: 2, of: 3 }],
  ['3 / 2', null], ['2024', null], ['第2条', null],
])('page number %s', (text, expected) => {
  expect(pageNumberOf(text)).toEqual(expected);
});

test('blocks side by side that were read as one line are taken apart, a wrapped name is completed in its own column', () => {
  const doc = docOf([page(
    line('甲方（盖章）：北京远山智能装备制造有限公     乙方（盖章）：上海近海国际贸易有限责任', 900), line(`司${' '.repeat(43)}公司`, 940), line(`代表：王一${' '.repeat(35)}代表：李二`, 980),
  )]);
  expect(doc.flow.text).toBe('甲方(盖章):北京远山智能装备制造有限公司\n代表:王一\n乙方(盖章):上海近海国际贸易有限责任公司\n代表:李二');
});

test('a title set with wide spacing stays one line', () => {
  expect(docOf([page(line('设   备   采   购   合   同', 100, 300))]).flow.text).toBe('设备采购合同');
});

test('lines wrapped at the margin are one paragraph, a short line ends it', () => {
  const doc = docOf(pagesOfText('本合同总价为人民币壹拾万元整，包括货物价款、包装费、运输费、装卸费以及安装调试的全部费用，甲方不再支付其他费用。\n乙方应当按期交货。'));
  expect(doc.flow.text.split('\n')).toHaveLength(2);
});

test('running heads and page numbers do not break a sentence across pages', () => {
  const text = (n: number, body: string) => `合同编号：HT-2024-001\n${body}\n第 ${n} 页 共 2 页`;
  const doc = docOf(pagesOfText(`${text(1, '乙方应于合同签订后十日内向甲方交纳履约保证金人民币壹万元整，合同履行完毕后甲')}\n=== page\n${text(2, '方应当无息退还。')}`));
  expect(doc.flow.text).toContain('甲方应当无息退还');
});

test('a page that is missing leaves a mark no sentence crosses', () => {
  const doc = docOf(pagesOfText('乙方应于合同签订后十日内支付预付款百分之三十，即人民币\n第 1 页 共 3 页\n=== page\n五百元整。\n第 3 页 共 3 页'));
  expect(doc.flow.text).toContain('\f');
});

test('a name read differently in two places is put together from the surer and the rarer characters', () => {
  const reading = (name: string, y: number, confidence: number) => [line(`甲方：${name}`, y, 150, confidence)];
  const { fields } = extractContract([page(...reading('上海晓峤汽车设计有限公司', 100, 0.6), line('乙方：北京远山有限公司', 150), line('第一条 服务内容：汽车设计服务。', 200), ...reading('上海骁娇汽车设计有限公司', 1200, 0.95))]);
  expect(fields.parties[0]?.name).toMatchObject({ value: '上海骁峤汽车设计有限公司', suggested: true });
});

test('a name that lost the head of its place gives way to the whole one; a stroke before a name is none of it', () => {
  const name = (a: string, b: string) => extractContract([page(line(`甲方：${a}`, 100), line('乙方：北京远山有限公司', 150), line('第一条 服务内容：汽车设计服务。', 200), line(`甲方（章）：${b}`, 1200), line('乙方（章）：北京远山有限公司', 1260))]).fields.parties[0]?.name?.value;
  expect(name('南京玥坞化工有限公司', '京玥坞化工有限公司')).toBe('南京玥坞化工有限公司');
  expect(name('一玥坞化工有限公司', '玥坞化工有限公司')).toBe('玥坞化工有限公司');
});

test('every field says where it stands: the box lies on the characters of its line', () => {
  const { fields } = extractContract([page(line('采购合同', 100, 500), line('合同编号：HT-2024-001 签订地点：北京市', 160), line('甲方：北京远山有限公司', 220), line('乙方：上海近海有限公司', 280))]);
  expect(fields.contractNumber?.place).toEqual({ page: 0, lines: [1], boxes: [[150 + 5 * glyph, 160, 150 + 5 * glyph + 11 * 12, 184]] });
  expect(fields.parties[1]?.name?.place).toMatchObject({ page: 0, lines: [3] });
  expect(fields.signedPlace).toMatchObject({ value: '北京市', printed: '北京市', place: { lines: [1] } });
});

test('a frame around a signature block does not run its entries together, a wrapped cell stays whole', () => {
  const cell = (text: string, y: number, row: number, at: number): ExtractLine => ({ ...line(text, y, 150 + 400 * at), table: { index: 0, row, cell: at } });
  const doc = docOf([page(cell('第一期', 100, 0, 0), cell('系统上线试运行满一个月后', 100, 0, 1), cell('十日内', 130, 0, 1), cell('甲方（章）：北京远山有限公司', 200, 1, 0), cell('电子邮箱：a@example.net', 240, 1, 0), cell('2024.8.6', 280, 1, 0))]);
  expect(doc.flow.text).toBe('第一期\t系统上线试运行满一个月后十日内\n甲方(章):北京远山有限公司\n电子邮箱:a@example.net\n2024.8.6');
});

test('a place at the right of the page does not run on into the title below it', () => {
  const top = [line('签订地点：佛山市', 100, 880), line('技术服务合同', 150, 480), line('甲方：北京远山科技有限公司', 220), line('乙方：上海近海贸易有限公司', 260)];
  const body = Array.from({ length: 6 }, (_, i) => line('双方在平等自愿的基础上就技术服务事项协商一致订立本合同并共同', 320 + 40 * i));
  expect(extractContract([page(...top, ...body)]).fields.signedPlace?.value).toBe('佛山市');
});

test('a wrapped line that begins with 附件 does not end the contract', () => {
  const head = [line('甲方：北京远山科技有限公司', 100), line('法定代表人：张三', 140), line('乙方：上海近海贸易有限公司', 180), line('法定代表人：李四', 220)];
  const text = ['第一条 租赁物：出租人将设备二台出租给承租人，设备编号、成色及随机', '附件以交接清单为准。', '第二条 租期：自2024年1月1日起至2024年12月31日止。', '第三条 租金：租金总额为人民币壹万元整（¥10,000.00）。', '第四条 争议：提交北京仲裁委员会仲裁。', '第五条 本合同一式两份，双方各执一份，具有同等法律效力，自双方签字盖章之日起生效。'];
  const { fields } = extractContract([page(...head, ...text.map((each, i) => line(each, 280 + 40 * i)))]);
  expect([fields.expiresOn?.value, fields.amount?.value.value, fields.disputeResolution?.value]).toEqual(['2024-12-31', '10000.00', 'arbitration:北京仲裁委员会']);
});

const inTable = (text: string, y: number, x: number, row: number, cell: number): ExtractLine => ({ ...line(text, y, x), table: { index: 0, row, cell } });

test('open labels and the values set beside them are no two blocks', () => {
  const pairs = [['受托人：', '北京远山科技有限公司'], ['签订地点：', '鄂尔多斯市准格尔旗'], ['签订日期：', '2022年4月19日'], ['有效期限：', '2022年4月19日至2022年12月31日']];
  const { fields } = extractContract([page(line('技术服务合同', 60, 500), ...pairs.flatMap(([label = '', value = ''], i) => [line(label, 120 + 50 * i), line(value, 120 + 50 * i, 440)]))]);
  expect([fields.parties[0]?.name?.value, fields.signedPlace?.value, fields.signedOn?.value, fields.expiresOn?.value]).toEqual(['北京远山科技有限公司', '鄂尔多斯市准格尔旗', '2022-04-19', '2022-12-31']);
});

test('a code that ends near the next column belongs to the column its cell stands in', () => {
  const cells = [['甲方', '乙方'], ['名称：北京远山有限公司', '名称：上海近海有限公司'], ['统一社会信用代码：91350100M000100Y43', '统一社会信用代码：91110000802100433B']];
  const { fields } = extractContract([page(...cells.flatMap((row, i) => row.map((text, k) => inTable(text, 100 + 50 * i, k === 0 ? 160 : 620, i, k))))]);
  expect(fields.parties.map(({ uscc }) => uscc?.value)).toEqual(['91350100M000100Y43', '91110000802100433B']);
});

test('a code under a name that stands without its role is that side\'s', () => {
  const { fields } = extractContract([page(line('委托人：北京远山科技有限公司', 100), line('受托人：上海近海贸易有限公司', 150), line('第一条 服务内容：安全评价。', 200), line('委托人', 900), line('北京远山科技有限公司', 940), line('信用代码 91350100M000100Y43', 980), line('上海近海贸易有限公司', 1040), line('信用代码 91110000802100433B', 1080))]);
  expect(fields.parties.map(({ uscc }) => uscc?.value)).toEqual(['91350100M000100Y43', '91110000802100433B']);
});

test('a sum that would not fit the line stands on the next one and belongs to its sentence', () => {
  expect(docOf([page(line('需方支付合同总价的70%作为余款，计人民币', 100), line('66760.89元。', 140), line('第二条 违约责任', 180))]).flow.text).toBe('需方支付合同总价的70%作为余款,计人民币66760.89元。\n第二条 违约责任');
});

test('the ends of a line under a value filled in are no blanks, where a value is missing they are', () => {
  const filled = line('本合同一式_贰_份，提交_南昌_仲裁委员会仲裁', 100);
  const blank = line('提交_仲裁委员会仲裁', 300);
  const wide = { ...blank, chars: blank.chars?.map((char, i) => (i < 3 ? char : { ...char, box: [char.box[0] + 80, char.box[1], char.box[2] + 80, char.box[3]] as const })) ?? [] };
  expect(docOf([page(filled, wide)]).flow.text).toBe('本合同一式贰份,提交南昌仲裁委员会仲裁\n提交_仲裁委员会仲裁');
});

test('behind a cover page the parties are named at the top of a late page and sign on the last', () => {
  const head = [line('委托人（甲方）：北京远山科技有限公司', 100), line('法定代表人：张三', 140), line('受托人（乙方）：上海近海贸易有限公司', 180), line('法定代表人：李四', 220), line('第一条 服务内容：安全评价，验收合格，费用一万元，期限一年，违约赔偿，争议由北京仲裁委员会仲裁。', 300)];
  const signed = [line('甲方：北京远山科技有限公司（盖章）', 200), line('法定代表人：张三', 240), line('乙方：上海近海贸易有限公司（盖章）', 600), line('法定代表人：李四', 640)];
  const seal = (top: number) => ({ box: [300, top, 500, top + 200] as const, shape: 'round' as const, confidence: 0.9, partial: false });
  const pages = [page(line('技术服务合同', 400, 500)), { ...page(...head), seals: [seal(1500)] }, { ...page(...signed), seals: [seal(150), seal(550)] }];
  expect(extractContract(pages.map((each) => ({ ...each, quality: { colour: 'colour' as const } }))).findings.filter(({ type }) => type === 'missingStamp')).toEqual([]);
});
