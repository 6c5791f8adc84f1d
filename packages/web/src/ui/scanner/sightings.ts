/**
 * A label that stays before the camera is one scan. It counts again when it was out of sight for a while, and in several pictures: a phone that
 * is busy takes few.
 */
export function createSightings(forgetMs = 1_500, pictures = 4): (texts: readonly string[], at: number) => string[] {
  const known = new Map<string, { last: number; missed: number }>();
  return (texts, at) => {
    const seen = new Set(texts);
    const fresh = [...seen].filter((text) => !known.has(text));
    for (const [text, one] of known) {
      if (seen.has(text)) continue;
      one.missed += 1;
      if (one.missed >= pictures && at - one.last > forgetMs) known.delete(text);
    }
    for (const text of seen) known.set(text, { last: at, missed: 0 });
    return fresh;
  };
}
