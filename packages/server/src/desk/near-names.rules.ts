/** How many characters of a name may differ and still be a misreading of the same one. */
export const toleranceFor = (name: string): number => Math.max(1, Math.floor([...name].length / 7));

/**
 * Pieces of a name of which at least one stands unchanged in every name within its tolerance: what is looked for before names are
 * compared one by one. One more piece than errors allowed, so that one is always left whole.
 */
export function piecesOf(name: string): string[] {
  const chars = [...name];
  const count = toleranceFor(name) + 1;
  const size = chars.length / count;
  return Array.from({ length: count }, (_, i) => chars.slice(Math.round(i * size), Math.round((i + 1) * size)).join('')).filter((piece) => piece !== '');
}

export function nearestFirst<T>(name: string, candidates: readonly { folded: string; value: T }[]): T[] {
  return candidates
    .map(({ folded, value }) => ({ value, edits: edits(name, folded) }))
    .filter(({ edits }) => edits <= toleranceFor(name))
    .sort((a, b) => a.edits - b.edits)
    .map(({ value }) => value);
}

/** Levenshtein's distance by characters. */
export function edits(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (const [i, char] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) next.push(Math.min((row[j] ?? 0) + (char === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row[right.length] ?? 0;
}
