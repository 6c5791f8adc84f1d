/** Where something is, from the branch down: what all lines of a list share is not said on each. */
export function whereIn(branch: string, where: string): string {
  return where.startsWith(`${branch} / `) ? where.slice(branch.length + 3) : where;
}
