import { lettersOf } from '../mark/letters.ts';

/** Text as it can be set: white space is a blank (a wide one stays wide), what takes no room and shows nothing is left out. */
export const settable = (text: string): string => text.normalize('NFC').replaceAll(/[^\S\u3000]+|\p{Cc}+/gu, ' ').replaceAll(/[\p{Cf}\p{Co}\p{Cs}]/gu, '').trim();

/** How wide a line is at that size. */
export function widthOf(text: string, size: number): number {
  return (lettersOf(text).reduce((sum, { width }) => sum + width, 0) / 100) * size;
}

/** Characters that have no outline here and are written by their number. */
export function unprintable(text: string): string[] {
  return lettersOf(settable(text)).flatMap(({ char, missing }) => (missing ? [char] : []));
}

// Punctuation that does not begin a line, and that does not end one (GB/T 15834).
const notFirst = /[，。、；：？！）】》」』〉〕％%,.;:!?)\]}…—～·’”]/;
const notLast = /[（【《「『〈〔([{‘“¥￥]/;
const word = /[\p{L}\p{N}_./@#&+*='-]/u;
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Pieces between which a line may be broken: a Chinese character, or a word, with the punctuation that clings to it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const char of text) {
    const last = found.at(-1);
    const end = last === undefined ? '' : (Array.from(last).at(-1) ?? '');
    const inWord = word.test(char) && !wide.test(char) && word.test(end) && !wide.test(end);
    if (last !== undefined && (inWord || notFirst.test(char) || notLast.test(end) || char === ' ')) found[found.length - 1] = last + char;
    else found.push(char);
  }
  return found;
}

export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string): boolean => widthOf(candidate.trimEnd(), size) <= width + 1e-6;
  for (const piece of pieces(settable(text))) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    // A word longer than a line is broken where the line ends.
    for (const char of fits(piece) ? [piece] : piece) {
      if (line !== '' && !fits(line + char)) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

/** As much of a line as fits, with `…` where something was cut. */
export function cutTo(text: string, width: number, size: number): string {
  const whole = settable(text);
  if (widthOf(whole, size) <= width) return whole;
  const chars = Array.from(whole);
  while (chars.length > 0 && widthOf(`${chars.join('')}…`, size) > width) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

export interface Room {
  width: number;
  height?: number;
  size: number;
  /** Below this it is not set smaller, but cut. */
  smallest: number;
  most?: number;
  leading?: number;
}

export interface SetText {
  lines: string[];
  size: number;
  /** Not all of it stands there. */
  cut: boolean;
}

/** Sets a text as large as it may be so that all of it stands in the room there is; what does not fit even at the smallest size is cut at its end. */
export function setIn(text: string, { width, height = Infinity, size, smallest, most = Infinity, leading = 1.25 }: Room): SetText {
  for (let now = size; ; now = Math.max(smallest, now * 0.94)) {
    const room = Math.max(1, Math.min(most, Math.floor((height + now * (leading - 1)) / (now * leading) + 1e-6)));
    const lines = wrap(text, width, now);
    if (lines.length <= room) return { lines, size: now, cut: false };
    if (now <= smallest) {
      const kept = lines.slice(0, room);
      const rest = lines.slice(room - 1).join('');
      return { lines: [...kept.slice(0, -1), cutTo(`${rest}`, width, now)], size: now, cut: true };
    }
  }
}
