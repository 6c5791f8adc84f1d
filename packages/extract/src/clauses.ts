import { findDates } from '@qige/rules/chinese-dates';
import { parseChineseNumber } from '@qige/rules/chinese-numbers';
import type { Field, Span } from './field.ts';
import { fieldAt, textAt } from './field.ts';
import type { Flow } from './flow.ts';

const number = '[\\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4}';
const period = `${number}\\s?个?\\s?(?:半)?\\s?(?:年半|年|个月|月|日历天|工作日|天|日|小时)`;

const warrantyWord = '(?:质\\s?量?\\s?保\\s?[证修]?\\s?期|质\\s?保\\s?期|保\\s?修\\s?期|质量保修期|免费保修|免费质保|免费维护期?|免费维修期?|免费售后|免费服务期|三包期|缺陷责任期|保质期|包修期|维护期|保修|质保|warranty(?: period)?)';
const warranties = [
  new RegExp(`${warrantyWord}(?:期限|期|时间)?[^。;\\n\\d一二两三四五六七八九十]{0,10}?(?:为|是|:|不少于|不低于)?[^。;\\n]{0,24}?(${period})`, 'gi'),
  new RegExp(`(${period})\\s?(?:的)?(?:期)?(?:免费)?${warrantyWord}`, 'gi'),
  new RegExp(`(${period})\\s?(?:之)?内[^。;\\n]{0,36}?(?:免费|无偿)\\s?(?:负责)?\\s?(?:维修|更换|修理|保修|返修)`, 'gi'),
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
  new RegExp(`[一壹1]\\s?式\\s?[(]?\\s?(${number})\\s?[)]?\\s?份`, 'g'),
  new RegExp(`正\\s?本\\s?(?:[一壹]式)?(${number})\\s?份`, 'g'),
  new RegExp(`(?:本合同|本协议|合同|协议)\\s?(?:正本|文本)?\\s?(?:共|壹式|共计)\\s?(${number})\\s?份`, 'g'),
  /(?:executed|signed|made|drawn up) in\s(?:[a-z]+\s?\()?(\d{1,2}|two|three|four|five|six|eight|duplicate|triplicate|quadruplicate)/gi,
] as const;
const englishNumbers: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, duplicate: 2, triplicate: 3, quadruplicate: 4 };

/** Number of copies made: 一式陆份. */
export function copiesOf(flow: Flow, main: number): Field<number> | null {
  for (const pattern of copyPatterns) {
    const all = [...flow.text.matchAll(pattern)];
    for (const match of [...all.filter((each) => each.index <= main), ...all.filter((each) => each.index > main)]) {
      const n = englishNumbers[(match[1] ?? '').toLowerCase()] ?? parseChineseNumber(match[1] ?? '');
      const sentence = flow.text.slice(Math.max(0, match.index - 16), match.index);
      if (n === null || n < 1 || n > 60 || /清单|报告|资料|发票|图纸|附件|确认书|验收单|文件/.test(sentence.slice(sentence.search(/[^。;,\n]*$/)))) continue;
      return fieldAt(flow, { start: match.index, end: match.index + match[0].length }, n);
    }
  }
  return null;
}

export interface Dispute {
  choice: Field | null;
  arbitration: Span | null;
  court: Span | null;
}

