// Draws the letters that marks on pages are written with (packages/server/src/platform/mark/letters), from a font file:
//   node scripts/letters/draw.ts FOLDER-OF-FONTKITTEN NotoSansSC_500Medium.ttf
// Neither is a dependency: the font is 10 MB, and is only read here. What is written is described in letters.ts, which reads it.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

interface Font {
  unitsPerEm: number;
  characterSet: number[];
  glyphForCodePoint(codePoint: number): { advanceWidth: number; path: { commands: { command: string; args: number[] }[] } };
}

/** Units a character is drawn in; at the size of a mark finer ones cannot be seen. */
const grid = 200;
const blockSize = 512;
const codes: Record<string, number> = { moveTo: 1, lineTo: 2, quadraticCurveTo: 3, bezierCurveTo: 4, closePath: 5 };

const [library = '', fontPath = ''] = process.argv.slice(2);
const { create } = (await import(pathToFileURL(resolve(library, 'dist/index.js')).href)) as { create(bytes: Buffer): Font };
const font = create(readFileSync(fontPath));

const wanted = font.characterSet.filter((code) => code >= 0x20 && !(code >= 0xe000 && code <= 0xf8ff) && !(code >= 0x1f000 && code <= 0x1ffff));
const blocks = Map.groupBy(wanted, (code) => Math.floor(code / blockSize));
const packed = [...blocks].map(([number, members]) => ({ number, bytes: pack(members.map((code) => letter(code, number * blockSize)).flat()) }));

const head = Buffer.alloc(6 + packed.length * 8);
head.writeUInt16LE(grid, 0);
head.writeUInt16LE(blockSize, 2);
head.writeUInt16LE(packed.length, 4);
packed.forEach(({ number, bytes }, i) => {
  head.writeUInt32LE(number, 6 + i * 8);
  head.writeUInt32LE(bytes.length, 10 + i * 8);
});
const out = new URL('../../packages/server/src/platform/mark/letters/noto-sans-sc.letters', import.meta.url);
writeFileSync(out, Buffer.concat([head, ...packed.map(({ bytes }) => bytes)]));
console.log(`${wanted.length} letters`);

/** Place in the block, bytes that follow, width, then the path: a code and its points, each from the one before. */
function letter(code: number, first: number): number[] {
  const { advanceWidth, path } = font.glyphForCodePoint(code);
  const units = (value: number): number => Math.round((value * grid) / font.unitsPerEm);
  const body = signed(units(advanceWidth));
  let [x, y] = [0, 0];
  for (const { command, args } of path.commands) {
    body.push(codes[command] ?? 0);
    for (let i = 0; i < args.length; i += 2) {
      const [nextX, nextY] = [units(args[i] ?? 0), units(args[i + 1] ?? 0)];
      body.push(...signed(nextX - x), ...signed(nextY - y));
      [x, y] = [nextX, nextY];
    }
  }
  return [...signed(code - first), ...signed(body.length), ...body];
}

/** Whole numbers, small ones in one byte: seven bits a byte, the sign last. */
function signed(value: number): number[] {
  let left = value < 0 ? -2 * value - 1 : 2 * value;
  const bytes: number[] = [];
  for (; left > 127; left >>= 7) bytes.push((left & 127) | 128);
  return [...bytes, left];
}

function pack(bytes: number[]): Buffer {
  return brotliCompressSync(Buffer.from(bytes), { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } });
}
