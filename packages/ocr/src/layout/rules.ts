import type { Raster } from '../raster.ts';
import { cutStrip, middleAt } from '../strip.ts';
import type { Strip } from '../strip.ts';
import type { Box } from '../types.ts';

/** A straight printed rule: `at` is its y (across) or x (upright), `from`..`to` its reach. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

export interface Cell {
  box: Box;
  row: number;
  column: number;
}

export interface RuledTable {
  box: Box;
  /** In reading order: by row, then by column. */
  cells: Cell[];
}

export interface PageRules {
  tables: RuledTable[];
  /** Cuts a strip where it runs over the border of a cell. */
  cut(strip: Strip): Strip[];
}

const dark = 185;

/** Printed rules and the tables they form, on a straightened grey page. */
export function findRules(page: Raster): PageRules {
  const half = darkest(page);
  const unit = Math.max(half.width, half.height) / 1170;
  const across = findRuns(half, true, 60 * unit).map(double);
  const upright = findRuns(half, false, 17 * unit).map(double);
  const tables = joinTables(across, upright, 2 * 8 * unit);
  return { tables, cut: (strip) => cutAtCells(strip, tables) };
}

const double = (r: Rule): Rule => ({ at: r.at * 2 + 1, from: r.from * 2, to: r.to * 2 + 2 });

function darkest({ data, width, height }: Raster): Raster {
  const w = width >> 1;
  const h = height >> 1;
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const p = 2 * y * width + 2 * x;
      const a = Math.min(data[p]!, data[p + 1]!);
      const b = Math.min(data[p + width]!, data[p + width + 1]!);
      out[y * w + x] = a < b ? a : b;
    }
  }
  return { width: w, height: h, channels: 1, data: out };
}

/**
 * Runs of dark pixels, a pixel of sideways wander and small gaps allowed, joined into rules.
 * A rule stands alone: a few pixels to either side of it there is mostly paper, which rows of print do not have.
 */
function findRuns({ data, width, height }: Raster, across: boolean, shortest: number): Rule[] {
  const lanes = across ? height : width;
  const length = across ? width : height;
  const laneStep = across ? width : 1;
  const step = across ? 1 : width;
  const aside = 4 * laneStep;
  const runs: Rule[] = [];
  for (let lane = 4; lane < lanes - 4; lane++) {
    let from = -1;
    let gap = 0;
    let [ink, before, behind] = [0, 0, 0];
    for (let i = 0; i <= length; i++) {
      const p = lane * laneStep + i * step;
      const on = i < length && (data[p]! < dark || data[p - laneStep]! < dark || data[p + laneStep]! < dark);
      if (on) {
        if (from < 0) {
          from = i;
          ink = before = behind = 0;
        }
        ink++;
        if (data[p - aside]! > dark) before++;
        if (data[p + aside]! > dark) behind++;
        gap = 0;
      } else if (from >= 0 && (++gap > 3 || i === length)) {
        const to = i - gap + 1;
        if (to - from >= shortest && ink > (to - from) * 0.9 && before > ink * 0.6 && behind > ink * 0.6) runs.push({ at: lane, from, to });
        from = -1;
        gap = 0;
      }
    }
  }
  return joinRuns(runs);
}

function joinRuns(runs: Rule[]): Rule[] {
  const rules: (Rule & { sum: number; weight: number; last: number; first: number })[] = [];
  for (const run of runs) {
    const near = rules.find((r) => run.at - r.last <= 2 && run.from < r.to + 12 && run.to > r.from - 12);
    const weight = run.to - run.from;
    if (near) {
      near.from = Math.min(near.from, run.from);
      near.to = Math.max(near.to, run.to);
      near.sum += run.at * weight;
      near.weight += weight;
      near.last = run.at;
    } else rules.push({ ...run, sum: run.at * weight, weight, first: run.at, last: run.at });
  }
  // Print and pictures give thick lumps of runs; a rule is thin against its length.
  return rules.filter((r) => r.last - r.first <= Math.max(9, (r.to - r.from) * 0.04)).map((r) => ({ at: r.sum / r.weight, from: r.from, to: r.to }));
}

