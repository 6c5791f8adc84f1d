/** The ids with the chosen ones moved by `by` places, together and in their order; nothing moves beyond the ends. */
export function moved(ids: readonly string[], chosen: ReadonlySet<string>, by: 1 | -1): string[] {
  const next = [...ids];
  const from = by === 1 ? next.map((_, index) => next.length - 1 - index) : next.map((_, index) => index);
  for (const index of from) {
    const to = index + by;
    const here = next[index];
    const there = next[to];
    if (here === undefined || there === undefined || !chosen.has(here) || chosen.has(there)) continue;
    next[to] = here;
    next[index] = there;
  }
  return next;
}

/** The ids with the chosen ones put together before `before`; at the end when it is null. */
export function movedBefore(ids: readonly string[], chosen: ReadonlySet<string>, before: string | null): string[] {
  if (before !== null && chosen.has(before)) return [...ids];
  const rest = ids.filter((id) => !chosen.has(id));
  const at = before === null ? rest.length : rest.indexOf(before);
  return [...rest.slice(0, at), ...ids.filter((id) => chosen.has(id)), ...rest.slice(at)];
}
