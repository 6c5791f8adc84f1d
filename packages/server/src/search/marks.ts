import { foldWithPlaces } from '../platform/fold.ts';
import { spansOf } from './snippet.ts';

/** A line of a page: its text, its box, and the left and right edge of every character. */
export interface MarkedLine {
  text: string;
  box: readonly [number, number, number, number];
  edges: readonly number[];
}

export type Mark = { word: string; boxes: [number, number, number, number][] };

/** Where words (folded) stand on a page, as boxes; a word that runs over a line end has one box on each line. */
export function marksOn(lines: readonly MarkedLine[], words: readonly string[]): Mark[] {
  const { text, from } = foldWithPlaces(lines.map((line) => line.text).join('\n'));
  const at = placesOf(lines);
  return words.flatMap((word) =>
    spansOf(text, word).map(([start, end]) => {
      const boxes = new Map<number, [number, number, number, number]>();
      for (let unit = start; unit < end; unit++) {
        const place = at[from[unit] ?? 0];
        const line = place && lines[place.line];
        if (!place || !line) continue;
        const left = line.edges[2 * place.char] ?? line.box[0];
        const right = line.edges[2 * place.char + 1] ?? line.box[2];
        const known = boxes.get(place.line);
        boxes.set(place.line, [Math.min(left, known?.[0] ?? left), line.box[1], Math.max(right, known?.[2] ?? right), line.box[3]]);
      }
      return { word, boxes: [...boxes.values()] };
    }),
  );
}

/** For every UTF-16 unit of the lines joined by line feeds: which character of which line. */
function placesOf(lines: readonly MarkedLine[]): { line: number; char: number }[] {
  const places: { line: number; char: number }[] = [];
  for (const [line, { text }] of lines.entries()) {
    for (const [char, letter] of [...text].entries()) for (let unit = 0; unit < letter.length; unit++) places.push({ line, char });
    places.push({ line, char: -1 });
  }
  return places;
}
