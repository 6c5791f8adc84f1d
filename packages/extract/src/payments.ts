import { parsePercent } from '@qige/rules/chinese-numbers';
import type { Doc } from './doc.ts';
import { dueIn } from './due.ts';
import type { Field, Span } from './field.ts';
import { certainty, placeOf, round, textAt } from './field.ts';
import type { Place } from './field.ts';
import type { Flow } from './flow.ts';
import { capitalsOf } from './capitals.ts';
import { digitsOf } from './money.ts';
import type { Amount } from './money.ts';
import { tablePayments } from './payment-table.ts';
import { instalment, notPayment, payVerb, security } from './payment-words.ts';

export interface Payment {
  label: string;
  percent: number | null;
  /** `1234.50` */
  amount: string | null;
  due: Field | null;
  place: Place;
  confidence: number;
}

const share = /(?:\d{1,3}(?:\.\d{1,2})?\s?%|百\s?分\s?之\s?[一二三四五六七八九十百零点两]{1,6}|[一二三四五六七八九]成(?=[\u4e00-\u9fff]{0,3}(?:款|作为|[,(])))/;
const heading = /^\s?(?:第[一二三四五六七八九十\d]+[条章]|[一二三四五六七八九十]+[、.]|\d{1,2}[、.]?)?\s?[^,。;]{0,16}(?:付款|支付|结算|价款|费用|报酬|租金|货款|Payment)[^,。;]{0,14}$/i;
const periodic = /(?:每月|每期|每批|该批|每季|按月|月结|次月|按季|当月|每年|按年|按半年|每半年|月末|月底|对账)/;

/** Instalments in the order of the text: from a table of them where there is one, else from the sentences and list items of the payment clause. */
export function paymentsOf(doc: Doc, main: number, total: Amount | null): Payment[] {
  const table = tablePayments(doc, main);
  if (table.length > 0) return table;
  const all: Payment[] = [];
  const timesOnly = new Set<Payment>();
  for (const item of itemsOf(doc.flow, main)) {
    const paid = all.reduce((sum, { label, percent }) => sum + (security.test(label) ? 0 : (percent ?? 0)), 0);
    const payment = paymentIn(doc.flow, item, total, paid);
    if (!payment || all.some((other) => same(other, payment))) continue;
    all.push(payment);
    if (payment.percent === null && payment.amount === null && !periodic.test(item.text)) timesOnly.add(payment);
  }
  // 首期租金于合同签订后三日内支付 beside a rent that has been told already is no further payment.
  const found = all.filter((payment) => !timesOnly.has(payment) || !all.some((other) => !timesOnly.has(other) && !/保证金|押金/.test(other.label)));
  const sure = found.filter((payment) => payment.percent !== null || payment.amount !== null);
  if (sure.some((payment) => payment.percent !== null)) return sure.filter((payment) => payment.percent !== null || !/总|全部/.test(payment.label));
  return found;
}

function same(a: Payment, b: Payment): boolean {
  return a.percent === b.percent && a.amount === b.amount && a.due?.value === b.due?.value && (a.due !== null || a.label === b.label);
}

interface Item extends Span {
  text: string;
  /** It or the clause before it speaks of accounts made up every month or quarter. */
  regular: boolean;
}

/** Numbers that begin a clause, and those that may begin a clause or an item of its list. */
const numbered = { article: /^\s?(?:第[一二三四五六七八九十\d]+条|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]?\s)/, bracket: /^\s?[(][一二三四五六七八九十]{1,3}[)]/, item: /^\s?\d{1,2}[.、](?!\d)/ } as const;

/** Sentences and list items: the text parted at 。; line ends and list marks inside a sentence. */
function itemsOf(flow: Flow, main: number): Item[] {
  const items: Item[] = [];
  const text = flow.text.slice(0, main);
  let clause: keyof typeof numbered | null = null;
  let regular = false;
  for (const part of sentencesOf(text)) {
    const body = part.text;
    const level = (Object.keys(numbered) as (keyof typeof numbered)[]).find((kind) => numbered[kind].test(body)) ?? null;
    if (level && (heading.test(body.replace(/[。;\n\f]$/, '').slice(0, 40)) || /^[^,]{0,24}(?:付款|支付|结算)|^[^,:]{0,6}租金/.test(body))) clause ??= level;
    // A list inside a payment clause does not end it, the next clause does.
    else if (level === 'article' || level === clause) clause = null;
    regular = (clause !== null && regular && level !== clause) || periodic.test(body);
    // What the missing page cut off is half a sentence: its figures prove nothing.
    if (body.endsWith('\f') || !/[\u4e00-\u9fff]/.test(body) && /[\u4e00-\u9fff]/.test(text)) continue;
    const marks = [...body.matchAll(/(?:^|(?<=[,:、)\s]))(?:[(][一二三四五六\d][)]|[①-⑩]|(?<![\d.])\d[.、)](?!\d))\s?/g)].filter((mark) => mark.index > 0);
    const cuts = [0, ...marks.map((mark) => mark.index), body.length];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
      items.push({ text: body.slice(from, to).replace(/[。;\n]$/, ''), start: part.start + from, end: part.start + to, regular });
    }
  }
  return items.flatMap(splitRest).flatMap(splitShares);
}

