/** The named parts of an address that are there as text; whatever else stands in it is left alone. */
export function optional<const Name extends string>(search: Record<string, unknown>, names: readonly Name[]): { [K in Name]?: string } {
  const kept: { [K in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') kept[name] = value;
    else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = String(value);
  }
  return kept;
}

export function optionalNumber<const Name extends string>(search: Record<string, unknown>, names: readonly Name[]): { [K in Name]?: number } {
  const kept: { [K in Name]?: number } = {};
  for (const name of names) {
    const value = search[name];
    if (value !== undefined && value !== '' && Number.isFinite(Number(value))) kept[name] = Number(value);
  }
  return kept;
}

/** A copy without what is undefined or empty, as an address or a question wants it. */
export function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
