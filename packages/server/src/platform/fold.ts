import { Converter } from 'opencc-js/t2cn';

/**
 * Folding makes two spellings of the same text equal: full and half width (NFKC), upper and lower case, traditional and simplified
 * characters, and no white space at all, because a line end or an OCR space may fall inside any Chinese word.
 * It works character by character, so that every folded character knows where it came from.
 */

const simplified = new Map<string, string>();
let prepared = false;

function prepare(): void {
  prepared = true;
  const convert = Converter({ from: 't', to: 'cn' });
  // CJK Extension A and the unified ideographs; beyond them no traditional form is in use.
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const char = String.fromCharCode(code);
    const to = convert(char);
    if (to !== char && to.length === 1) simplified.set(char, to);
  }
}

// Width variants and look-alikes that NFKC leaves apart.
const alike = new Map(Object.entries({ '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '—': '-', '–': '-', '―': '-', '−': '-', '‐': '-', '〔': '[', '〕': ']', '【': '[', '】': ']', '。': '.', '、': ',', '¥': '¥', '￥': '¥', '•': '·', '‧': '·', '・': '·', '〇': '零', '○': '零' }));

// What each UTF-16 unit folds to, filled as it is met: folding a page is then one look-up a character.
const unknown = 0xffff;
const several = 0xfffe;
const gone = 0xfffd;
const units = new Uint16Array(0x10000).fill(unknown);
const longer = new Map<string, string>();

function foldChar(char: string): string {
  const code = char.length === 1 ? (units[char.charCodeAt(0)] ?? unknown) : several;
  if (code === gone) return '';
  if (code < gone) return String.fromCharCode(code);
  const known = longer.get(char);
  if (known !== undefined) return known;
  const folded = foldAnew(char);
  const single = folded.length <= 1 && char.length === 1 && (folded.charCodeAt(0) || gone) <= gone;
  if (single) units[char.charCodeAt(0)] = folded === '' ? gone : folded.charCodeAt(0);
  else if (longer.size < 50_000) longer.set(char, folded);
  return folded;
}

function foldAnew(char: string): string {
  if (!prepared) prepare();
  let folded = '';
  for (const part of (alike.get(char) ?? char).normalize('NFKC').toLowerCase()) {
    // White space, control and format characters (zero-width joiners, byte order marks) go.
    if (/[\s\p{Cc}\p{Cf}]/u.test(part)) continue;
    const plain = alike.get(part) ?? part;
    folded += simplified.get(plain) ?? plain;
  }
  return folded;
}

export function fold(text: string): string {
  let folded = '';
  for (const char of text) folded += foldChar(char);
  return folded;
}

export interface FoldedText {
  text: string;
  /** For every UTF-16 unit of `text`, where in the source its character begins. */
  from: Uint32Array;
}

/** As `fold`, and remembers for each unit of the folded text the place in the source it came from. */
export function foldWithPlaces(text: string): FoldedText {
  let folded = new Uint16Array(text.length + 16);
  let from = new Uint32Array(text.length + 16);
  let length = 0;
  for (let place = 0; place < text.length; ) {
    const unit = text.charCodeAt(place);
    const known = units[unit] ?? unknown;
    if (known < gone) {
      folded[length] = known;
      from[length++] = place++;
    } else if (known === gone) place++;
    else {
      const char = String.fromCodePoint(text.codePointAt(place) ?? unit);
      const part = foldChar(char);
      if (length + part.length + text.length - place > folded.length) {
        folded = grown(folded, part.length);
        from = grown(from, part.length);
      }
      for (let i = 0; i < part.length; i++, length++) {
        folded[length] = part.charCodeAt(i);
        from[length] = place;
      }
      place += char.length;
    }
  }
  return { text: Buffer.from(folded.buffer, 0, 2 * length).toString('utf16le'), from: from.slice(0, length) };
}

/** One character can fold to several (㈱ to three). */
function grown<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T, atLeast: number): T {
  const more = new (array.constructor as new (length: number) => T)(2 * array.length + atLeast);
  more.set(array);
  return more;
}
