import { laySeries } from '@qige/rules/place-series';
import type { PlaceEnvironment, PlaceId, PlaceLevel, PlacePage } from '@qige/wire';
import type { Insertable } from 'kysely';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import type { Tables } from '../tables.ts';
import { fitsVerdict, type Room } from './fits.rules.ts';
import { findKindRules } from './kind.queries.ts';
import { addHeld, type LockedPlace, lockPlaces } from './occupancy.queries.ts';
import { mayMovePlace } from './place.policy.ts';
import { findPlacePath } from './place.queries.ts';
import { showPlace } from './show.actions.ts';
import { findMovedBy, findTakenCodes, insertMoves, insertPlaces, lockBranch, lockTree, nextPosition, rewriteBranch } from './tree.queries.ts';
import { pathUnder, standsVerdict, type Target } from './tree.rules.ts';

export const targetOf = (place: LockedPlace): Target => ({ path: place.path, kind: place.kind, holds: place.holds, closed: place.closedAt !== null });

export function refuseStanding(verdict: ReturnType<typeof standsVerdict>): void {
  if (verdict.kind !== 'good') throw new Refusal('place_impossible', 'It cannot stand there.', verdict);
}

/** Refuses where so many things so thick find no room and nobody said why they go in all the same. */
export function refuseFull(place: Room & { id?: PlaceId; name: string; code: string }, count: number, mm: number, overCapacity: string | undefined): boolean {
  const fits = fitsVerdict(place, count, mm);
  if (fits.kind === 'fits') return false;
  if (!overCapacity) throw new Refusal('place_full', 'It does not fit.', { ...fits, ...(place.id ? { placeId: place.id } : {}), name: place.name || place.code });
  return true;
}

interface NewPlaces {
  parentId: PlaceId | null;
  levels: readonly (PlaceLevel & { count: number; from: number; name: string })[];
  overCapacity?: string | undefined;
  actId?: string | undefined;
}

/** Adds one place or a series of them; what a level does not say is taken from its kind and from what it stands in. */
export async function addPlaces(app: App, actor: Actor, { parentId, levels, overCapacity, actId }: NewPlaces): Promise<{ added: number; top: PlaceId[] }> {
  return app.db.transaction().execute(async (tx) => {
    await lockTree(tx);
    const before = actId ? await findMovedBy(tx, actId) : [];
    if (before.length > 0) return { added: before.length, top: before.filter((one) => one.toId === parentId).map((one) => one.placeId) };
    const [parent] = parentId ? await lockPlaces(tx, [parentId]) : [];
    if (parentId && !parent) throw notFound();
    const laid = laySeries(levels, parent?.code ?? '');
    if (laid.kind !== 'good') throw new Refusal('invalid_request', 'The series cannot be laid out so.', { fields: [{ field: `levels.${laid.level}`, problem: laid.kind }] });
    const codes = laid.places.filter((one) => one.parent < 0).map((one) => one.code);
    const [taken] = await findTakenCodes(tx, parentId, codes);
    if (taken !== undefined) throw new Refusal('place_impossible', 'The code is taken there.', { kind: 'code-taken', code: taken });

    const grounds = await groundsOf(tx, parent, levels, overCapacity);
    const first = await nextPosition(tx, parentId);
    const rows: (Insertable<Tables['place']> & { id: PlaceId })[] = [];
    // In the order they stand, so that a walk along the paths goes by them as one walks along the shelves.
    const ids = laid.places.map(() => newId('plc')).sort();
    for (const [at, one] of laid.places.entries()) {
      const ground = grounds[one.level];
      const above = rows[one.parent];
      const id = ids[at] ?? newId('plc');
      if (ground) rows.push({ ...ground.facts, id, parentId: above?.id ?? parentId, path: pathUnder(above?.path ?? parent?.path ?? null, id), code: one.code, name: one.name, position: one.parent < 0 ? first + one.turn : one.turn + 1, held: ground.inner.count, heldMm: String(ground.inner.count * ground.inner.mm), createdBy: actor.id });
    }
    await insertPlaces(tx, rows);
    const now = app.clock.now();
    const over = grounds.some((ground) => ground.over);
    await insertMoves(tx, rows.map((row) => ({ placeId: row.id, toId: row.parentId ?? null, movedBy: actor.id, movedAt: now, actId: actId ?? null, overCapacity: over && row.parentId === parentId, reason: (row.parentId === parentId && overCapacity) || '' })));
    const [top] = grounds;
    if (parent && top) await addHeld(tx, parent.id, codes.length, codes.length * (top.facts.thicknessMm ?? 0));
    const added = rows.filter((row) => (row.parentId ?? null) === parentId).map((row) => row.id);
    await recordAudit(tx, actor, { kind: 'place.added', subjectId: added[0] ?? '', facts: { name: `${parent ? `${parent.code} / ` : ''}${codes[0] ?? ''}${codes.length > 1 ? ` … ${codes.at(-1) ?? ''}` : ''}`, count: rows.length, ...(over && overCapacity ? { reason: overCapacity } : {}) } });
    await tellLive(tx, { topic: 'archive', id: added[0] ?? '' });
    return { added: rows.length, top: added };
  });
}

