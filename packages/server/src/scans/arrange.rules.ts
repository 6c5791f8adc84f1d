import type { ArrangeAct, PageId, ScanId } from '@qige/wire';

/** A page in its place: how a person turned it, and whether it was dropped. */
export interface Sheet {
  id: PageId;
  turned: number;
  dropped: boolean;
}
/** The pages of the scans an act touches, each scan's in order. */
export type Layout = Readonly<Partial<Record<ScanId, readonly Sheet[]>>>;

export type ArrangeVerdict =
  | { kind: 'arranged'; layout: Layout; other: ScanId | null }
  | { kind: 'impossible'; why: 'page-not-here' | 'not-all-pages' | 'nothing-left' | 'same-scan' | 'nothing-to-do' };

const impossible = (why: Extract<ArrangeVerdict, { kind: 'impossible' }>['why']): ArrangeVerdict => ({ kind: 'impossible', why });

/**
 * The arrangement after an act. Pages only ever change their place, turn and dropped mark: none is lost or doubled.
 * `fresh` names the scan that a split makes.
 */
export function arrange(layout: Layout, scanId: ScanId, act: ArrangeAct, fresh: ScanId): ArrangeVerdict {
  const sheets = layout[scanId] ?? [];
  const here = (ids: readonly PageId[]): boolean => ids.every((id) => sheets.some((sheet) => sheet.id === id));
  const change = (ids: readonly PageId[], to: (sheet: Sheet) => Sheet): ArrangeVerdict => {
    if (!here(ids)) return impossible('page-not-here');
    return settled({ ...layout, [scanId]: sheets.map((sheet) => (ids.includes(sheet.id) ? to(sheet) : sheet)) }, null);
  };
  const settled = (next: Layout, other: ScanId | null): ArrangeVerdict => {
    if (!(next[scanId] ?? []).some((sheet) => !sheet.dropped)) return impossible('nothing-left');
    return sameLayout(layout, next) ? impossible('nothing-to-do') : { kind: 'arranged', layout: next, other };
  };

  switch (act.act) {
    case 'turn':
      return change(act.pageIds, (sheet) => ({ ...sheet, turned: (sheet.turned + act.by) % 360 }));
    case 'drop':
      return change(act.pageIds, (sheet) => ({ ...sheet, dropped: true }));
    case 'restore':
      return change(act.pageIds, (sheet) => ({ ...sheet, dropped: false }));
    case 'order': {
      const ordered = act.pageIds.map((id) => sheets.find((sheet) => sheet.id === id));
      const whole = new Set(act.pageIds).size === sheets.length && ordered.length === sheets.length;
      if (!whole || ordered.includes(undefined)) return impossible('not-all-pages');
      return settled({ ...layout, [scanId]: ordered as Sheet[] }, null);
    }
    case 'split': {
      const at = sheets.findIndex((sheet) => sheet.id === act.before);
      if (at < 0) return impossible('page-not-here');
      if (!sheets.slice(at).some((sheet) => !sheet.dropped)) return impossible('nothing-left');
      return settled({ ...layout, [scanId]: sheets.slice(0, at), [fresh]: sheets.slice(at) }, fresh);
    }
    case 'merge': {
      if (act.scanId === scanId) return impossible('same-scan');
      return settled({ ...layout, [scanId]: [...sheets, ...(layout[act.scanId] ?? [])], [act.scanId]: [] }, act.scanId);
    }
    case 'move': {
      if (act.to === scanId) return impossible('same-scan');
      if (!here(act.pageIds)) return impossible('page-not-here');
      const moved = sheets.filter((sheet) => act.pageIds.includes(sheet.id));
      const rest = sheets.filter((sheet) => !act.pageIds.includes(sheet.id));
      return settled({ ...layout, [scanId]: rest, [act.to]: [...(layout[act.to] ?? []), ...moved] }, act.to);
    }
  }
}

export function sameLayout(a: Layout, b: Layout): boolean {
  const text = (layout: Layout): string =>
    JSON.stringify(
      Object.entries(layout)
        .map(([id, sheets = []]) => [id, sheets.map(({ id: page, turned, dropped }) => [page, turned, dropped])] as const)
        .filter(([, sheets]) => sheets.length > 0)
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    );
  return text(a) === text(b);
}
