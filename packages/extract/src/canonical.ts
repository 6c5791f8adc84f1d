/** A line's text in one spelling of punctuation and spaces, with the place of each of its characters in the line as read. */
export interface Canonical {
  text: string;
  /** For each UTF-16 unit of `text`: index of the code point it came from. */
  from: readonly number[];
}

const folds: Record<string, string> = {};
for (let n = 1; n <= 20; n++) folds[String.fromCharCode(0x245f + n)] = `(${n})`;
for (const [group, to] of [
  ['“”„‟〝〞″「」『』﹁﹂', '"'], ['‘’‚‛′`´', "'"], ['—–―─━‐‑‒−－﹣', '-'], ['～〜∼˜', '~'], ['•・∙●⋅‧', '·'], ['○◯', '〇'], ['﹕∶꞉', ':'], ['﹔', ';'], ['﹐', ','], ['｡', '。'], ['￥', '¥'],
  ['【〔［', '['], ['】〕］', ']'], ['〈', '('], ['〉', ')'], ['⺠', '民'], ['⻓', '长'], ['⻔', '门'], ['⻋', '车'], ['⻚', '页'], ['＿﹍﹎', '_'],
] as const) for (const c of group) folds[c] = to;

const cjk = /[\u3007\u3400-\u9fff]/;

/**
 * Folds full-width forms, quotes, dashes and brackets to one form each and drops the spaces that mean nothing: around punctuation, between digits and
 * 年月日, and inside words set with wide spacing (`甲 方`, `合 同 编 号`). A space between longer words stays: it parts two entries of a line.
 */
export function canonical(raw: string): Canonical {
  const chars: string[] = [];
  const from: number[] = [];
  let index = -1;
  for (const point of raw) {
    index++;
    if (/[\u200b-\u200f\ufeff]/.test(point)) continue;
    const folded = folds[point] ?? (/\s/.test(point) ? ' ' : point.normalize('NFKC'));
    for (const c of folded) {
      const unit = folded.length > 1 ? c : (folds[c] ?? c);
      if (unit === ' ' && (chars.length === 0 || chars.at(-1) === ' ')) continue;
      chars.push(unit);
      from.push(index);
    }
  }
  const keep = chars.map((c, i) => c !== ' ' || meansSomething(chars, i));
  return { text: chars.filter((_, i) => keep[i]).join(''), from: from.filter((_, i) => keep[i]) };
}

function meansSomething(chars: readonly string[], at: number): boolean {
  const before = chars[at - 1] ?? ' ';
  const after = chars[at + 1] ?? ' ';
  if (after === ' ' || before === ' ') return false;
  if (/[:;,。、()<>《》"]/.test(before) && !(before === ')' && cjk.test(after)) ) return /[a-z]/i.test(after) && /[,;)]/.test(before);
  if (/[:;,。、)》]/.test(after)) return false;
  if (/[\d〇]/.test(before) && /[年月日号元万亿%份个天]/.test(after)) return false;
  if (/[年月第共]/.test(before) && /\d/.test(after)) return false;
  if (!cjk.test(before) || !cjk.test(after)) return true;
  const single = (chars[at - 2] ?? ' ') === ' ' || (chars[at + 2] ?? ' ') === ' ' || !cjk.test(chars[at + 2] ?? ' ') || !cjk.test(chars[at - 2] ?? ' ');
  return !single;
}

export function isCjk(c: string): boolean {
  return cjk.test(c);
}

/** Without any white space: how values are compared. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '');
}
