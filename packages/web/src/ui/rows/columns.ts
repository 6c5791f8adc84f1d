import { useState } from 'react';
import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  title: string;
  /** Width in pixels until the reader changes it. */
  width: number;
  /** Takes its share of the width that is left over, and gives way down to so many pixels, until the reader sets its width. */
  least?: number;
  align?: 'right';
  /** The list can be put in the order of this column. */
  sort?: boolean;
  /** Not shown until asked for. */
  spare?: boolean;
  /** Cannot be hidden. */
  fixed?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface ColumnLayout {
  hidden: readonly string[];
  widths: Readonly<Record<string, number>>;
}

export const narrowest = 56;

/** What was kept, with whatever does not fit the columns of today left out. */
export function readLayout(text: string | null, columns: readonly Pick<Column<never>, 'id' | 'fixed' | 'spare'>[]): ColumnLayout {
  const spare = columns.filter((column) => column.spare).map((column) => column.id);
  if (text === null) return { hidden: spare, widths: {} };
  try {
    const kept = JSON.parse(text) as Partial<ColumnLayout>;
    const hideable = new Set(columns.filter((column) => !column.fixed).map((column) => column.id));
    const ids = new Set(columns.map((column) => column.id));
    return {
      hidden: Array.isArray(kept.hidden) ? kept.hidden.filter((id) => hideable.has(id)) : spare,
      widths: Object.fromEntries(Object.entries(kept.widths ?? {}).filter(([id, width]) => ids.has(id) && Number.isFinite(width) && width >= narrowest)),
    };
  } catch {
    return { hidden: spare, widths: {} };
  }
}

export interface Columns<Row> {
  all: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  layout: ColumnLayout;
  widthOf: (column: Column<Row>) => number;
  leastOf: (column: Column<Row>) => number;
  trackOf: (column: Column<Row>) => string;
  resize: (id: string, width: number) => void;
  toggle: (id: string) => void;
  reset: () => void;
}

/** Which columns are shown and how wide, remembered on this device under the list's name. */
export function useColumns<Row>(name: string, all: readonly Column<Row>[]): Columns<Row> {
  const key = `qige.columns.${name}`;
  const [layout, setLayout] = useState(() => readLayout(localStorage.getItem(key), all));
  const keep = (next: ColumnLayout): void => {
    setLayout(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const { hidden, widths } = layout;
  const leastOf = (column: Column<Row>): number => widths[column.id] ?? column.least ?? column.width;
  return {
    all,
    layout,
    shown: all.filter((column) => !hidden.includes(column.id)),
    widthOf: (column) => widths[column.id] ?? column.width,
    leastOf,
    trackOf: (column) => (column.least === undefined || widths[column.id] !== undefined ? `${leastOf(column)}px` : `minmax(${column.least}px, ${column.width}fr)`),
    resize: (id, width) => keep({ hidden, widths: { ...widths, [id]: Math.max(narrowest, Math.round(width)) } }),
    toggle: (id) => keep({ widths, hidden: hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id] }),
    reset: () => {
      localStorage.removeItem(key);
      setLayout(readLayout(null, all));
    },
  };
}
