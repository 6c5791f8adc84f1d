/** Parts of a contract's text (fields, notes, each page) are parted by this; no folded word holds it. */
export const partMark = '\u001e';
/** Fields within their part are parted by this, so that no phrase runs from one into the next; no folded word holds it either. */
export const fieldMark = '\u001f';

const pair = (first: number, second: number): number => (first << 16) | second;

/**
 * The keys under which a folded text stands in the inverted index: each character alone, and each pair of neighbours within a part or field,
 * as signed 32-bit numbers. A word of two or more characters can only stand where all its pairs stand.
 */
export function gramsOfText(folded: string): number[] {
  const grams = new Set<number>();
  for (const part of folded.split(partMark).flatMap((one) => one.split(fieldMark))) {
    for (let i = 0; i < part.length; i++) {
      grams.add(part.charCodeAt(i));
      if (i > 0) grams.add(pair(part.charCodeAt(i - 1), part.charCodeAt(i)));
    }
  }
  return [...grams];
}

/** The fewest keys that a text holding this folded word must have. */
export function gramsOfWord(folded: string): number[] {
  if (folded.length === 1) return [folded.charCodeAt(0)];
  const grams = new Set<number>();
  for (let i = 1; i < folded.length; i++) grams.add(pair(folded.charCodeAt(i - 1), folded.charCodeAt(i)));
  return [...grams];
}