const body = '[\\u4e00-\\u9fff()（）·]{2,24}?(?:仲\\s?裁\\s?委\\s?员\\s?会|仲裁院|国际仲裁中心|仲裁中心)(?:[(][^)]{2,20}[)])?(?:[\\u4e00-\\u9fff]{2,6}分会)?';
const arbitration = [
  new RegExp(`(?:提\\s?交|提请|申请|由|向|递交|交由|选择|提交至|交)\\s?(?:位于[^,]{2,10}的)?(${body})`, 'g'),
  new RegExp(`(${body})`, 'g'),
  /(?:submitted to|referred to|settled by|before|administered by)\s(?:the\s)?([A-Z][A-Za-z &-]{4,70}?(?:Arbitration Commission|Arbitration Cent(?:re|er)|Court of Arbitration)(?:\s\([A-Z]{2,8}\))?)/g,
] as const;
const court = [
  /(?:依法|均可|可|应|有权|均有权)?\s?(?:直接)?\s?(?:向|提交|由|至|诉至|起诉至|交由)\s?([^,。;:\n"向由至]{0,30}?(?:人\s?民\s?)?法\s?院)\s?(?:提\s?起\s?诉\s?讼|起\s?诉|诉\s?讼|管\s?辖|解\s?决|裁\s?决|处理|审理|提出诉讼|提请|进行诉讼|通过诉讼|[。;,])/g,
  /((?:甲方|乙方|原告|被告|合同签订地|合同履行地|标的物所在地|不动产所在地|[\u4e00-\u9fff]{2,8}[方人])\s?(?:所在地|住所地|注册地)?[^,。;:\n]{0,14}?人\s?民\s?法\s?院)/g,
  /((?:the\s)?(?:competent\s)?(?:people'?s\s)?courts?\s(?:of|in|at|located)[^.;,\n]{2,60})/gi,
] as const;

const ticked = /[☑√✓✔■●⊠☒]/;
const box = /[□☐○☑√✓✔■●⊠☒▢]/;

/** Court or arbitration: a ticked box decides where boxes are printed; else what the dispute clause says. */
export function disputeOf(flow: Flow, main: number): Dispute {
  const text = flow.text.slice(0, main);
  const seats = bestOf(text, arbitration, (match) => !/规则$/.test(match) || true);
  const courts = bestOf(text, court, (match) => !/强制|执行|生效/.test(match));
  const boxes = tickChoice(text, seats, courts);
  const choose = (kind: 'court' | 'arbitration', span: Span): Field => {
    const field = textAt(flow, span);
    return { ...field, value: `${kind}:${field.value.replace(/^(?:中华人民共和国)?(?=.{2,}法院)/, '')}` };
  };
  if (boxes === 'arbitration' && seats) return { choice: choose('arbitration', seats), arbitration: seats, court: null };
  if (boxes === 'court' && courts) return { choice: choose('court', courts), arbitration: null, court: courts };
  if (seats && courts) return { choice: courts.start < seats.start && /仲裁/.test(text.slice(Math.max(0, seats.start - 30), seats.start)) ? choose('arbitration', seats) : choose('arbitration', seats), arbitration: seats, court: courts };
  return { choice: seats ? choose('arbitration', seats) : courts ? choose('court', courts) : null, arbitration: seats, court: courts };
}

function bestOf(text: string, patterns: readonly RegExp[], accept: (match: string) => boolean): Span | null {
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      const lead = /^(?:任何一方|双方|一方|均|应|可以?|有权|依法|向|提交|由|下列第?.{0,3}种方式|该|仲裁机构|至|各方|将争议)*/.exec(value)?.[0].length ?? 0;
      const clean = value.slice(lead).replace(/^(?:在|于)(?=.*法院)/, '');
      if (clean.length < 3 || !accept(match[0]) || /^_+|_{2,}/.test(clean) || /^(?:仲裁委员会|人民法院|法院|有管辖权的仲裁委员会)$/.test(clean) && pattern !== patterns.at(-1) && !/有管辖权/.test(clean)) continue;
      const start = match.index + match[0].lastIndexOf(clean);
      return { start, end: start + clean.length };
    }
  }
  return null;
}

function tickChoice(text: string, seats: Span | null, courts: Span | null): 'arbitration' | 'court' | null {
  const state = (span: Span | null): boolean | null => {
    if (!span) return null;
    const before = text.slice(Math.max(0, span.start - 40), span.start);
    const at = [...before].findLastIndex((c) => box.test(c));
    return at < 0 ? null : ticked.test([...before][at] ?? '');
  };
  const [a, c] = [state(seats), state(courts)];
  if (a === true && c !== true) return 'arbitration';
  if (c === true && a !== true) return 'court';
  const chosen = /(?:按|采取|选择|适用|以)\s?(?:下列|以下|如下)?\s?第\s?[(]?([一二12①②])[)]?\s?(?:种|项)/.exec(text);
  if (!chosen || !seats || !courts) return null;
  const first = seats.start < courts.start ? 'arbitration' : 'court';
  const second = first === 'court' ? 'arbitration' : 'court';
  return /[一1①]/.test(chosen[1] ?? '') ? first : second;
}

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
    if (value === '' || /支付|付款|逾期|违约/.test(match[0])) continue;
    const start = match.index + match[0].indexOf(value);
    return textAt(flow, { start, end: start + value.length }, 0.8);
  }
  return null;
}
