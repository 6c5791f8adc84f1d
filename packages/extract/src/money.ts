import { formatRmbUppercase } from '@qige/rules/rmb-uppercase';
import { capitalsOf, garbledCapitals } from './capitals.ts';
import type { Capitals } from './capitals.ts';
import type { Field, Span } from './field.ts';
import { doubtful, fieldAt, hasHole, textAt } from './field.ts';
import type { Flow } from './flow.ts';

/** An amount in digits; `fen` in hundredths of its currency's unit. */
export interface Digits extends Span {
  fen: number;
  currency: string | null;
  /** Printed with a currency sign or unit. */
  marked: boolean;
}

export interface Amount {
  /** `1234.50` */
  value: Field;
  currency: Field;
  uppercase: Field | null;
  digits: Digits | null;
  capitals: Capitals | null;
}

const figure = String.raw`\d{1,3}(?:[.,]{1,2}\d{3})+[.,]\d{2}(?!\d)|\d{1,3}(?:\s?[,，']\s?\d{3})+(?:\s?[.,]\s?\d{1,2})?(?!\d)|\d+(?:\s?\.\s?\d{1,6})?`;
const unitPattern = '(万元|亿元|千元|元整|元|万美元|美元|万欧元|欧元|港元|日元|万|(?:RMB|CNY|USD|EUR)\\b)?(?![A-Za-z\\d%])';
const signPattern = '(人民币|RMB|CNY|USD|US\\$|EUR|HKD|JPY|GBP|美元|欧元|港币|日元|[¥￥$€£Y半]|(?<=小写\\)?:?))\\s?:?\\s?';
const digitsPattern = new RegExp(`(?:${signPattern}|(?<![\\d.,A-Za-z-]))(${figure})\\s?${unitPattern}`, 'g');

export function digitsOf(text: string, offset = 0): Digits[] {
  const found: Digits[] = [];
  for (const match of text.matchAll(digitsPattern)) {
    const [whole, sign = '', number = '', unit = ''] = match;
    const value = figureValue(number);
    if (value === null) continue;
    const scale = unit.startsWith('万') ? 1e4 : unit.startsWith('亿') ? 1e8 : unit.startsWith('千') ? 1e3 : 1;
    const lead = whole.search(/\d/);
    found.push({ fen: Math.round(value * scale * 100), currency: currencyOf(sign, unit), marked: sign !== '' || unit !== '', start: offset + match.index + (/^[¥￥$€£]/.test(sign) ? 0 : lead), end: offset + match.index + whole.length });
  }
  return found;
}

