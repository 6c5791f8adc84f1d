import { addDays, addMonths, findDates } from '@qige/rules/chinese-dates';
import type { FoundDate } from '@qige/rules/chinese-dates';
import { parseChineseNumber } from '@qige/rules/chinese-numbers';
import type { Field, Span } from './field.ts';
import { fieldAt, round, textAt } from './field.ts';
import type { Flow } from './flow.ts';

export interface ContractDates {
  signedOn: Field | null;
  /** First day of the term, where printed. */
  effectiveOn: Field | null;
  /** What the contract takes effect from, in its words: 双方签字并盖章之日起. */
  effectiveFrom: Field | null;
  /** Last day of the term: printed, or reckoned from a printed first day and a printed length. */
  expiresOn: Field | null;
}

const signedLabel = /(?:合同)?(?:签\s?[订定署约]|订\s?立|签\s?字|签)\s?(?:日\s?期|时\s?间|日)(?:[及和与、]地点)?\s?:?\s?$|Date of (?:Signing|Agreement|Signature)\s?:?\s?$|Signing Date\s?:?\s?$|Dated(?: as of)?\s?:?\s?$/i;
const plainLabel = /(?:日\s?期|时\s?间|年月日|Date)\s?[:\s]*$/i;
const signedProse = /^[^。;\n]{0,30}?(?:签\s?[订定署]|订\s?立|签约)/;
const otherAgreement = /(?:原合同|原协议|主合同|签订了|签署了|订立了)/;

export function datesOf(flow: Flow, main: number): ContractDates {
  const dates = findDates(flow.text);
  const own = dates.filter((date) => date.start < main);
  const term = termOf(flow, own);
  return { signedOn: signedOn(flow, own) ?? signedOn(flow, dates), effectiveOn: term.from, effectiveFrom: effectiveFrom(flow, main), expiresOn: term.to };
}

function signedOn(flow: Flow, dates: readonly FoundDate[]): Field | null {
  const scored = dates.flatMap((date) => {
    const before = flow.text.slice(Math.max(0, date.start - 40), date.start);
    const after = flow.text.slice(date.end, date.end + 44);
    const near = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('。')) + 1);
    let score = 0;
    if (signedLabel.test(before)) score = 4;
    else if (/(?:本|该|此)?(?:合同|协议|契约|书)?(?:由[^。;\n]{0,30})?(?:已|兹)?(?:于|在)\s?$/.test(near) && signedProse.test(after) && !otherAgreement.test(near + after.slice(0, 30))) score = 3.5;
    else if (/(?:签\s?[订署]|订\s?立)\s?[于在]\s?$/.test(near) && !otherAgreement.test(near)) score = 3.5;
    else if (/(?:made|entered into|executed|signed)[^.;]{0,60}$/i.test(before) && !/expire|commence|later than/i.test(near)) score = 3.2;
    else if (plainLabel.test(before)) score = 2.5;
    else if (/(?:^|[\n\t])\s?$/.test(before) && !/^\s?(?:至|到|起|止|-|~|—)/.test(after) && (/^\s?(?:[\n\t]|$)/.test(after) || date.start > flow.text.length * 0.5)) score = date.start > flow.text.length * 0.5 ? 1.5 : 1;
    if (/(?:交货|交付|到期|起租|开工|竣工|生效|截止|付款|送货|有效|验收|出生|打印|开具|开票|发证|起始|终止|传真)[^\n]{0,6}$/.test(before)) score = 0;
    return score === 0 ? [] : [{ date, score }];
  });
  for (const each of scored) each.score += 0.6 * Math.min(3, scored.filter((other) => other.date.iso === each.date.iso).length - 1) - (each.date.repaired ? 0.4 : 0);
  const best = scored.sort((a, b) => b.score - a.score || b.date.iso.localeCompare(a.date.iso))[0];
  if (!best) return null;
  return dateField(flow, best.date, best.score >= 3 ? 1 : 0.85);
}

function dateField(flow: Flow, date: FoundDate, prior: number): Field {
  const field = fieldAt(flow, date, date.iso, prior);
  return date.repaired ? { ...field, confidence: round(field.confidence * 0.8) } : field;
}

