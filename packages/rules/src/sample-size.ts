/**
 * How many of a lot must be looked at so that, where none of them is defective, one may say with this confidence that fewer than this share of
 * the lot is. Acceptance number 0, drawing without replacement: the smallest n with C(N−D, n) / C(N, n) ≤ 1 − confidence, D being the fewest
 * defects that make up the rate. It is the hypergeometric distribution, as limiting-quality plans for a single lot use it (ISO 2859-2, GB/T 2828.2).
 *
 * `lot`: how many there are. `confidence`: above 0 and below 1, such as 0.95. `rate`: share of defects one would not accept, above 0, at most 1.
 */
export function sampleSize(lot: number, confidence: number, rate: number): number {
  if (lot <= 0) return 0;
  const defects = leastDefects(lot, rate);
  let missed = 1;
  for (let n = 0; n < lot; n++) {
    if (missed <= 1 - confidence + 1e-12) return n;
    missed *= Math.max(0, lot - defects - n) / (lot - n);
  }
  return lot;
}

/** With so many looked at and none defective: how sure one may be that fewer than this share of the lot is. */
export function confidenceReached(lot: number, looked: number, rate: number): number {
  if (looked >= lot) return 1;
  const defects = leastDefects(lot, rate);
  let missed = 1;
  for (let n = 0; n < looked; n++) missed *= Math.max(0, lot - defects - n) / (lot - n);
  return 1 - missed;
}

/** A ten-thousandth is forgiven: 0.07 × 100 is a little more than 7 to a computer. */
const leastDefects = (lot: number, rate: number): number => Math.min(lot, Math.max(1, Math.ceil(lot * rate - 1e-4)));
