import { findDates } from '@qige/rules/chinese-dates';
import type { Field } from './field.ts';
import { fieldAt, textAt } from './field.ts';
import type { Flow } from './flow.ts';
import { period } from './period.ts';

const deliverWord = /(?:交\s?货|装\s?运|发\s?运|启\s?运|交\s?付|送\s?达|送\s?至|送\s?到|运\s?至|运\s?抵|发\s?货|提\s?交|移\s?交|完\s?工|竣\s?工|交房|供货|到货|完成(?:全部)?(?:交|供|安装|开发|工作|施工)|deliver)/i;
const deliverLabel = /(?:交\s?货|交\s?付|供\s?货|到\s?货|发\s?货|送\s?货|交房|完\s?工|竣\s?工|提货|交图|交稿|计划竣工|最迟交货|最终交付)\s?(?:日\s?期|时\s?间|期\s?限|期|截止日期?)?\s?(?:为|:|是|不迟于|最迟)?\s?(?:于)?\s?$/;

/** When the goods, the work or the premises are to be handed over: a date, or the period as printed (合同生效后30日内). */
export function deliveryOf(flow: Flow, main: number): Field | null {
  const text = flow.text.slice(0, main);
  const scored = findDates(text).flatMap((date) => {
    const from = Math.max(text.lastIndexOf('。', date.start), text.lastIndexOf(';', date.start), text.lastIndexOf('\n', date.start)) + 1;
    const ends = ['。', ';', '\n'].map((c) => text.indexOf(c, date.end)).filter((at) => at >= 0);
    const before = text.slice(from, date.start);
    const after = text.slice(date.end, Math.min(date.end + 60, ...ends));
    let score = 0;
    if (deliverLabel.test(before)) score = 4;
    else if (/^\s?(?:之|以)?前/.test(after) && deliverWord.test(after) && !/^[^,]{0,12}(?:支付|付款|交纳|缴纳)/.test(after)) score = 3.5;
    else if (/(?:不迟于|不晚于|no later than|on or before|最迟于?|by)\s?$/i.test(before) && (deliverWord.test(before) || deliverWord.test(after))) score = 3.3;
    else if (deliverWord.test(before.slice(-16)) && /^\s?(?:之|以)?前|^\s?(?:完成|完毕)/.test(after)) score = 3;
    else if (/(?:于|在)\s?$/.test(before) && /^\s?(?:向|将|完成)[^,]{0,24}/.test(after) && deliverWord.test(after.slice(0, 30))) score = 2.5;
    if (/(?:报价|投标|中标|签订|签署|支付|付款|开工|有效期|订立)[^,。]{0,10}$/.test(before)) score = 0;
    return score > 0 ? [{ date, score }] : [];
  });
  const best = scored.sort((a, b) => b.score - a.score || a.date.start - b.date.start)[0];
  if (best) return fieldAt(flow, best.date, best.date.iso, best.score >= 3 ? 1 : 0.8);
  return deliveryPeriod(flow, text);
}

const within = new RegExp(`(?:交货期|交付期|交货期限|交货时间|交付时间|供货期|工期|供货周期|交货日期|交付期限|完成期限)\\s?(?:为|:)?\\s?([^。;,\\n]{0,24}?${period}(?:之?内)?)|((?:本)?(?:合同|协议|订单)[^。;,\\n]{0,14}?(?:后|起)\\s?${period}(?:之)?内)[^。;\\n]{0,24}?(?:交货|交付|送达|送至|供货|到货|完工|交齐|发货)`, 'g');

function deliveryPeriod(flow: Flow, text: string): Field | null {
  for (const match of text.matchAll(within)) {
    const value = (match[1] ?? match[2] ?? '').trim();
    if (value === '' || !/^(?:自|从|在|于|本?合同|本?协议|收到|签|付|预付|订单|确认|[\d一二三四五六七八九十])/.test(value) || /支付|付款|逾期|违约/.test(match[0])) continue;
    const start = match.index + match[0].indexOf(value);
    return textAt(flow, { start, end: start + value.length }, 0.8);
  }
  return null;
}