const termWord = /(?:合同|协议|租赁|租用|服务|合作|许可|授权|使用|保密|履行|委托|代理|借款|贷款|仓储|保管|承包|经营|派遣|聘用|培训|劳务|运输|物业|维保|维护|有效|期间|期限|租期|年限|周期|工期|term|period|commence|valid|effective)/i;

function termOf(flow: Flow, dates: readonly FoundDate[]): { from: Field | null; to: Field | null } {
  const ranges = dates.flatMap((from, i) => {
    const to = dates[i + 1];
    if (!to) return [];
    const between = flow.text.slice(from.end, to.start);
    if (!/^\s?(?:\([^)]{0,12}\))?\s?(?:[起始]|开始|之日起|零时起?|0时起?)?\s?[,、]?\s?(?:至|到|-{1,3}|~|—|止于|to|until|through|and (?:shall )?(?:expire|end|terminate)[a-z]* on|起至)\s?$/i.test(between)) return [];
    const before = flow.text.slice(Math.max(0, from.start - 60), from.start);
    const near = before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n')) + 1);
    const score = rangeScore(near, before, flow.text.slice(to.end, to.end + 20));
    return [{ from, to, score, at: from.start }];
  });
  const best = ranges.sort((a, b) => b.score - a.score || a.at - b.at)[0];
  if (best && best.score > 0) return { from: dateField(flow, best.from, 1), to: dateField(flow, best.to, 1) };
  const to = expiry(flow, dates);
  const from = commencement(flow, dates);
  if (from && !to) return { from: dateField(flow, from, 0.9), to: reckoned(flow, from) };
  return { from: from ? dateField(flow, from, 0.9) : null, to };
}

function rangeScore(near: string, before: string, after: string): number {
  if (/(?:停电|检修|免租|装修|试用|试运行|质保|质量保证|保修|宽限|公示|投标|报名)[^。]{0,12}$/.test(near)) return 0;
  let score = 1;
  if (termWord.test(near)) score += 2;
  else if (termWord.test(before)) score += 1;
  if (/(?:合同|协议|租赁|服务|合作|许可|保密|借款|有效)\s?(?:的)?\s?(?:有效)?期/.test(before)) score += 1;
  if (/自\s?$|从\s?$|:\s?$|为\s?$/.test(near)) score += 0.5;
  if (/^\s?止/.test(after)) score += 0.3;
  return score;
}

function expiry(flow: Flow, dates: readonly FoundDate[]): Field | null {
  for (const date of dates) {
    const before = flow.text.slice(Math.max(0, date.start - 24), date.start);
    const after = flow.text.slice(date.end, date.end + 12);
    const until = /(?:有效期|期限|租期|合同|协议|效力)[^。;\n]{0,14}(?:至|到|截至|截止(?:至|到|于|日期)?:?|届满日为?:?)\s?$/.test(before) || /(?:到期日|届满日|终止日期?|失效日期?|截止日期)\s?(?:为|:)?\s?$/.test(before) || /(?:expires?|expiry date|valid until|terminates?)(?: on)?:?\s?$/i.test(before);
    const ends = /(?:于|至)\s?$/.test(before) && /^\s?(?:到期|届满|终止|失效|止)/.test(after);
    if ((until || ends) && !/交货|付款|支付|交付|质保|质量保证|保修|免租|试用|装修|投标|报价/.test(before)) return dateField(flow, date, 0.95);
  }
  return null;
}

function commencement(flow: Flow, dates: readonly FoundDate[]): FoundDate | null {
  for (const date of dates) {
    const before = flow.text.slice(Math.max(0, date.start - 24), date.start);
    const after = flow.text.slice(date.end, date.end + 14);
    if (/(?:生效日期?|起租日期?|起始日期?|开始日期|起算日|Effective Date)\s?(?:为|:|is)?\s?$/i.test(before)) return date;
    if (/(?:自|从|于|为)\s?$/.test(before) && /^\s?(?:起|开始)?\s?(?:生效|起租|起算|计算|计租|执行)/.test(after)) return date;
    if (/自\s?$/.test(before) && /^\s?起/.test(after) && lengthOf(flow.text.slice(Math.max(0, date.start - 30), date.end + 24))) return date;
  }
  return null;
}

