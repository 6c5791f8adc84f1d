import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Lender {
  call(name: string, ...args: number[]): number;
  view(): DataView;
  bytes(): Uint8Array;
  allocate(size: number): number;
  callback(f: (...args: number[]) => number | void, parameters: number, gives?: boolean): number;
}

const require = createRequire(import.meta.url);
const fontFile = (): string => join(require.resolve('@embedpdf/fonts-sc'), '../../fonts/NotoSansHans-Regular.otf');

// Windows character sets of East Asian fonts: Shift-JIS, GB 2312, Big5.
const lentTo = new Set([128, 134, 136]);
const font = 1;

/**
 * Many PDFs name a Chinese font (宋体, STSong-Light) and do not bring it, and WebAssembly has no fonts of a system to fall back on:
 * their pages would be drawn without a single character. PDFium is lent one font for all of these; its bytes are read when it first asks.
 */
export function lendChinese({ call, view, bytes, allocate, callback }: Lender): void {
  /** Table 0 is the whole file, of which PDFium keeps its own copy; of single tables it makes do without. */
  const data = (_self: number, _font: number, tag: number, target: number, room: number): number => {
    if (tag !== 0) return 0;
    const { size } = statSync(fontFile());
    if (target !== 0 && room >>> 0 >= size) bytes().set(readFileSync(fontFile()), target >>> 0);
    return size;
  };
  const name = (_self: number, _font: number, target: number, size: number): number => {
    const text = Buffer.from('Noto Sans Hans\0');
    if (target !== 0 && size >>> 0 >= text.length) bytes().set(text, target >>> 0);
    return text.length;
  };
  // FPDF_SYSFONTINFO, version 1, of fpdf_sysfontinfo.h: these eight, in this order.
  const functions = [
    callback(() => {}, 1, false), // Release
    callback(() => {}, 2, false), // EnumFonts
    callback((_self, _weight, _italic, charset = 0) => (lentTo.has(charset) ? font : 0), 7), // MapFont
    callback(() => 0, 2), // GetFont
    callback(data as (...args: number[]) => number, 5), // GetFontData
    callback(name as (...args: number[]) => number, 4), // GetFaceName
    callback(() => 134, 2), // GetFontCharset
    callback(() => {}, 2, false), // DeleteFont
  ];
  const info = allocate(4 + 4 * functions.length); // kept as long as the library
  view().setUint32(info, 1, true);
  functions.forEach((slot, i) => view().setUint32(info + 4 + 4 * i, slot, true));
  call('FPDF_SetSystemFontInfo', info);
}
