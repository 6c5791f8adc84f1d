const mostBytes = 64 * 1024 ** 2;
const kept = new Map<string, Buffer>();
let bytes = 0;

/** Marked pages of the last minutes, in memory alone; the key says whose they are. What was not asked for the longest gives way. */
export async function keepMarked(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const made = await make();
  if (made.length > mostBytes / 8 || kept.has(key)) return made;
  kept.set(key, made);
  bytes += made.length;
  for (const [oldest, { length }] of kept) {
    if (bytes <= mostBytes) break;
    kept.delete(oldest);
    bytes -= length;
  }
  return made;
}