/** One payment of everything. */
const whole = /一次性?(?:全额)?(?:付清|支付|结清|付款)|(?:支付|付清|结清)(?:合同)?(?:全部|全额|总)(?:的)?(?:价款|款项|货款|合同款|费用|金额|报酬|服务费|许可费)/;

const periods = { 月: '(?:每个?月|月)', 季: '(?:每季度?|季度?)', 半年: '每半年', 年: '(?:每年|年)' } as const;

/** What a payment by the month, quarter or year comes to, where the text before `until` says it: 月租金为22,700元。…每月10日前支付当月租金. */
function rateOf(flow: Flow, until: number, unit: keyof typeof periods): string | null {
  const before = flow.text.slice(Math.max(0, until - 160), until);
  for (const rate of [...before.matchAll(new RegExp(`${periods[unit]}(?:租金|费用|服务费|管理费|物业费)?[^\\d。;,]{0,30}`, 'g'))].toReversed()) {
    const digits = digitsOf(before.slice(rate.index)).find((each) => each.marked);
    if (digits && digits.start <= rate[0].length + 2) return (digits.fen / 100).toFixed(2);
  }
  return null;
}

/** The period a payment is for: 当月, 上月, 下一季度; the month where it is due every month. */
function periodOf(text: string, due: string | null): keyof typeof periods | null {
  const named = /[当下本上该](?:一|个)*(月|季|半年|年)/.exec(text)?.[1];
  if (named) return named as keyof typeof periods;
  return due !== null && /^(?:每个?|次|当)月/.test(due) ? '月' : null;
}

interface Sentence {
  text: string;
  start: number;
}

function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const match of text.matchAll(/[^。;\n\f]+[。;\n\f]?/g)) {
    const last = found.at(-1);
    // 验收合格后10个工作日内; 甲方支付…: a comma read as a semicolon. A phrase of time alone is no item.
    if (last && /(?:日|天|月|年)内;$|(?:前|后);$/.test(last.text) && last.start + last.text.length === match.index && !/\d\s?%|元/.test(last.text)) last.text = `${last.text.slice(0, -1)},${match[0]}`;
    else found.push({ text: match[0], start: match.index });
  }
  return found;
}

/** 支付定金10,000元,余款90,000元于交货当日付清: what is left over is an instalment of its own. */
function splitRest(item: Item): Item[] {
  const at = item.text.search(/,\s?(?:余款|尾款|余额|剩余(?:款项|价款|货款|部分))/);
  const [before, rest] = [item.text.slice(0, at), item.text.slice(at + 1)];
  if (at < 0 || !/\d\s?%|分之|元|¥/.test(before) || !payVerb.test(rest)) return [item];
  return [{ ...item, text: before, end: item.start + at }, { ...item, text: rest, start: item.start + at + 1 }];
}

/** 合同签订后付30%，货到付60%，验收后付10% : one sentence, several instalments. */
function splitShares(item: Item): Item[] {
  const all = [...item.text.matchAll(new RegExp(share, 'g'))].filter((match) => !/税|违约|年化|利/.test(item.text.slice(match.index, match.index + 8)));
  if (all.length < 2) return [item];
  const commas = [...item.text.matchAll(/(?<!\d),|,(?!\d)/g)].map((match) => match.index);
  const cuts: number[] = [0];
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i], all[i + 1]];
    if (!a || !b) continue;
    const between = commas.filter((comma) => comma > a.index && comma < b.index);
    // The first comma after which a new occasion or label begins.
    const cut = between.find((comma) => !/^,\s?(?:即|计|共计|合计|金额|人民币|¥|为|作为|大写|小写)/.test(item.text.slice(comma)));
    if (cut === undefined) return [item];
    cuts.push(cut + 1);
  }
  cuts.push(item.text.length);
  return cuts.slice(0, -1).map((from, i) => ({ ...item, text: item.text.slice(from, cuts[i + 1] ?? item.text.length).replace(/,$/, ''), start: item.start + from, end: item.start + (cuts[i + 1] ?? item.text.length) }));
}

/** 支付至合同总价的95%: what has been paid before is in it. */
const cumulative = /(?:支付|累计支付|付款?|付)[至到](?![货账期场位达])[^,;]{0,14}(?:\d\s?%|百分之)/;
const remainder = /^[^,:]{0,8}:?\s?(?:余款|尾款|余额|剩余(?:款项|价款|货款|部分)|其余)/;