function joinTables(across: readonly Rule[], upright: readonly Rule[], near: number): RuledTable[] {
  const touches = (h: Rule, v: Rule): boolean => v.at > h.from - near && v.at < h.to + near && h.at > v.from - near && h.at < v.to + near;
  const walls = upright.filter((v) => across.filter((h) => touches(h, v)).length >= 2);
  const groups: { h: Set<Rule>; v: Set<Rule> }[] = [];
  for (const v of walls) {
    const h = new Set(across.filter((r) => touches(r, v)));
    const group = { h, v: new Set([v]) };
    for (const other of groups.filter((g) => [...g.h].some((r) => h.has(r)))) {
      for (const r of other.h) group.h.add(r);
      for (const r of other.v) group.v.add(r);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(group);
  }
  return groups.flatMap((g) => makeTable([...g.h], [...g.v], near) ?? []).sort((m, n) => m.box[1] - n.box[1]);
}

function cluster(values: readonly number[], near: number): number[] {
  const out: number[][] = [];
  for (const v of [...values].sort((m, n) => m - n)) {
    const last = out[out.length - 1];
    if (last && v - last[last.length - 1]! < near) last.push(v);
    else out.push([v]);
  }
  return out.map((g) => g.reduce((s, v) => s + v, 0) / g.length);
}

/** Outer edges of a table whose side is not ruled, or too faintly: where most of its rules across end together, beyond the outermost upright. */
function withOpenSides(xs: readonly number[], h: readonly Rule[], near: number): number[] {
  const [first, last] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const open = (ends: readonly number[], beyond: (x: number) => boolean): number[] => {
    const edge = [...ends].sort((m, n) => m - n)[ends.length >> 1] ?? 0;
    const together = ends.filter((x) => Math.abs(x - edge) < near).length;
    return beyond(edge) && together >= 2 && together * 2 > ends.length ? [edge] : [];
  };
  return [...open(h.map((r) => r.from), (x) => x < first - 3 * near), ...xs, ...open(h.map((r) => r.to), (x) => x > last + 3 * near)];
}

function makeTable(h: readonly Rule[], v: readonly Rule[], near: number): RuledTable | undefined {
  const ys = cluster(h.map((r) => r.at), near);
  const xs = withOpenSides(cluster(v.map((r) => r.at), near), h, near);
  if (ys.length < 2 || xs.length < 2) return undefined;
  // Strokes that run on from one character to the next frame a character or two; those of a large title, the parts of one (销, 租).
  if (xs.at(-1)! - xs[0]! < 8 * near || (ys.length === 2 && xs.length === 2 && ys[1]! - ys[0]! < 2.5 * near)) return undefined;
  const columns = xs.length - 1;
  const parent = Array.from({ length: columns * (ys.length - 1) }, (_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : root(parent[i]!));
  const wall = (rules: readonly Rule[], at: number, along: number): boolean => rules.some((r) => Math.abs(r.at - at) < near && r.from < along && r.to > along);
  for (let r = 0; r < ys.length - 1; r++) {
    for (let c = 0; c < columns; c++) {
      const mx = (xs[c]! + xs[c + 1]!) / 2;
      const my = (ys[r]! + ys[r + 1]!) / 2;
      if (c + 1 < columns && !wall(v, xs[c + 1]!, my)) parent[root(r * columns + c + 1)] = root(r * columns + c);
      if (r + 2 < ys.length && !wall(h, ys[r + 1]!, mx)) parent[root((r + 1) * columns + c)] = root(r * columns + c);
    }
  }
  const cells = new Map<number, { row: number; column: number; box: [number, number, number, number] }>();
  for (let i = 0; i < parent.length; i++) {
    const row = Math.floor(i / columns);
    const column = i % columns;
    const box: [number, number, number, number] = [xs[column]!, ys[row]!, xs[column + 1]!, ys[row + 1]!];
    const cell = cells.get(root(i));
    if (!cell) cells.set(root(i), { row, column, box });
    else {
      cell.row = Math.min(cell.row, row);
      cell.column = Math.min(cell.column, column);
      cell.box = [Math.min(cell.box[0], box[0]), Math.min(cell.box[1], box[1]), Math.max(cell.box[2], box[2]), Math.max(cell.box[3], box[3])];
    }
  }
  const list = [...cells.values()].sort((m, n) => m.row - n.row || m.column - n.column);
  return { box: [xs[0]!, ys[0]!, xs[columns]!, ys[ys.length - 1]!], cells: list };
}

function cutAtCells(strip: Strip, tables: readonly RuledTable[]): Strip[] {
  const mid = middleAt(strip, (strip.x0 + strip.x1) / 2);
  const walls = new Set<number>();
  for (const table of tables) {
    if (mid < table.box[1] || mid > table.box[3]) continue;
    for (const { box } of table.cells) if (mid > box[1] && mid < box[3]) for (const x of [box[0], box[2]]) walls.add(x);
  }
  const inside = [...walls].filter((x) => x > strip.x0 + strip.half * 0.8 && x < strip.x1 - strip.half * 0.8).sort((m, n) => m - n);
  if (inside.length === 0) return [strip];
  const edges = [strip.x0, ...inside, strip.x1];
  return edges.slice(1).map((x, i) => cutStrip(strip, edges[i]! + (i > 0 ? 3 : 0), x - (x < strip.x1 ? 3 : 0)));
}