const length = /([\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4})\s?个?\s?(年|个月|月|日|天)/;

function lengthOf(text: string): { months: number; days: number } | null {
  const match = new RegExp(`(?:期限|有效期|租期|为期|期|共|计)[^。;\\n\\d]{0,8}?${length.source}|${length.source}\\s?$`).exec(text.replace(/\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日/g, ''));
  const n = parseChineseNumber(match?.[1] ?? match?.[3] ?? '');
  const unit = match?.[2] ?? match?.[4];
  if (n === null || !unit || n > 100 && unit === '年') return null;
  return unit === '年' ? { months: 12 * n, days: 0 } : unit.endsWith('月') ? { months: n, days: 0 } : { months: 0, days: n };
}

/** A term said as a first day and a length ends the day before the first day comes round again. */
function reckoned(flow: Flow, from: FoundDate): Field | null {
  const start = Math.max(0, from.start - 40);
  const sentence = flow.text.slice(start, from.end + 40);
  const length = lengthOf(sentence);
  if (!length) return null;
  const end = length.days > 0 ? addDays(from.iso, length.days - 1) : addDays(addMonths(from.iso, length.months), -1);
  return { ...dateField(flow, from, 0.6), value: end, suggested: true };
}

const effect = [
  /(?:本|该)?(?:合同|协议|订单|契约|补充协议)?[^。;,\n]{0,8}?(?:自|从|于)\s?([^。;,\n自于]{2,40}?(?:之\s?日\s?起?|日起|后|时起?|当日起?))\s?(?:正式|即|开始|,)?\s?(?:成立并?|成立之日起)?\s?(?:生\s?效|起效)/g,
  /(?:合同|协议|订单|契约|书|备忘录)[^。;,\n]{0,6}?(?:须|应|需)?\s?(?:(?:经|由)|(?=双方|各方|三方|甲|签|盖))\s?([^。;\n]{2,44}?(?:(?:后|之日起?|时)\s?(?:即时?|方|正式|立即|成立[并、且])?|[签盖][^。;,\n]{0,6}?即(?:时|告|行)?)生\s?效)/g,
  // What takes effect was named some clauses before: 本合同一式肆份,…,经双方盖章后生效.
  /(?<=[,。;\n]\s?)(?:(?:并?经|由)\s?|(?=双方|各方|三方|甲|签字|盖章))([^。;,\n]{0,30}(?:签|盖)[^。;,\n]{0,16}?(?:后|之日起)\s?(?:即时?|方|正式|立即)?生\s?效)/g,
  /(?:effective (?:from|upon|on|as of)|come[s]? into (?:force|effect) (?:on|upon|from)|take[s]? effect (?:on|upon|from))\s([^.;\n]{4,80})/gi,
] as const;

function effectiveFrom(flow: Flow, main: number): Field | null {
  const found = effect.flatMap((pattern, order) => [...flow.text.matchAll(pattern)].flatMap((match) => {
    const text = (match[1] ?? '').replace(/(?<=日起)(?:即时?|方|正式|立即|成立[并、且])?生\s?效$/, '');
    const sentence = (/[^。;\n]*$/.exec(flow.text.slice(Math.max(0, match.index - 14), match.index))?.[0] ?? '') + match[0].slice(0, match[0].indexOf(text));
    if (match.index > main || /变更|修改|通知|解除|续签|展期|验收|报告|附件/.test(sentence + text) || findDates(text).length > 0) return [];
    const start = match.index + match[0].indexOf(text);
    // The sentence that speaks of the contract itself outweighs others that speak of something taking effect.
    return [{ span: { start, end: start + text.length } satisfies Span, score: (/合同|协议|订单|契约|agreement|contract/i.test(sentence) ? 2 : 0) - order * 0.5 }];
  }));
  const best = found.sort((a, b) => b.score - a.score || a.span.start - b.span.start)[0];
  return best ? textAt(flow, best.span) : null;
}
