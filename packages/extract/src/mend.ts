/** Readings that are never meant in a contract, each of the length of what stands there: 申方 is 甲方, 白双方签字之日 is 自双方签字之日. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/[申田曱](?=\s?方(?![\u4e00-\u9fff]{0,2}[省市县]))/g, '甲'], [/(?<=合同|协议)[白目](?=双方|甲|各方|签|盖|买|本|\d)/g, '自'], [/白(?=\s?\d{4}\s?年)/g, '自'], [/(?<=[之十个\d])曰|曰(?=期)|臼(?=期)|(?<=之)目(?=起|前|后|内)/g, '日'], [/栽(?=委|机构|裁|规则)/g, '裁'],
  [/入(?=民\s?法\s?院|民币)/g, '人'], [/(?<=有限公|责任公|股份公)[可同冋词]/g, '司'], [/(?<=生)敗(?=[。,])/g, '效'], [/峻(?=工)/g, '竣'], [/Z(?=\s?方\s?[(:])/g, '乙'],
  [/(?<=\d);(?=\d{3}[.,\d])/g, ','],
  // Commas of a sum that were read as a point or not at all: 22.700.00, ¥789 562.90.
  [/(?<=\d)\.(?=\d{3}\.\d{2}(?![.\d]))/g, ','], [/(?<=(?:¥|人民币)\s?\d{1,3}(?:,\d{3})*)\s(?=\d{3}(?:,\d{3})*(?:\.\d{2}|元))/g, ','],
  // The point of a sum that was not read at all: 19,900 00元.
  [/(?<=\d,\d{3})\s(?=\d{2}元)/g, '.'],
  // The foot of 十 is lost in an underline, or taken for one.
  [/(?<=百分之)[土士±H](?![一二三四五六七八九])/g, '十'],
  // A colon right behind a share is a semicolon whose tail was lost.
  [/(?<=\d\s?%):(?=[\u4e00-\u9fff]{2,4}(?:应|须|于|向))/g, ';'],
];

export function mend(text: string): string {
  return slips.reduce((all, [pattern, right]) => all.replace(pattern, right), text);
}
