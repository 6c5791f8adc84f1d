/** The 大写 numerals of 支付结算办法 (票据填写规定), index = digit. */
const numerals = '零壹贰叁肆伍陆柒捌玖';
const units = ['', '拾', '佰', '仟'] as const;

/** Largest amount written: just under ten thousand 万亿 would pass the safe integers, so one hundred 万亿 元 in fen is refused. */
const limit = 1e16;

/**
 * 大写 of an amount in whole fen (1/100 元) as 支付结算办法 asks: 整 after 元, nothing after 角 or 分, one 零 for a run of zeros.
 * Throws a RangeError for what is negative, no safe integer, or 100 万亿 元 and more.
 */
export function formatRmbUppercase(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen >= limit) throw new RangeError(`No amount in fen: ${fen}`);
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cent = fen % 10;
  let text = yuan > 0 ? `${whole(yuan)}元` : '';
  if (jiao === 0 && cent === 0) return `${text === '' ? '零元' : text}整`;
  // 0 角 before 分 needs its 零; 0 元 units before 角 may have one, and has one in the rule's own example.
  if (jiao > 0) text += `${yuan > 0 && yuan % 10 === 0 ? '零' : ''}${numerals.charAt(jiao)}角`;
  if (cent > 0) text += `${jiao === 0 && yuan > 0 ? '零' : ''}${numerals.charAt(cent)}分`;
  return text;
}

function whole(n: number): string {
  if (n >= 1e8) return join(`${whole(Math.floor(n / 1e8))}亿`, n % 1e8, 1e7);
  if (n >= 1e4) return join(`${section(Math.floor(n / 1e4))}万`, n % 1e4, 1e3);
  return section(n);
}

function join(head: string, rest: number, full: number): string {
  if (rest === 0) return head;
  return head + (rest < full ? '零' : '') + whole(rest);
}

function section(n: number): string {
  let out = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) gap = out !== '';
    else {
      out += (gap ? '零' : '') + numerals.charAt(digit) + (units[place] ?? '');
      gap = false;
    }
  }
  return out;
}

export interface RmbReading {
  /** Whole fen. */
  fen: number;
  /** The text in the standard's numerals, as read: what was repaired is replaced, the rest is as written. */
  text: string;
  /** Characters that were taken for others because a scanner confuses them; places are code points of the text given. */
  repairs: readonly { at: number; from: string; to: string }[];
}

// Other ways to write the same character: not errors.
const variants: Record<string, string> = {
  〇: '零', 一: '壹', 壱: '壹', 弌: '壹', 二: '贰', 貳: '贰', 弍: '贰', 貮: '贰', 两: '贰', 三: '叁', 參: '叁', 叄: '叁', 弎: '叁', 四: '肆',
  五: '伍', 六: '陆', 陸: '陆', 七: '柒', 八: '捌', 九: '玖', 十: '拾', 百: '佰', 千: '仟', 萬: '万', 億: '亿', 圆: '元', 圓: '元', 块: '元', 正: '整',
  '○': '零',
};
// What a scanner takes for what.
const slips: Record<string, string> = {
  O: '零', o: '零', '0': '零', 雯: '零', 霉: '零', 苓: '零', 雷: '零', 壶: '壹', 壷: '壹', 臺: '壹', 壺: '壹', 台: '壹', 壴: '壹', 贲: '贰', 贡: '贰', 资: '贰', 贵: '贰', 武: '贰',
  参: '叁', 叅: '叁', 叆: '叁', 杀: '叁', 肄: '肆', 律: '肆', 聿: '肆', 仵: '伍', 任: '仟伍', 伝: '伍', 际: '陆', 阳: '陆', 陌: '陆', 陡: '陆', 染: '柒', 漆: '柒', 桨: '柒', 架: '柒', 朵: '柒',
  扒: '捌', 拐: '捌', 别: '捌', 拥: '捌', 玫: '玖', 玟: '玖', 致: '玖', 政: '玖', 坟: '玖', 抬: '拾', 恰: '拾', 给: '拾', 拴: '拾', 舍: '拾', 合: '拾', 洽: '拾', 伯: '佰', 值: '佰', 伺: '佰', 怕: '佰',
  什: '仟', 仔: '仟', 忏: '仟', 纤: '仟', 讦: '仟', 阡: '仟', 方: '万', 力: '万', 忆: '亿', 化: '亿', 园: '元', 無: '元', 无: '元', 员: '元', 圜: '元', 囿: '元', 甬: '角', 用: '角',
  份: '分', 兮: '分', 楚: '整', 蹩: '整', 警: '整', 王: '整',
};
const accepted = new Set(`${numerals}拾佰仟万亿元角分整`);