/** What all places of a level have in common, and how many of the next stand in each; judged by kind and by room before any of them is made. */
async function groundsOf(tx: Tx, parent: LockedPlace | undefined, levels: NewPlaces['levels'], overCapacity: string | undefined) {
  const kinds = new Map((await findKindRules(tx)).map((kind) => [kind.code, kind]));
  let within: Target | null = parent ? targetOf(parent) : null;
  let room: (Room & { id?: PlaceId; name: string; code: string }) | undefined = parent;
  let surroundings: PlaceEnvironment = parent?.environment ?? 'paper';
  return levels.map((level, at) => {
    const kind = kinds.get(level.kind);
    if (!kind) throw new Refusal('invalid_request', 'There is no such kind of place.', { fields: [{ field: `levels.${at}.kind`, problem: 'unknown' }] });
    refuseStanding(standsVerdict({ within: kind.within, height: levels.length - at }, within));
    const { capacity = kind.capacity, capacityMm = kind.capacityMm, thicknessMm = kind.thicknessMm, environment = surroundings, safe = kind.code === 'safe', firm = null, note = '' } = level;
    const over = room !== undefined && refuseFull(room, level.count, level.count * (thicknessMm ?? 0), overCapacity);
    const next = levels[at + 1];
    const mm = next === undefined ? 0 : ((next.thicknessMm === undefined ? kinds.get(next.kind)?.thicknessMm : next.thicknessMm) ?? 0);
    within = { path: `${within?.path ?? '/'}new/`, kind: kind.code, holds: kind.holds, closed: false };
    room = { capacity, capacityMm, held: 0, heldMm: 0, name: kind.name, code: level.code };
    surroundings = environment;
    return { facts: { kind: kind.code, capacity, capacityMm, thicknessMm, environment, safe, firm, note }, inner: { count: next?.count ?? 0, mm }, over };
  });
}

interface Move {
  toId: PlaceId | null;
  reason: string;
  overCapacity?: string | undefined;
  actId?: string | undefined;
  seenAt?: string | undefined;
  sentAt?: string | undefined;
}

/** Moves a place with everything in it: its path and those of its whole branch are written anew, and that it stood elsewhere stays known. */
export async function movePlace(app: App, actor: Actor, placeId: PlaceId, { toId, reason, overCapacity, actId, ...told }: Move): Promise<PlacePage> {
  return app.db.transaction().execute(async (tx) => {
    await lockTree(tx);
    const path = await findPlacePath(tx, placeId);
    if (path === undefined) throw notFound();
    if (actId && (await findMovedBy(tx, actId)).some((one) => one.placeId === placeId)) return showPlace(tx, actor, placeId);
    const parentId = (path.split('/').at(-3) || null) as PlaceId | null;
    const ends = [parentId, toId].filter((id) => id !== null);
    const height = await lockBranch(tx, path, ends);
    const locked = await lockPlaces(tx, [placeId, ...ends]);
    const [place, from, to] = [placeId, parentId, toId].map((id) => locked.find((one) => one.id === id));
    if (!place || (toId && !to)) throw notFound();
    const kind = (await findKindRules(tx)).find((one) => one.code === place.kind);
    if (!kind) throw notFound();
    if (!mayMovePlace(actor, kind)) throw new Refusal('forbidden', 'Whoever manages the places moves this.');
    if (place.closedAt) throw new Refusal('place_impossible', 'It is closed.', { kind: 'closed' });
    refuseStanding(standsVerdict({ path, within: kind.within, height }, to ? targetOf(to) : null));
    if (parentId === toId) return showPlace(tx, actor, placeId);
    if ((await findTakenCodes(tx, toId, [place.code])).length > 0) throw new Refusal('place_impossible', 'The code is taken there.', { kind: 'code-taken', code: place.code });
    const mm = place.thicknessMm ?? 0;
    const over = to ? refuseFull(to, 1, mm, overCapacity) : false;

    const environments = from && to && from.environment !== to.environment ? ([from.environment, to.environment] as const) : null;
    await rewriteBranch(tx, placeId, { from: path, to: pathUnder(to?.path ?? null, placeId), parentId: toId, position: await nextPosition(tx, toId), environments });
    if (from) await addHeld(tx, from.id, -1, -mm);
    if (to) await addHeld(tx, to.id, 1, mm);
    const now = app.clock.now();
    const why = (over && overCapacity) || reason;
    await insertMoves(tx, [{ placeId, fromId: parentId, toId, reason: why, overCapacity: over, movedBy: actor.id, movedAt: now, seenAt: seenFrom(now, told), actId: actId ?? null }]);
    await recordAudit(tx, actor, { kind: 'place.moved', subjectId: placeId, facts: { name: place.code, changed: ['standsIn'], 'standsIn.from': from?.code ?? '', 'standsIn.to': to?.code ?? '', ...(why ? { reason: why } : {}) } });
    await tellLive(tx, { topic: 'archive', id: placeId });
    return showPlace(tx, actor, placeId);
  });
}

/** When it was done, by our clock, where a device without a line says it was not now: its own clock may be wrong, but it knows how long ago it was. */
function seenFrom(now: Date, { seenAt, sentAt }: { seenAt?: string | undefined; sentAt?: string | undefined }): Date | null {
  if (!seenAt || !sentAt) return null;
  const ago = Math.max(0, new Date(sentAt).getTime() - new Date(seenAt).getTime());
  return new Date(now.getTime() - ago);
}
