import { findDates } from '@qige/rules/chinese-dates';
import type { Doc } from './doc.ts';
import type { Field } from './field.ts';
import { fieldAt, textAt } from './field.ts';
import type { Flow } from './flow.ts';
import { period } from './period.ts';

const deliverWord = /(?:交\s?货|装\s?运|发\s?运|启\s?运|交\s?付|送\s?达|送\s?至|送\s?到|运\s?至|运\s?抵|发\s?货|提\s?交|移\s?交|出\s?具|上\s?线|完\s?工|竣\s?工|交房|供货|到货|完成(?:全部)?(?:交|供|安装|开发|工作|施工)|deliver|ship)/i;
const deliverLabel = /(?:交\s?货|交\s?付|供\s?货|到\s?货|发\s?货|送\s?货|交房|完\s?工|竣\s?工|提货|交图|交稿|计划竣工|最迟交货|最终交付)\s?(?:日\s?期|时\s?间|期\s?限|期|截止日期?)?\s?(?:为|:|是|不迟于|最迟)?\s?(?:于)?\s?$/;

/** When the goods, the work or the premises are to be handed over: a date, or the period as printed (合同生效后30日内). */
export function deliveryOf({ flow, rows }: Doc, main: number): Field | null {
  const text = flow.text.slice(0, main);
  const scored = findDates(text).flatMap((date) => {
    const from = Math.max(text.lastIndexOf('。', date.start), text.lastIndexOf(';', date.start), text.lastIndexOf('\n', date.start)) + 1;
    const ends = ['。', ';', '\n'].map((c) => text.indexOf(c, date.end)).filter((at) => at >= 0);
    const before = text.slice(from, date.start);
    const after = text.slice(date.end, Math.min(date.end + 60, ...ends));
    let score = 0;
    if (deliverLabel.test(before)) score = 4;
    else if (/^\s?(?:之|以)?前/.test(after) && deliverWord.test(after) && !/^[^,]{0,12}(?:支付|付款|交纳|缴纳|发票|收据)/.test(after)) score = 3.5;
    else if (/(?:不迟于|不晚于|not? later than|on or before|最迟于?|by)\s?$/i.test(before) && (deliverWord.test(before) || deliverWord.test(after))) score = 3.3;
    else if (deliverWord.test(before.slice(-16)) && /^\s?(?:之|以)?前|^\s?(?:完成|完毕)/.test(after)) score = 3;
    else if (/[至到]\s?$/.test(before) && /^\s?(?:竣工|完工)/.test(after)) score = 3;
    else if (/(?:于|在)\s?$/.test(before) && /^\s?(?:向|将|完成)[^,]{0,24}/.test(after) && deliverWord.test(after.slice(0, 30))) score = 2.5;
    // What the client hands over to begin with: drawings, conditions, data.
    if (/(?:发包|委托|定作|买受|采购|甲|买|需)[人方][^。;]{0,6}$/.test(before) && /^[^。]{0,20}(?:提交|提供)/.test(after)) score = 0;
    if (/(?:报价|投标|中标|签订|签署|支付|付款|开工|有效期|订立)[^,。]{0,10}$/.test(before)) score = 0;
    return score > 0 ? [{ date, score }] : [];
  });
  const best = scored.sort((a, b) => b.score - a.score || a.date.start - b.date.start)[0];
  if (best) return fieldAt(flow, best.date, best.date.iso, best.score >= 3 ? 1 : 0.8);
  return deliveryInTable(flow, rows, main) ?? deliveryPeriod(flow, text);
}

const afterSigning = new RegExp(`(?:后|起)\\s?${period}(?:之?内)?$`);
const deliverHead = /^(?:要求|计划|预计)?(?:交|提|交[(]提[)]|供|到|送|发)货?(?:付)?(?:日期|时间|期限|期)$/;

/** The last date, or the period, under a column's head: 交（提）货时间. A cell that spans several rows is found by where it stands. */
function deliveryInTable(flow: Flow, rows: Doc['rows'], main: number): Field | null {
  for (const [at, row] of rows.entries()) {
    const head = row.cells.length > 2 ? row.cells.find((cell) => deliverHead.test(cell.map((line) => line.text).join('').replace(/\s/g, '')))?.[0] : undefined;
    const start = head && flow.spans.get(head)?.start;
    if (!head || start === undefined || start > main) continue;
    const below = rows.slice(at + 1, at + 40).flatMap((other) => other.cells.flat()).filter((line) => line.page === head.page && line.table?.index === head.table?.index && line.box[0] < head.box[2] && line.box[2] > head.box[0]);
    const dates = below.flatMap((line) => findDates(line.text).map((date) => ({ ...date, start: date.start + (flow.spans.get(line)?.start ?? 0), end: date.end + (flow.spans.get(line)?.start ?? 0) })));
    const last = dates.sort((a, b) => b.iso.localeCompare(a.iso))[0];
    if (last) return fieldAt(flow, last, last.iso, 0.9);
    const length = below.find((line) => afterSigning.test(line.text));
    if (length) return textAt(flow, flow.spans.get(length) ?? { start, end: start }, 0.8);
  }
  return null;
}

const within = new RegExp(`(?:(?:交货|交付|供货|到货|送货|发货|完工|完成)(?:期限?|时间|日期|周期)|工期)\\s?(?:为|:)?\\s?([^。;,\\n]{0,24}?${period}(?:之?内)?)|((?:自|从)?(?:(?:本?合同|本?协议|本订单)[^。;,\\n]{0,8}?(?:签|订立|生效|成立|盖章|确认)|收到[^。;,\\n]{0,8}?(?:预付款|首付款|首期款|定金))[^。;,\\n]{0,8}?(?:后|起)\\s?${period}(?:之)?内)[^。;\\n]{0,24}?(?:交货|交付|送达|送至|供货|到货|完工|交齐|发货|完成|提交)`, 'g');

function deliveryPeriod(flow: Flow, text: string): Field | null {
  for (const match of text.matchAll(within)) {
    const value = (match[1] ?? match[2] ?? '').trim();
    if (value === '' || !/^(?:自|从|在|于|本?合同|本?协议|收到|签|付|预付|订单|确认|[\d一二三四五六七八九十])/.test(value) || /支付|付款|逾期|违约|提交[^。;,]{0,8}金/.test(text.slice(match.index, match.index + match[0].length + 10).replaceAll('预付款', ''))) continue;
    const start = match.index + match[0].indexOf(value);
    return textAt(flow, { start, end: start + value.length }, 0.8);
  }
  return null;
}
