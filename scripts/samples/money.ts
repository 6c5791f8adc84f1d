/** Written apart from packages/rules on purpose: the truth of a sample must not share a bug with what it tests. */
const digits = '零壹贰叁肆伍陆柒捌玖';
const plain = '零一二三四五六七八九';

function section(n: number, numerals: string, units: readonly string[]): string {
  let out = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const d = Math.floor(n / 10 ** place) % 10;
    if (d === 0) {
      if (out) gap = true;
    } else {
      if (gap) out += '零';
      gap = false;
      out += numerals[d] + (units[place] ?? '');
    }
  }
  return out;
}

/** 大写 of a sum in cents, e.g. 140950 → 壹仟肆佰零玖元伍角. */
export function rmbUppercase(cents: number): string {
  const yuan = Math.floor(cents / 100);
  const units = ['', '拾', '佰', '仟'];
  const groups = [yuan % 10000, Math.floor(yuan / 10000) % 10000, Math.floor(yuan / 100000000)];
  let out = '';
  for (const [i, name] of [
    [2, '亿'],
    [1, '万'],
    [0, ''],
  ] as const) {
    const n = groups[i] ?? 0;
    if (n === 0) continue;
    if (out && n < 1000) out += '零';
    out += section(n, digits, units) + name;
  }
  out += out ? '元' : '';
  const jiao = Math.floor(cents / 10) % 10;
  const fen = cents % 10;
  if (jiao === 0 && fen === 0) return `${out}整`;
  if (jiao === 0) return `${out}零${digits[fen]}分`;
  return `${out}${digits[jiao]}角${fen ? `${digits[fen]}分` : ''}`;
}

export function grouped(cents: number): string {
  return ungrouped(cents).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

export function ungrouped(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Small whole numbers in words: 一, 十二, 三十 (or 壹, 壹拾贰 when formal). */
export function inWords(n: number, formal = false): string {
  if (formal) return section(n, digits, ['', '拾', '佰', '仟']);
  const words = section(n, plain, ['', '十', '百', '千']);
  return n >= 10 && n < 20 ? words.slice(1) : words;
}