/** 1,234.50 also where a scanner took the point for a comma or the comma for a point. */
export function figureValue(text: string): number | null {
  const clean = text.replace(/[\s，']/g, (c) => (c === '，' ? ',' : ''));
  const swapped = /^(\d{1,3}(?:[.,]{1,2}\d{3})+)[.,](\d{2})$/.exec(clean);
  const value = Number(swapped ? `${(swapped[1] ?? '').replace(/[.,]/g, '')}.${swapped[2]}` : clean.replaceAll(',', ''));
  return Number.isFinite(value) ? value : null;
}

function currencyOf(sign: string, unit: string): string | null {
  const both = sign + unit;
  if (/USD|US\$|\$|美元/.test(both)) return 'USD';
  if (/EUR|€|欧元/.test(both)) return 'EUR';
  if (/HKD|港/.test(both)) return 'HKD';
  if (/JPY|日元/.test(both)) return 'JPY';
  if (/GBP|£/.test(both)) return 'GBP';
  return /元|¥|￥|人民币|RMB|CNY/.test(both) ? 'CNY' : null;
}

const total = /(?:合\s?同|协\s?议|订\s?单|项\s?目|工\s?程|采\s?购|货\s?物|产\s?品|服\s?务|租\s?赁|承\s?包)?\s?(?:暂定|预计|固定|含税|签约|估算|不含税)?\s?(?:总\s?金\s?额|总\s?价(?:款|格)?|总\s?额|总\s?费\s?用|价\s?税\s?合\s?计|合\s?同\s?(?:价\s?款?|金\s?额)|签约合同价|货\s?款\s?总|费\s?用\s?总|总\s?计|合\s?计|共\s?计|总共|总报酬|报酬总|价款|总租金|租金总|(?<=[额价款费用])上限|Total)/gi;
const aside = /(?:违约金|押金|保证金|定金|订金|预付|首付|首期|尾款|余款|罚款|赔偿|月租金|每月|单价|税额|税金|进度款|滞纳金|保险|限额|注册资本|每期|不超过|质保金|垫付|补贴|第[一二三四五]期|第[一二三四五]笔|当期|每年|%)/;
const lesser = /不含税|税额|税金/;

/**
 * The contract's total. Amounts in 大写 and in digits are weighed by the words before them; 违约金, 押金, instalments and unit prices are none. Digits beside 大写
 * belong together, and either confirms the other.
 */
export function amountOf(flow: Flow, main: number): Amount | null {
  const text = flow.text.slice(0, main);
  const read = capitalsOf(text);
  const digits = digitsOf(text).filter((each) => each.marked || /小写[^\d]{0,6}$/.test(text.slice(Math.max(0, each.start - 8), each.start)));
  const garbled = digits.flatMap((each) => garbledCapitals(text, each) ?? []);
  const capitals = [...read.filter((each) => !garbled.some((other) => other.start < each.end && each.start < other.end)), ...garbled];
  const used = new Set<Digits>();
  const pairs = capitals.map((each) => {
    const partner = partnerOf(text, each, digits);
    if (partner) used.add(partner);
    return { capitals: each, digits: partner, start: Math.min(each.start, partner?.start ?? each.start) };
  });
  const singles = digits.filter((each) => !used.has(each)).map((each) => ({ capitals: null, digits: each, start: each.start }));
  const scored = [...pairs, ...singles].map((each) => ({ ...each, score: score(text, each.start, each.capitals !== null, each.digits !== null) })).filter((each) => each.score > 1.2);
  const size = (each: { digits: Digits | null; capitals: Capitals | null }) => each.digits?.fen ?? each.capitals?.fen ?? 0;
  const best = scored.sort((a, b) => b.score - a.score || size(b) - size(a))[0];
  return best ? build(flow, best.capitals, best.digits, best.score) : null;
}

function partnerOf(text: string, capitals: Capitals, digits: readonly Digits[]): Digits | null {
  const after = digits.find((each) => each.start >= capitals.end && each.start - capitals.end < 24 && /^[^。;\n]*$/.test(text.slice(capitals.end, each.start)) && !/违约|其中|税/.test(text.slice(capitals.end, each.start)));
  const before = digits.findLast((each) => each.end <= capitals.start && capitals.start - each.end < 22 && /^[^。;\n]*$/.test(text.slice(each.end, capitals.start)) && /大写|[(:,]|人民币|^\s*$/.test(text.slice(each.end, capitals.start)) && !/[总合共]/.test(text.slice(each.end, capitals.start)));
  const across = digits.find((each) => each.start >= capitals.end && each.start - capitals.end < 24 && /^\s*,?\s*[(]?\s*[\n\t]?\s*[(]?\s*(?:小写)?\s*[)]?\s*:?\s*[\n\t]?\s*(?:人民币)?$/.test(text.slice(capitals.end, each.start)));
  const options = [after, before, across].filter((each) => each !== undefined);
  return options.find((each) => each.fen === capitals.fen) ?? options[0] ?? null;
}

function score(text: string, at: number, capitals: boolean, digits: boolean): number {
  const from = Math.max(text.lastIndexOf('。', at - 1), text.lastIndexOf(';', at - 1), text.lastIndexOf('\n', at - 1), at - 60, 0);
  const near = text.slice(from, at);
  let points = (capitals ? 1.5 : 0) + (digits ? 0.5 : 0);
  const totals = [...near.matchAll(total)];
  const last = totals.at(-1);
  if (last) points += 2 + (near.length - last.index < 22 ? 0.7 : 0) + (/含税|价税合计|合同|总/.test(last[0]) ? 0.5 : 0);
  else if (/(?:借款|贷款|价款|金额|费用|报酬|服务费|租金|价格|款项|Price|Fee|Amount)[^。;]{0,16}$/i.test(near)) points += 1.2;
  // 为合同总额的70%,即…: a share of the total.
  if (last && /%|分之/.test(near.slice(last.index).replace(/[(][^)]*税[^)]*[)]|税率?[^,]{0,6}\d%|\d%(?:的)?(?:增值)?税/g, ''))) points -= 3;
  const plain = near.replace(/[(][^()]*[)]/g, '');
  const clause = plain.slice(plain.lastIndexOf(',') + 1);
  if (/每[\u4e00-\u9fff]{1,3}(?:人民币)?\s?$/.test(clause)) points -= 2;
  if (aside.test(clause) && !/上限|总额(?:为|:|是)|总(?:额|价|费用|金额)不超过/.test(clause)) points -= 3;
  else if ((aside.test(near) || /上限|最高/.test(clause)) && !last) points -= 1.5;
  if (lesser.test(clause)) points -= 1;
  if (/支付|付清|交纳|缴纳|退还/.test(clause) && !/总/.test(clause)) points -= 1;
  return points;
}

function build(flow: Flow, capitals: Capitals | null, digits: Digits | null, points: number): Amount {
  const agree = capitals !== null && digits !== null && capitals.fen === digits.fen;
  const misread = capitals && digits && !agree ? misreadOf(flow, capitals, digits) : null;
  // One unsure digit against sound 大写: the words, which bear their places with them, are believed.
  const fen = misread === 'digits' ? (capitals?.fen ?? 0) : (digits?.fen ?? capitals?.fen ?? 0);
  const span = digits ?? (capitals as Capitals);
  const prior = agree ? 1 : misread ? 0.6 : points > 3 ? 0.9 : 0.75;
  const currency = digits?.currency ?? 'CNY';
  const value = fieldAt(flow, span, (fen / 100).toFixed(2), prior);
  return {
    value: misread === 'digits' ? { ...value, suggested: true } : value, currency: fieldAt(flow, span, currency, prior),
    uppercase: capitals ? capitalsField(flow, capitals, digits, prior, misread === 'capitals') : null, digits, capitals,
  };
}

function capitalsField(flow: Flow, capitals: Capitals, digits: Digits | null, prior: number, misread: boolean): Field {
  const field = textAt(flow, capitals, prior);
  const printed = field.value.replace(/^人民币/, '');
  if (misread && digits) {
    return { ...field, value: formatRmbUppercase(digits.fen), suggested: true };
  }
  if (capitals.repairs === 0) return { ...field, value: printed };
  // The repaired spelling is what was printed when it says the same sum as the digits.
  const sure = digits !== null && digits.fen === capitals.fen;
  return { ...field, value: capitals.text, suggested: !sure };
}

/** Which of two differing sums one doubtful character explains: then it is the scan that may be wrong, not the paper. */
export function misreadOf(flow: Flow, capitals: Capitals, digits: Digits): 'capitals' | 'digits' | null {
  const plain = (text: string) => text.replace(/[整零]/g, '');
  if (distance((digits.fen / 100).toFixed(2), (capitals.fen / 100).toFixed(2)) <= 1 && doubtful(flow, digits, 0.9, /[\d.]/).count > 0) return 'digits';
  const apart = distance(plain(formatRmbUppercase(digits.fen)), plain(capitals.text));
  // 零 is never written right before 元 or 万: a numeral was lost there.
  const broken = /[零][元万亿]/.test(capitals.text) || hasHole(flow, capitals);
  return apart <= (broken ? 2 : 1) && (broken || capitals.repairs > 0 || doubtful(flow, capitals, 0.9).count > 0) ? 'capitals' : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
