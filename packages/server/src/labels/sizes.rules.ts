import type { LabelSize, LabelTemplate } from '@qige/wire';

const a4 = { width: 210, height: 297 };
const a3 = { width: 297, height: 420 };

type Sheet = Omit<LabelSize, 'id' | 'kind' | 'page'> & { id: string; page?: { width: number; height: number } };

const sheet = ({ page = a4, ...rest }: Sheet): LabelSize => ({ ...rest, kind: 'sheet', page });
const roll = (width: number, height: number): LabelSize => ({ id: `roll-${width}x${height}`, kind: 'roll', page: { width, height }, width, height, columns: 1, rows: 1, left: 0, top: 0, gapX: 0, gapY: 0 });

/** Millimetres. Sheets are those sold everywhere for office printers; margins are what their makers print on the pack. */
export const sizes: readonly LabelSize[] = [
  sheet({ id: 'a4-3x8', width: 70, height: 37, columns: 3, rows: 8, left: 0, top: 0.5, gapX: 0, gapY: 0 }),
  sheet({ id: 'a4-3x7', width: 63.5, height: 38.1, columns: 3, rows: 7, left: 7.25, top: 15.15, gapX: 2.5, gapY: 0 }),
  sheet({ id: 'a4-2x7', width: 99.1, height: 38.1, columns: 2, rows: 7, left: 4.65, top: 15.15, gapX: 2.5, gapY: 0 }),
  sheet({ id: 'a4-4x10', width: 48.5, height: 25.4, columns: 4, rows: 10, left: 8, top: 21.5, gapX: 0, gapY: 0 }),
  sheet({ id: 'a4-2x4', width: 99.1, height: 67.7, columns: 2, rows: 4, left: 4.65, top: 13.1, gapX: 2.5, gapY: 0 }),
  sheet({ id: 'a4-2x5-card', width: 85, height: 54, columns: 2, rows: 5, left: 15, top: 13.5, gapX: 10, gapY: 0 }),
  sheet({ id: 'a4-2x2', width: 105, height: 148.5, columns: 2, rows: 2, left: 0, top: 0, gapX: 0, gapY: 0 }),
  roll(58, 40),
  roll(100, 70),
  // 归档章, DA/T 22-2015: 45 by 16 mm, here with room to be cut out or laid under a stamp.
  sheet({ id: 'a4-stamp', width: 45, height: 16, columns: 4, rows: 15, left: 12, top: 12, gapX: 2, gapY: 2.3 }),
  roll(45, 16),
  { ...roll(210, 297), id: 'a4-page', kind: 'page' },
  // A box is 310 mm tall; the strip for an A4 printer is as long as its paper allows.
  ...[20, 30, 40, 50].flatMap((width): LabelSize[] => [
    sheet({ id: `a3-spine-${width}`, page: a3, width, height: 310, columns: Math.floor(277 / width), rows: 1, left: 10, top: 55, gapX: 0, gapY: 0 }),
    sheet({ id: `a4-spine-${width}`, width, height: 280, columns: Math.floor(190 / width), rows: 1, left: 10, top: 8.5, gapX: 0, gapY: 0 }),
  ]),
];

const sheets = ['a4-3x8', 'a4-3x7', 'a4-2x7', 'a4-4x10', 'a4-2x4'];
const rolls = ['roll-58x40', 'roll-100x70'];
const spines = sizes.filter(({ id }) => id.includes('spine')).map(({ id }) => id);

export const templates: readonly LabelTemplate[] = [
  { id: 'item', subject: 'copy', sizes: [...sheets, ...rolls] },
  { id: 'stamp', subject: 'copy', sizes: ['a4-stamp', 'roll-45x16'] },
  { id: 'cover', subject: 'copy', sizes: ['a4-page'] },
  { id: 'box', subject: 'place', sizes: [...sheets, ...rolls] },
  { id: 'spine', subject: 'place', sizes: spines },
  { id: 'shelf', subject: 'place', sizes: ['a4-2x4', 'a4-2x2', 'a4-2x7', 'a4-page', ...rolls] },
  { id: 'card', subject: 'person', sizes: ['a4-2x5-card', 'a4-2x4', 'roll-100x70', 'roll-58x40'] },
];

export type ChoiceVerdict = { kind: 'good'; template: LabelTemplate; size: LabelSize } | { kind: 'no-template' } | { kind: 'not-this-size' } | { kind: 'no-such-position' };

/** Whether this template comes in this size, and the sheet has the place where printing is to begin. */
export function choiceVerdict(templateId: string, sizeId: string, startAt: number): ChoiceVerdict {
  const template = templates.find(({ id }) => id === templateId);
  if (!template) return { kind: 'no-template' };
  const size = sizes.find(({ id }) => id === sizeId);
  if (!size || !template.sizes.includes(sizeId)) return { kind: 'not-this-size' };
  return startAt < size.columns * size.rows ? { kind: 'good', template, size } : { kind: 'no-such-position' };
}

/** Where each label stands: page by page, row by row, from the chosen place on the first page. */
export function placesOnSheets({ columns, rows, left, top, width, height, gapX, gapY }: LabelSize, count: number, startAt: number): { page: number; x: number; y: number }[] {
  const perPage = columns * rows;
  return Array.from({ length: count }, (_, i) => {
    const at = i + startAt;
    const cell = at % perPage;
    return { page: Math.floor(at / perPage), x: left + (cell % columns) * (width + gapX), y: top + Math.floor(cell / columns) * (height + gapY) };
  });
}
