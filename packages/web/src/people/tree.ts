interface Branch {
  id: string;
  parentId: string | null;
  name: string;
}

/** Departments with each under its own, in the order of their names; whatever hangs in a loop comes last, at the top. */
export function inTreeOrder<D extends Branch>(departments: readonly D[]): { department: D; depth: number }[] {
  const placed = new Set<string>();
  const known = new Set(departments.map((one) => one.id));
  const sorted = departments.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  const under = (parentId: string | null, depth: number): { department: D; depth: number }[] =>
    sorted
      .filter((one) => !placed.has(one.id) && (one.parentId === parentId || (parentId === null && one.parentId !== null && !known.has(one.parentId))))
      .flatMap((department) => {
        placed.add(department.id);
        return [{ department, depth }, ...under(department.id, depth + 1)];
      });
  const tree = under(null, 0);
  return [...tree, ...sorted.filter((one) => !placed.has(one.id)).map((department) => ({ department, depth: 0 }))];
}
