/** `1-3, 5` as page numbers in order; null when it is not that, or names a page that is not there. Full-width digits and signs will do. */
export function pageNumbers(text: string, last: number): number[] | null {
  const parts = text.normalize('NFKC').split(/[,、;\s]+/).filter(Boolean);
  const numbers = new Set<number>();
  for (const part of parts) {
    const match = /^(\d{1,5})(?:[-–—~至](\d{1,5}))?$/.exec(part);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (!match || from < 1 || to < from || to > last) return null;
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers.size === 0 ? null : [...numbers].sort((a, b) => a - b);
}
