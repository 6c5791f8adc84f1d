import type { PlaceId, PlacedCopy } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound } from '../platform/errors.ts';
import { type After, findContents } from './contents.queries.ts';
import { cursorOf, keysOf } from './cursor.rules.ts';
import { findPlacePath } from './place.queries.ts';
import { otherOrder } from './show.actions.ts';
import { findWhere } from './where.queries.ts';

export async function listContents(app: App, actor: Actor, placeId: PlaceId, { branch, after, limit }: { branch: boolean; after?: string | undefined; limit: number }): Promise<{ copies: PlacedCopy[]; next: string | null }> {
  const path = await findPlacePath(app.db, placeId);
  if (path === undefined) throw notFound();
  const keys = after === undefined ? undefined : keysOf(after, ['text', 'text?', 'text']);
  if (after !== undefined && !keys) throw otherOrder();
  const rows = await findContents(app.db, actor, { id: placeId, path }, { branch, after: keys as After | undefined, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const where = await findWhere(app.db, [placeId, ...page.map((row) => row.placeId)]);
  const here = `${where.get(placeId) ?? ''} / `;
  const copies = page.map(({ path: _path, since, thicknessMm, ...row }): PlacedCopy => {
    const whole = where.get(row.placeId) ?? '';
    return { ...row, thicknessMm: Number(thicknessMm), since: since.toISOString(), where: row.placeId === placeId ? '' : whole.startsWith(here) ? whole.slice(here.length) : whole };
  });
  const last = page.at(-1);
  return { copies, next: rows.length > limit && last ? cursorOf(last.path, last.archivalCode, last.copyId) : null };
}
