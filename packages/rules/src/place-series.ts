/** One level of a series of places: cabinets, their shelves, their boxes. */
export interface SeriesLevel {
  /** How many stand in each place of the level before. */
  count: number;
  /** The first running number. */
  from: number;
  /** Code and name with `{n}` or `{n:2}` for the running number (two digits at least) and `{in}` for the code of what they stand in. */
  code: string;
  name: string;
}

export interface Laid {
  level: number;
  /** Index of what it stands in among those laid; -1 for what the series stands in. */
  parent: number;
  code: string;
  name: string;
  /** Its turn among those beside it, from 0. */
  turn: number;
}

export type SeriesVerdict = { kind: 'good'; places: Laid[] } | { kind: 'no-counter' | 'too-many' | 'code-too-long'; level: number };

/** A room of 5,000 boxes with its shelves and cabinets goes in at once. */
export const mostAtOnce = 10_000;
const longestCode = 40;
const longestName = 60;

const counter = /\{n(?::([1-9]))?\}/g;

/** `K{n:2}` with 7 in `A`: `K07`; `{in}-{n}`: `A-7`. */
export const filledIn = (pattern: string, n: number, within: string): string => pattern.replaceAll(counter, (_, width?: string) => String(n).padStart(Number(width ?? 1), '0')).replaceAll('{in}', within);

/** Lays out a series level by level: every place of a level gets `count` of the next. Places come before what stands in them. */
export function laySeries(levels: readonly SeriesLevel[], within: string): SeriesVerdict {
  const places: Laid[] = [];
  let parents = [{ index: -1, code: within }];
  for (const [level, { count, from, code, name }] of levels.entries()) {
    if (count > 1 && !new RegExp(counter).test(code)) return { kind: 'no-counter', level };
    if (places.length + parents.length * count > mostAtOnce) return { kind: 'too-many', level };
    const next: typeof parents = [];
    for (const parent of parents) {
      for (let turn = 0; turn < count; turn++) {
        const laid = { level, parent: parent.index, turn, code: filledIn(code, from + turn, parent.code), name: filledIn(name, from + turn, parent.code) };
        if (laid.code.length > longestCode || laid.name.length > longestName) return { kind: 'code-too-long', level };
        next.push({ index: places.push(laid) - 1, code: laid.code });
      }
    }
    parents = next;
  }
  return { kind: 'good', places };
}
