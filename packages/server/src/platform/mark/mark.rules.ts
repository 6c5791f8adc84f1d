/** Where the words of a mark stand on a page: slanting, in rows that are set off against each other, over and over. Lengths in any one unit. */
export interface Pattern {
  /** Height of a character. */
  size: number;
  /** The pattern repeats after so much to the right and downwards. */
  width: number;
  height: number;
}

export const slant = 30;
const radians = (slant * Math.PI) / 180;

/** Characters are as large on a small page as on a large one, compared with its text; `length` is that of the words in characters. */
export function patternOf(page: { width: number; height: number }, length: number): Pattern {
  const size = Math.max(9, Math.sqrt(page.width * page.height) / 58);
  return { size, width: Math.ceil((length * Math.cos(radians) + 4) * size), height: Math.ceil((length * Math.sin(radians) + 7) * size) };
}

/** The middles of the words over a page, those that reach into it from outside too. */
export function placesOn(page: { width: number; height: number }, { width, height }: Pattern): [number, number][] {
  const places: [number, number][] = [];
  for (let row = -1; row * height <= page.height + height; row++) {
    for (let column = -1; column * width <= page.width + width; column++) {
      places.push([(column + 0.25) * width, (row + 0.25) * height], [(column + 0.75) * width, (row + 0.75) * height]);
    }
  }
  return places.filter(([x, y]) => x > -width / 2 && y > -height / 2 && x < page.width + width / 2 && y < page.height + height / 2);
}
