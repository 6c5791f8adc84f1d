type Plain = string | number | null;

/** What an amendment changed, for the trail: the fields, and of each what it was and what it is. */
export function changesBetween<K extends string>(before: Readonly<Record<NoInfer<K>, unknown>>, after: Readonly<Partial<Record<K, Plain | undefined>>>) {
  const was = (key: K): Plain => (before[key] ?? null) as Plain;
  const changed = (Object.keys(after) as K[]).filter((key) => after[key] !== undefined && !same(was(key), after[key] ?? null));
  const facts: Record<string, Plain | string[]> = { changed };
  for (const key of changed) {
    facts[`${key}.from`] = was(key);
    facts[`${key}.to`] = after[key] ?? null;
  }
  return { changed, facts };
}

/** `100` and `100.00` are one amount. */
function same(a: Plain, b: Plain): boolean {
  if (a === b) return true;
  const decimal = /^-?\d+(\.\d+)?$/;
  if (typeof a !== 'string' || typeof b !== 'string' || !decimal.test(a) || !decimal.test(b)) return false;
  const tidy = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
  return tidy(a) === tidy(b);
}
