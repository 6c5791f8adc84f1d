/** The value below which that share of the measurements lies, rounded to a tenth. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}

export function printTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => String(row[column]).length)));
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, i) => (typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 0) : String(cell).padEnd(widths[i] ?? 0))).join('  ');
  console.log(line(columns));
  for (const row of rows) console.log(line(columns.map((column) => row[column] ?? '')));
}

/** Beside each measurement, how it compares with the same question of who is listed first: what filtering costs. */
export function withRatios<Row extends Record<string, string | number>>(rows: readonly Row[], question: keyof Row & string): (Row & { ratio: number })[] {
  const first = new Map<unknown, number>();
  return rows.map((row) => {
    const base = first.get(row[question]) ?? Number(row['p50']);
    first.set(row[question], base);
    return { ...row, ratio: Math.round((Number(row['p50']) / base) * 100) / 100 };
  });
}
