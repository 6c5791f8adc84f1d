import type { PlaceEnvironment, PlaceId, PlacePage } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { findKindRules } from './kind.queries.ts';
import { addHeld, type LockedPlace, lockPlaces } from './occupancy.queries.ts';
import { findPlacePath } from './place.queries.ts';
import { showPlace } from './show.actions.ts';
import { refuseFull, refuseStanding, targetOf } from './tree.actions.ts';
import { changeEnvironment, findTakenCodes, lockBranch, lockTree, updatePlace } from './tree.queries.ts';
import { standsVerdict } from './tree.rules.ts';

export interface PlaceChange {
  code?: string | undefined;
  name?: string | undefined;
  capacity?: number | null | undefined;
  capacityMm?: number | null | undefined;
  thicknessMm?: number | null | undefined;
  environment?: PlaceEnvironment | undefined;
  safe?: boolean | undefined;
  firm?: string | null | undefined;
  note?: string | undefined;
  position?: number | undefined;
  planX?: number | null | undefined;
  planY?: number | null | undefined;
  planWidth?: number | null | undefined;
  planDepth?: number | null | undefined;
  planTurned?: boolean | undefined;
}

/** What is measured anew is a fact, even where more stands in a place than it is now said to hold; only what is put in afterwards is judged by it. */
export async function changePlace(app: App, actor: Actor, placeId: PlaceId, change: PlaceChange): Promise<PlacePage> {
  return app.db.transaction().execute(async (tx) => {
    const { place, parent } = await lockWithParent(tx, placeId);
    if (change.code !== undefined && (await findTakenCodes(tx, place.parentId, [change.code], placeId)).length > 0) throw new Refusal('place_impossible', 'The code is taken there.', { kind: 'code-taken', code: change.code });
    const changed = (Object.keys(change) as (keyof PlaceChange)[]).filter((field) => change[field] !== undefined && change[field] !== place[field]);
    if (changed.length === 0) return showPlace(tx, actor, placeId);
    const { environment, ...rest } = change;
    await updatePlace(tx, placeId, rest as Parameters<typeof updatePlace>[2]);
    if (environment !== undefined) await changeEnvironment(tx, place.path, place.environment, environment);
    if (parent && change.thicknessMm !== undefined && !place.closedAt) await addHeld(tx, parent.id, 0, (change.thicknessMm ?? 0) - (place.thicknessMm ?? 0));
    const facts = Object.fromEntries(changed.flatMap((field) => [[`${field}.from`, place[field] ?? null], [`${field}.to`, change[field] ?? null]]));
    // Where a cabinet is drawn is no fact of the archive.
    if (changed.some((field) => !field.startsWith('plan') && field !== 'position')) await recordAudit(tx, actor, { kind: 'place.changed', subjectId: placeId, facts: { name: change.code ?? place.code, changed, ...facts } });
    await tellLive(tx, { topic: 'archive', id: placeId });
    return showPlace(tx, actor, placeId);
  });
}

/** Takes an empty place out of use, or puts it in use again where it stood, if there is still room. */
export async function closePlace(app: App, actor: Actor, placeId: PlaceId, closed: boolean): Promise<PlacePage> {
  return app.db.transaction().execute(async (tx) => {
    const { place, parent } = await lockWithParent(tx, placeId);
    if ((place.closedAt !== null) === closed) return showPlace(tx, actor, placeId);
    const mm = place.thicknessMm ?? 0;
    if (closed && place.held > 0) throw new Refusal('place_impossible', 'Something still stands in it.', { kind: 'not-empty' });
    if (!closed && parent) {
      const kind = (await findKindRules(tx)).find((one) => one.code === place.kind);
      refuseStanding(standsVerdict({ within: kind?.within ?? [], height: 1 }, targetOf(parent)));
      refuseFull(parent, 1, mm, undefined);
    }
    await updatePlace(tx, placeId, { closedAt: closed ? app.clock.now() : null });
    if (parent) await addHeld(tx, parent.id, closed ? -1 : 1, closed ? -mm : mm);
    await recordAudit(tx, actor, { kind: closed ? 'place.closed' : 'place.changed', subjectId: placeId, facts: { name: place.code, ...(closed ? {} : { changed: ['closed'] }) } });
    await tellLive(tx, { topic: 'archive', id: placeId });
    return showPlace(tx, actor, placeId);
  });
}

/** The place and what it stands in; with its branch, since a change of environment goes down it. */
async function lockWithParent(tx: Tx, placeId: PlaceId): Promise<{ place: LockedPlace; parent: LockedPlace | undefined }> {
  await lockTree(tx);
  const path = await findPlacePath(tx, placeId);
  if (path === undefined) throw notFound();
  const parentId = (path.split('/').at(-3) || null) as PlaceId | null;
  await lockBranch(tx, path, parentId ? [parentId] : []);
  const locked = await lockPlaces(tx, [placeId, ...(parentId ? [parentId] : [])]);
  const place = locked.find((one) => one.id === placeId);
  if (!place) throw notFound();
  return { place, parent: locked.find((one) => one.id === parentId) };
}
