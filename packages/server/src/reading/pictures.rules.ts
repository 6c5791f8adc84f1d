/** A page in grey, one byte a pixel. */
export interface GreyPage {
  data: Uint8Array;
  width: number;
  height: number;
}

/** The side of the small page that is looked at, and of the tiles it is cut into: a tile is about 6 mm of an A4 sheet. */
export const smallPage = 480;
const tile = 10;
const leastTiles = 16;

/**
 * Whether a picture in continuous tones stands on the page: over a piece of some centimetres each way nothing is left of the paper, and no one tone prevails. Print
 * leaves most of its paper white however close it stands, shading behind it is of one tone, and black areas have none.
 */
export function holdsPicture(page: GreyPage): boolean {
  const paper = levelOf(page.data, 0.85);
  const [columns, rows] = [Math.floor(page.width / tile), Math.floor(page.height / tile)];
  const covered = Array.from({ length: columns * rows }, (_, at) => pixelsOf(page, at, columns).filter((value) => value > paper - 30).length < 0.08 * tile * tile);
  return piecesOf(covered, columns).some((piece) => {
    const across = new Set(piece.map((at) => at % columns)).size;
    const down = new Set(piece.map((at) => Math.floor(at / columns))).size;
    return piece.length >= leastTiles && across >= 3 && down >= 3 && manyTones(piece.flatMap((at) => pixelsOf(page, at, columns)));
  });
}

function pixelsOf({ data, width }: GreyPage, at: number, columns: number): number[] {
  const first = Math.floor(at / columns) * tile * width + (at % columns) * tile;
  return Array.from({ length: tile * tile }, (_, i) => data[first + Math.floor(i / tile) * width + (i % tile)] ?? 255);
}

/** Tiles that touch, piece by piece. */
function piecesOf(covered: readonly boolean[], columns: number): number[][] {
  const left = new Set(covered.flatMap((is, at) => (is ? [at] : [])));
  const pieces: number[][] = [];
  for (const start of left) {
    left.delete(start);
    const piece = [start];
    for (const at of piece) {
      const beside = [at - columns, at + columns, ...(at % columns > 0 ? [at - 1] : []), ...(at % columns < columns - 1 ? [at + 1] : [])];
      for (const next of beside) if (left.delete(next)) piece.push(next);
    }
    pieces.push(piece);
  }
  return pieces;
}

/** Half of the pixels and more lie apart from the commonest tone. */
function manyTones(values: readonly number[]): boolean {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  let most = 0;
  for (let level = 0; level < 256; level++) most = Math.max(most, counts.slice(Math.max(0, level - 8), level + 9).reduce((sum, count) => sum + count, 0));
  return most < 0.5 * values.length;
}

/** The level below which such a share of the pixels lies. */
export function levelOf(data: Uint8Array, share: number): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  let passed = 0;
  const level = counts.findIndex((count) => (passed += count) > share * data.length);
  return level < 0 ? 255 : level;
}