/** `paid`: per cent the items before it come to. */
function paymentIn(flow: Flow, item: Item, total: Amount | null, paid: number): Payment | null {
  const { text } = item;
  if (notPayment.test(coreOf(text).replace(/无息(?=支?付)|[(][^)]*[)]/g, '')) || text.length < 4) return null;
  const verb = payVerb.test(text);
  const label = labelOf(text);
  if (!verb && !label) return null;
  const portion = share.exec(text.replace(/\d{1,2}(?:\.\d)?\s?%\s?(?:的)?(?:增值税|税|专用发票)|税率[^,]{0,6}\d{1,2}%/g, (tax) => ' '.repeat(tax.length)));
  const printed = portion ? parsePercent(portion[0]) : null;
  const stated = printed !== null && paid > 0 && paid < printed && cumulative.test(text) ? hundredths(printed - paid) : printed;
  const stands = amountIn(text, total);
  // A sentence that tells the whole and is paid by the month means the month's part.
  const wholeByMonth = periodic.test(text) && total?.digits ? stands === (total.digits.fen / 100).toFixed(2) : false;
  const own = wholeByMonth ? (rateOf(flow, item.end, '月') ?? stands) : stands;
  const all = whole.test(text) && !periodic.test(text.replace(/月结\s?\d+\s?[天日]/, '')) ? 100 : null;
  const left = paid > 0 && paid < 100 && remainder.test(text) ? hundredths(100 - paid) : null;
  const percent = stated ?? (own === null && verb ? (all ?? left) : null);
  if (percent !== null && (percent > 100 || percent < 1)) return null;
  const span = dueIn(text);
  const due = span ? textAt(flow, { start: item.start + span.start, end: item.start + span.end }) : null;
  const period = percent === null && due && periodic.test(text) ? periodOf(text, due.value) : null;
  const amount = own ?? (period ? rateOf(flow, item.end, period) : null);
  if (percent === null && amount !== null && !verb && !/押金|保证金|定金|订金|预付|首付|首期|尾款|余款|第.[期笔次]/.test(label ?? '')) return null;
  if (percent === null && amount === null && !(due && item.regular && payVerb.test(text.replace(/^[^,:]{2,16}:/, '')))) return null;
  if (percent === null && amount !== null && !label && !due) return null;
  if (percent !== null && !verb && !due && !/款|金|预付|首付/.test(label ?? '')) return null;
  if (percent === null && amount !== null && !due && /总|合计|单价|每月租金|月租金为/.test(text) && !/押金|保证金|定金/.test(label ?? '')) return null;
  return { label: label ?? '', percent, amount, due, place: placeOf(flow, item), confidence: round(certainty(flow, item) * (due ? 0.95 : 0.7)) };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What an item says up to the clause with its last figure: conditions hung on behind (期满无息退还) do not tell what it is. */
function coreOf(text: string): string {
  const figures = [...text.matchAll(/\d\s?%|分之[一二三四五六七八九十]+|\d\s?(?:万元|元)|[元角分]\s?整|¥[\d,.]+/g)].at(-1);
  if (!figures) return text.replace(/税率\s?(?:为|:)?\s?\d{1,2}%/g, '');
  const rest = figures.index + figures[0].length;
  const comma = text.slice(rest).search(/(?<!\d),|,(?!\d)/);
  return (comma < 0 ? text : text.slice(0, rest + comma)).replace(/税率\s?(?:为|:)?\s?\d{1,2}%/g, '');
}

function labelOf(text: string): string | null {
  const head = /^\s*(?:[(]?[一二三四五六七八九十\d.]{1,4}[)、.．]?\s?|[①-⑩])?([^,:]{2,14}):/.exec(text)?.[1];
  if (head && instalment.test(head)) return instalment.exec(head)?.[0] ?? head;
  const after = new RegExp(`${payVerb.source}[^,]{0,12}?(${instalment.source})`).exec(text)?.[1];
  return after ?? instalment.exec(text)?.[0] ?? null;
}

/** What an amount stands behind that is a price by time or measure (租金每月人民币陆仟捌佰元整（¥6,800元）), not a sum to pay at once. */
const rate = /每(?:个?月|年|季度?|天|日|吨|台|套|件|平方米)(?:[^\d,。;付交缴前后内]|[(]大写[)]){0,24}$/;

function amountIn(text: string, total: Amount | null): string | null {
  const digits = digitsOf(text).filter((each) => each.marked && !/每(?![次期笔批])|单价|不低于/.test(text.slice(Math.max(0, each.start - 6), each.start)) && !rate.test(text.slice(0, each.start)));
  const capitals = capitalsOf(text).filter((each) => !rate.test(text.slice(0, each.start)));
  const all = [...digits.map((each) => each.fen), ...(digits.length === 0 ? capitals.map((each) => each.fen) : [])];
  const instalments = all.filter((fen) => fen !== total?.digits?.fen || all.length === 1);
  const fen = instalments[0];
  return fen === undefined ? null : (fen / 100).toFixed(2);
}
