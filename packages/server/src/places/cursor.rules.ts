/** Where a page ended, opaque to the client: the last row's sort keys. */
export const cursorOf = (...keys: readonly (string | number | null)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys of a cursor, each of the type asked for; undefined where it is no cursor of this list. `text?` may be null. */
export function keysOf(cursor: string, types: readonly ('text' | 'text?' | 'number')[]): (string | number | null)[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(keys) || keys.length !== types.length) return undefined;
    const good = keys.every((key: unknown, i) => (types[i] === 'number' ? Number.isSafeInteger(key) && Math.abs(key as number) < 2 ** 31 : (key === null && types[i] === 'text?') || (typeof key === 'string' && /^[^\p{Cc}\p{Cs}]*$/u.test(key))));
    return good ? (keys as (string | number | null)[]) : undefined;
  } catch {
    return undefined;
  }
}
