import { parseChineseNumber } from '@qige/rules/chinese-numbers';
import type { Field } from './field.ts';
import { fieldAt, textAt } from './field.ts';
import type { Flow } from './flow.ts';
import { period, smallNumber } from './period.ts';


const warrantyWord = '(?:质\\s?量?\\s?保\\s?[证修]?\\s?期|质\\s?保\\s?期|保\\s?修\\s?期|质量保修期|免费保修|免费质保|免费维护期?|免费维修期?|免费售后|免费服务期|三包期|缺陷责任期|保质期|包修期|维护期|保修|质保|warranty(?: period)?)';
const warranties = [
  new RegExp(`${warrantyWord}(?:期限|期|时间)?[^。;\\n\\d一二两三四五六七八九十]{0,10}?(?:为|是|:|不少于|不低于)?[^。;\\n]{0,24}?(${period})`, 'gi'),
  new RegExp(`(${period})\\s?(?:的)?(?:期)?(?:免费[^。;,\\n]{0,4}?)?${warrantyWord}`, 'gi'),
  new RegExp(`(${period})\\s?(?:之)?内[^。;\\n]{0,36}?(?:免费|无偿)\\s?(?:负责)?\\s?(?:维修|更换|修理|保修|返修)`, 'gi'),
  new RegExp(`免费[^。;,\\n]{0,8}?(${period})\\s?(?:的)?[^。;,\\n]{0,8}?(?:维护|维修|质保|保修|技术支持|售后)`, 'g'),
  /warranty[^.;\n]{0,60}?((?:\d+|[a-z]+)\s?(?:\(\d+\)\s?)?(?:months?|years?))/gi,
  /((?:\d+|[a-z]+)\s?(?:\(\d+\)\s?)?(?:months?|years?))[^.;\n]{0,20}warranty/gi,
] as const;

/** Warranty period as printed: `24个月`, `一年`. */
export function warrantyOf(flow: Flow, main: number): Field | null {
  for (const [i, pattern] of warranties.entries()) {
    for (const match of flow.text.matchAll(pattern)) {
      const text = match[1] ?? '';
      if (match.index > main || /小时|工作日/.test(text) || /质保金|保证金|届满|期满|期内|响应|退还|到场|通知/.test(match[0]) && i === 0 || /\d{4}\s?年$/.test(text)) continue;
      const start = match.index + match[0].lastIndexOf(text);
      return textAt(flow, { start, end: start + text.length }, 0.95);
    }
  }
  return null;
}

const copyPatterns = [
  new RegExp(`(?:[一壹1]\\s?-?|[-·:])\\s?式\\s?[(]?\\s?(${smallNumber})\\s?[)]?\\s?份`, 'g'),
  new RegExp(`正\\s?本\\s?(?:[一壹]式)?(${smallNumber})\\s?份`, 'g'),
  new RegExp(`(?:本合同|本协议|合同|协议)\\s?(?:正本|文本)?\\s?(?:共计?|壹式|份数\\s?[:为])\\s?(?:签[署订]|制作)?\\s?(${smallNumber})\\s?份`, 'g'),
  /(?:executed|signed|made|drawn up) in\s(?:[a-z]+\s?\()?(\d{1,2}|two|three|four|five|six|eight|duplicate|triplicate|quadruplicate)/gi,
] as const;
/** Copies told only by who keeps how many: 双方各执两份, 正、副本各两份. */
const sharedOut = new RegExp(`(?:(?<sides>双|三|四)方|正\\s?本?\\s?、?\\s?副\\s?本)\\s?各\\s?[执持存有]?\\s?(?<each>${smallNumber})\\s?份`, 'g');
const englishNumbers: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, duplicate: 2, triplicate: 3, quadruplicate: 4 };

/** What is handed over in copies is not the contract; a contract with its annexes is. */
const otherPapers = /清单|报告|资料|发票|图|附件|确认书|验收单|文件|提交|提供|报送|出具/;

/** Number of copies made: 一式陆份. */
export function copiesOf(flow: Flow, main: number): Field<number> | null {
  for (const pattern of copyPatterns) {
    const all = [...flow.text.matchAll(pattern)];
    for (const match of [...all.filter((each) => each.index <= main), ...all.filter((each) => each.index > main)]) {
      const n = englishNumbers[(match[1] ?? '').toLowerCase()] ?? parseChineseNumber(match[1] ?? '');
      const sentence = flow.text.slice(Math.max(0, match.index - 16), match.index);
      if (n === null || n < 1 || n > 60 || otherPapers.test(sentence.slice(sentence.search(/[^。;,\n]*$/)).replace(/(?:连同|及|和|与)其?附件$/, ''))) continue;
      return fieldAt(flow, { start: match.index, end: match.index + match[0].length }, n);
    }
  }
  return copiesSharedOut(flow, main);
}

function copiesSharedOut(flow: Flow, main: number): Field<number> | null {
  for (const match of flow.text.slice(0, main).matchAll(sharedOut)) {
    const each = parseChineseNumber(match.groups?.['each'] ?? '');
    const sides = parseChineseNumber((match.groups?.['sides'] ?? '').replace('双', '二')) ?? 2;
    if (each === null || each < 1 || otherPapers.test(flow.text.slice(Math.max(0, match.index - 16), match.index))) continue;
    return { ...fieldAt(flow, { start: match.index, end: match.index + match[0].length }, each * sides, 0.8), suggested: true };
  }
  return null;
}