/** Every character a 大写 amount may show after scanning, for building patterns (escaped for a character class). */
export const rmbUppercaseCharacters = [...new Set([...accepted, ...Object.keys(variants), ...Object.keys(slips)])].filter((c) => c.length === 1 && !/[Oo0]/.test(c)).join('');
/** The characters that make an amount recognisable as one. */
export const rmbUppercaseNumerals = `${numerals.slice(1)}拾佰仟萬億貳參叄陸`;

/**
 * Reads 大写 such as `人民币壹拾万零柒仟元伍角叁分`: all spellings of 支付结算办法, traditional and ordinary numerals, 廿 and 卅, 圆 and 元, 整, 正 or
 * nothing, a missing or superfluous 零. Characters a scanner confuses are repaired and listed. Null where it is no well-formed amount.
 */
export function parseRmbUppercase(text: string): RmbReading | null {
  const repairs: { at: number; from: string; to: string }[] = [];
  const readings: string[] = [''];
  // Ordinary numerals among the standard's are no other spelling but a slip.
  const formal = /[壹贰叁肆伍陆柒捌玖拾佰仟]/.test(text);
  const from = /^\s*(?:人民币|RMB|¥|￥)?\s*/.exec(text)?.[0].length ?? 0;
  let at = text.slice(0, from).length - 1;
  for (const c of text.slice(from)) {
    at++;
    if (/[\s,，:：]/.test(c)) continue;
    if (accepted.has(c)) append(readings, [c]);
    else if (c === '廿') append(readings, ['贰拾']);
    else if (c === '卅') append(readings, ['叁拾']);
    else if (variants[c]) {
      append(readings, [variants[c]]);
      if (formal && /[一二三四五六七八九十百千]/.test(c)) repairs.push({ at, from: c, to: variants[c] });
    } else if (slips[c]) {
      append(readings, [...slips[c]]);
      repairs.push({ at, from: c, to: slips[c] });
    } else return null;
  }
  const clean = readings.find((reading) => value(reading) !== null);
  const fen = clean === undefined ? null : value(clean);
  return clean === undefined || fen === null ? null : { fen, text: clean, repairs };
}

/** Some slips stand for either of two characters; the few readings that gives are tried in turn. */
function append(readings: string[], choices: readonly string[]): void {
  const before = readings.splice(0, Infinity).slice(0, 8);
  for (const choice of choices) for (const reading of before) readings.push(reading + choice);
}

const grammar = /^(?:(.+?)元)?(?:零?([壹贰叁肆伍陆柒捌玖])角|零角)?(?:零?([壹贰叁肆伍陆柒捌玖])分|零分)?整?$/;

function value(clean: string): number | null {
  if (clean === '' || clean === '整') return null;
  const text = /[元角分]/.test(clean) ? clean : clean.replace(/整?$/, '元');
  const match = grammar.exec(text);
  if (!match) return null;
  const yuan = match[1] === undefined ? 0 : wholeValue(match[1]);
  if (yuan === null || (match[1] === undefined && !match[2] && !match[3])) return null;
  const fen = yuan * 100 + digitValue(match[2]) * 10 + digitValue(match[3]);
  return Number.isSafeInteger(fen) ? fen : null;
}

function digitValue(c: string | undefined): number {
  return c === undefined ? 0 : numerals.indexOf(c);
}

function wholeValue(text: string): number | null {
  if (/^零+$/.test(text)) return 0;
  const yi = text.lastIndexOf('亿');
  if (yi >= 0) return combine(wholeValue(text.slice(0, yi)), text.slice(yi + 1), 1e8);
  const wan = text.lastIndexOf('万');
  if (wan >= 0) return combine(sectionValue(text.slice(0, wan)), text.slice(wan + 1), 1e4);
  return sectionValue(text);
}

function combine(head: number | null, rest: string, step: number): number | null {
  if (head === null || head === 0) return null;
  const tail = rest === '' || /^零+$/.test(rest) ? 0 : wholeValue(rest);
  return tail === null || tail >= step ? null : head * step + tail;
}

function sectionValue(text: string): number | null {
  // A run of 零 says no more than one; as one it can be read in one way only, so that a long one takes no longer.
  const match = /^零?(?:([壹贰叁肆伍陆柒捌玖])仟)?零?(?:([壹贰叁肆伍陆柒捌玖])佰)?零?(?:([壹贰叁肆伍陆柒捌玖])?(拾))?零?([壹贰叁肆伍陆柒捌玖])?零?$/.exec(text.replaceAll(/零+/g, '零'));
  if (!match || text === '') return null;
  const [, thousand, hundred, ten, tenUnit, one] = match;
  return digitValue(thousand) * 1000 + digitValue(hundred) * 100 + (tenUnit ? (ten ? digitValue(ten) : 1) : 0) * 10 + digitValue(one);
}
