import type { Span } from './field.ts';
import { dueEnding, instalment, payVerb } from './payment-words.ts';
import { roleWords, side } from './words.ts';

const who = `(?:${side}|${roleWords.join('|')}|双方|我方|对方|一方)`;
const anyVerb = new RegExp(`${payVerb.source}|退还|返还|释放|交付|交清|提交(?=[^,]{0,8}金)|预付(?=\\d|百分之|[一二三四五六七八九]成)`, 'g');
const subject = new RegExp(`^(?:${who}\\s?)?(?:应当|应该|应|须|需(?!方)|将|可|必须|同意|保证)?\\s?(?:向\\s?${who}\\s?)?$`);
const lead = new RegExp(`^(?:${who}\\s?)?(?:应当|应该|应|须|需(?!方)|将|必须|可)\\s?(?:于|在)?\\s?|^(?:${who}\\s?)?(?:于|在|待)(?=[\\u4e00-\\u9fff\\d])|^${who}\\s?(?=收到|凭)`);
const tail = new RegExp(`\\s?(?:[,.、;]\\s?)?(?:由\\s?)?(?:${who}\\s?)?(?:应当|应该|应|须|需(?!方)|将|可|必须|即)?\\s?(?:向\\s?${who}\\s?|给\\s?${who}\\s?|以[^,]{1,12}方式\\s?|以[^,]{0,6}(?:汇票|支票|电汇|转账|汇款|现金)\\s?|通过[^,]{1,14}方式\\s?|按[^,]{1,10}(?:比例|标准)?\\s?)*(?:一次性?|分期|再|另行|另|预先|先行|足额|全额|即|无息)?\\s?$`);

/**
 * The words that say when an instalment falls due, inside one item of a payment clause: `合同签订后5日内`, `货到验收合格后30日内`. Who pays and whom, and 应于 before the
 * phrase, are left out. Null where the item names no time.
 */
export function dueIn(item: string): Span | null {
  for (const verb of item.matchAll(anyVerb)) {
    const before = clean(item, 0, verb.index);
    if (before) return before;
  }
  for (const clause of clausesOf(item)) {
    const found = clean(item, clause.start, clause.end);
    if (found) return found;
  }
  // 甲方于每月15日前将上月费用支付至乙方账户: the phrase comes first, what is paid stands between.
  const first = new RegExp(`(?:^|[,:])\\s?(?:${who}\\s?)?(?:应当|应|须|需)?(?:于|在)([^,:()]{2,30}?(?:前|内|后|当日|[日号]))(?=[将向以按把由])`).exec(item);
  return first?.[1] ? { start: first.index + first[0].length - first[1].length, end: first.index + first[0].length } : null;
}

function clausesOf(item: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const part of item.split(/(?<!\d),|,(?!\d)|[:()]/)) {
    const verb = new RegExp(anyVerb.source).exec(part);
    spans.push({ start, end: start + (verb && verb.index > 0 ? verb.index : part.length) });
    start += part.length + 1;
  }
  return spans;
}

function clean(item: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  // Words between the phrase and the verb: the payer, 应, 向乙方, 一次性.
  for (let again = true; again; ) {
    const cut = tail.exec(item.slice(start, end))?.[0].length ?? 0;
    again = cut > 0;
    end -= cut;
    const comma = /[,:.、;\s]+$/.exec(item.slice(start, end))?.[0].length ?? 0;
    end -= comma;
    again = again || comma > 0;
  }
  const modal = [...item.slice(start, end).matchAll(new RegExp(`(?:^|,)[^,]{0,16}?(?:${who})?(?:应当|应|须|需|将|必须)(?:于|在)(?=[\\u4e00-\\u9fff\\d])|,\\s?(?:${who}\\s?)?(?:于|在)(?=[\\u4e00-\\u9fff\\d])|(?<=[款费金价酬租元)%])(?:于|在)(?=[\\u4e00-\\u9fff\\d])`, 'g'))].at(-1);
  if (modal && dueEnding.test(item.slice(start + modal.index + modal[0].length, end))) start += modal.index + modal[0].length;
  const colon = item.slice(start, end).lastIndexOf(':');
  if (colon >= 0) start += colon + 1;
  start += markers(item.slice(start, end));
  // A first clause that only announces (合同总价分三期支付, 为总额的30%) is no part of the phrase.
  for (let comma = commaIn(item.slice(start, end)); comma >= 0; comma = commaIn(item.slice(start, end))) {
    const clause = item.slice(start, start + comma);
    if (!/分[\d一二三四五两]?[期次阶段]|如下|比例|作为|\d\s?%|百分之|金额|方式|核对|据实|对账|账单|计人民币|¥|元$|以下|清单|^[^\u4e00-\u9fff]*$/.test(clause) && !subject.test(clause)) break;
    start += comma + 1;
  }
  const trimmed = lead.exec(item.slice(start, end));
  if (trimmed) start += trimmed[0].length;
  const label = new RegExp(`^(?:${instalment.source})\\s?(?:[(][^)]{0,20}[)])?\\s?(?:(?:应|须)?(?:于|在|待))`).exec(item.slice(start, end));
  if (label) start += label[0].length;
  const share = /^(?:余款|尾款|余下|(?:剩余|其余)(?:款项?|价款|货款|费用|部分)?)(?:于|在|待)?(?=[\u4e00-\u9fff])|^(?:余下?|剩余|其余)?(?:的)?\d{1,3}(?:\.\d{1,2})?\s?%(?:的)?(?:[\u4e00-\u9fff]{0,4}款)?(?:[即计]?(?:人民币)?[¥\d][\d,.]*元)?(?:于|在|待)?/.exec(item.slice(start, end));
  if (share && dueEnding.test(item.slice(start + share[0].length, end))) start += share[0].length;
  const text = item.slice(start, end);
  if (text.length < 2 || text.length > 70 || !dueEnding.test(text) || /为[^,]{0,4}日$/.test(text) || payVerb.test(text.replace(/支付[^,]{0,10}[款金费](?=之?[前后时])|(?:竣工|决算|办理)?结算(?=审|完|后|报告|单|书|确认|手续|资料)|付款条件|付款申请|付款通知|支付申请|收到[^,]*付款|预付款/g, ''))) return null;
  return { start, end };
}

/** First comma that parts clauses, not digits. */
function commaIn(text: string): number {
  return text.search(/(?<!\d),|,(?!\d)/);
}

function markers(text: string): number {
  return /^\s*(?:\d{1,2}(?:\.\d{1,2})+\s?|[(]?[一二三四五六七八九十\d]{1,2}[)、.．]\s?|[①-⑩]\s?|第[一二三四五六]条\s?)?/.exec(text)?.[0].length ?? 0;
}
