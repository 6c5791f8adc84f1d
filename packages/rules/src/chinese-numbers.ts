const digits: Record<string, number> = {
  零: 0, 〇: 0, '○': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 貳: 2, 參: 3, 叄: 3, 参: 3, 陸: 6, 兩: 2, 弍: 2, 弎: 3, 弌: 1,
};
const places: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const steps: Record<string, number> = { 万: 10_000, 萬: 10_000, 亿: 100_000_000, 億: 100_000_000 };

/** Characters that can stand in a Chinese number, for building patterns. */
export const chineseNumberCharacters = '零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅';

/**
 * Value of a number written in Chinese or Arabic numerals: `一百二十` 120, `十五` 15, `二〇二六` 2026, `廿五` 25, `九十九点五` 99.5,
 * `3万` 30000, `1,250.5` 1250.5. Null where the text is no well-formed number.
 */
export function parseChineseNumber(text: string): number | null {
  const clean = text.normalize('NFKC').replace(/[\s,]/g, '').replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (clean === '') return null;
  if (/^\d+(\.\d+)?$/.test(clean)) return Number(clean);
  const arabic = /^(\d+(?:\.\d+)?)(万|亿)$/.exec(clean);
  if (arabic) return Number(arabic[1]) * (steps[arabic[2] ?? ''] ?? 1);
  const [whole = '', fraction] = clean.split('点');
  const left = parseWhole(whole);
  if (left === null || fraction === undefined) return left;
  const right = positional(fraction);
  return right === null ? null : left + Number(`0.${right}`);
}

/** Percentage in `30%`, `30％`, `百分之三十`, `千分之五`, `三成` as a number of per cent; null where the text is none of these. */
export function parsePercent(text: string): number | null {
  const clean = text.normalize('NFKC').replace(/\s/g, '');
  const sign = /^(\d+(?:\.\d+)?)([%‰])$/.exec(clean);
  if (sign) return Number(sign[1]) / (sign[2] === '%' ? 1 : 10);
  const word = /^(百|千|万)分之(.+)$/.exec(clean);
  if (word) {
    const value = parseChineseNumber(word[2] ?? '');
    const of = { 百: 100, 千: 1000, 万: 10_000 }[word[1] ?? ''] ?? 100;
    return value === null ? null : round(value * 100 / of);
  }
  const tenths = /^([一二三四五六七八九])成([一二三四五六七八九半])?$/.exec(clean);
  if (tenths) return (digits[tenths[1] ?? ''] ?? 0) * 10 + (tenths[2] === '半' ? 5 : (digits[tenths[2] ?? ''] ?? 0));
  return null;
}

function parseWhole(text: string): number | null {
  const run = positional(text);
  if (run !== null) return Number(run);
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastPlace = Infinity;
  for (const c of text) {
    const d = digits[c];
    const place = places[c];
    const step = steps[c];
    if (d !== undefined) {
      // Two digits in a row are only well formed after a zero (一百零五).
      if (digit !== null && digit !== 0) return null;
      digit = d;
    } else if (place !== undefined) {
      if (place >= lastPlace) return null;
      section += (digit === null || digit === 0 ? 1 : digit) * place;
      digit = null;
      lastPlace = place;
    } else if (step !== undefined) {
      section += digit ?? 0;
      if (section === 0 && total === 0) return null;
      // 万亿 multiplies what stands before it as a whole.
      total = step === 100_000_000 ? (total + section) * step : total + section * step;
      section = 0;
      digit = null;
      lastPlace = Infinity;
    } else return null;
  }
  return total + section + (digit ?? 0);
}

function positional(text: string): string | null {
  if (text === '') return null;
  let out = '';
  for (const c of text) {
    const d = /\d/.test(c) ? Number(c) : digits[c];
    if (d === undefined) return null;
    out += String(d);
  }
  return out;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
