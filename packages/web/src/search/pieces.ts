/** The snippet cut where its marks begin and end; marks that overlap or lie outside it are put right. */
export function pieces(snippet: string, marks: readonly (readonly [number, number])[]): { text: string; marked: boolean }[] {
  const cut: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from);
    const end = Math.min(snippet.length, to);
    if (end <= start) continue;
    if (start > at) cut.push({ text: snippet.slice(at, start), marked: false });
    cut.push({ text: snippet.slice(start, end), marked: true });
    at = end;
  }
  if (at < snippet.length) cut.push({ text: snippet.slice(at), marked: false });
  return cut;
}
