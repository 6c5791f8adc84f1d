import { fontFile } from './font-file.ts';

/**
 * A TrueType font for an invisible text layer: an empty .notdef, and one full square that stands for every character.
 * The text keeps its characters through the ToUnicode map of the PDF, not through the font. The square is never painted
 * (render mode 3), but readers skip glyphs that take no room.
 */
export function squareFont(): Buffer {
  const unitsPerEm = 1000;
  const glyphs = 2;
  // One contour of four points on the curve, the corners of the em square.
  const square = Buffer.concat([words([1, 0, -120, 1000, 880, 3, 0]), bytes([1, 1, 1, 1]), words([0, 0, 1000, 0, -120, 1000, 0, -1000])]);
  const tables: [string, Buffer][] = [
    ['cmap', bytes([0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, 0, 4, 0, 24, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 1, 0, 0])],
    ['glyf', square],
    ['head', words([1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0x000b, unitsPerEm, 0, 0, 0, 0, 0, 0, 0, 0, 0, -120, 1000, 880, 0, 8, 2, 0, 0])],
    ['hhea', words([1, 0, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs])],
    ['hmtx', words([1000, 0, 1000, 0])],
    ['loca', words([0, 0, square.length / 2])],
    ['maxp', words([1, 0, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['name', words([0, 0, 6])],
    ['post', words([3, 0, 0, 0, -100, 50, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
  ];
  return fontFile(tables);
}

const bytes = (list: number[]): Buffer => Buffer.from(list);

function words(list: number[]): Buffer {
  const out = Buffer.alloc(list.length * 2);
  list.forEach((v, i) => out.writeUInt16BE(v & 0xffff, i * 2));
  return out;
}
