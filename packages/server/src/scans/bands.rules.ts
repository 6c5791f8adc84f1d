const digits = 4;
const bits = 4 * digits;

/** Where the bands of a fingerprint of 16 hex digits begin. */
export const bandStarts = [0, 4, 8, 12] as const;

/**
 * The bands a fingerprint may have at each place that differs from this one in so many bits at most. It is cut into four bands of 16 bits; of two fingerprints
 * that differ in n bits one band differs in no more than n / 4, so looking up every band that near to ours misses none.
 */
export function nearBands(fingerprint: string, apart: number): number[][] {
  const masks = masksUpTo(Math.floor(apart / bandStarts.length));
  return bandStarts.map((start) => {
    const own = Number.parseInt(fingerprint.slice(start, start + digits), 16);
    return masks.map((mask) => own ^ mask);
  });
}

/** Every pattern of at most so many bits out of a band's. */
function masksUpTo(most: number): number[] {
  let last = [0];
  const all = [0];
  for (let n = 0; n < most; n++) {
    last = last.flatMap((mask) => Array.from({ length: bits }, (_, bit) => 1 << bit).filter((bit) => bit > mask).map((bit) => mask | bit));
    all.push(...last);
  }
  return all;
}
