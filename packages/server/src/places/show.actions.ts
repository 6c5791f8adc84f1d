import type { PlaceFound, PlaceId, PlacePage, PlaceRow, PicturePlace } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { cursorOf, keysOf } from './cursor.rules.ts';
import { findKindRules } from './kind.queries.ts';
import { findPicture } from './picture.queries.ts';
import { mayManagePlaces, mayMovePlace } from './place.policy.ts';
import { findByText, findChildren, findLine, findMoves, findPlace, findPlacePath, sumBranch, sumBranches } from './place.queries.ts';
import { standsVerdict } from './tree.rules.ts';
import { findWhere } from './where.queries.ts';

export const otherOrder = (): Refusal => new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'other-order' }] });

export async function listPlaces(app: App, { parentId, closed = false, after, limit }: { parentId?: PlaceId | undefined; closed?: boolean | undefined; after?: string | undefined; limit: number }): Promise<{ places: PlaceRow[]; next: string | null }> {
  const path = parentId === undefined ? null : await findPlacePath(app.db, parentId);
  if (path === undefined) throw notFound();
  const keys = after === undefined ? undefined : keysOf(after, ['number', 'text']);
  if (after !== undefined && !keys) throw otherOrder();
  const rows = await findChildren(app.db, parentId ?? null, { closed, after: keys as [number, string] | undefined, limit: limit + 1 });
  const branches = await sumBranches(app.db, path);
  const places = rows.slice(0, limit).map(({ closedAt, heldMm, path: _path, ...row }): PlaceRow => ({ ...row, heldMm: Number(heldMm), closed: closedAt !== null, branch: branches.get(row.id) ?? { places: 0, boxes: 0, copies: 0 } }));
  const last = places.at(-1);
  return { places, next: rows.length > limit && last ? cursorOf(last.position, last.code) : null };
}

export async function showPlace(db: Db, actor: Actor, placeId: PlaceId): Promise<PlacePage> {
  const place = await findPlace(db, placeId);
  if (!place) throw notFound();
  const [line, branch, moves, kinds] = [await findLine(db, place.path), await sumBranch(db, place.path), await findMoves(db, placeId), await findKindRules(db)];
  const { path, closedAt, planX, planY, planWidth, planDepth, planTurned, createdAt: _at, createdBy: _by, moves: carried, ...facts } = place;
  const closed = closedAt !== null;
  const manages = mayManagePlaces(actor);
  const target = { path, kind: place.kind, holds: place.holds, closed };
  return {
    ...facts,
    closed,
    inSafe: line.some((one) => one.safe),
    plan: { x: planX, y: planY, width: planWidth, depth: planDepth, turned: planTurned },
    within: line.filter((one) => one.id !== placeId).map(({ id, kind, code, name }) => ({ id, kind, code, name })),
    branch,
    moves,
    may: {
      change: manages,
      move: !closed && mayMovePlace(actor, { moves: carried }),
      close: manages && !closed && place.held === 0,
      reopen: manages && closed,
      add: manages ? kinds.filter((kind) => standsVerdict({ within: kind.within, height: 1 }, target).kind === 'good').map((kind) => kind.code) : [],
    },
  };
}

export async function findPlaces(app: App, { text, kind, limit }: { text: string; kind?: string | undefined; limit: number }): Promise<{ places: PlaceFound[] }> {
  const rows = await findByText(app.db, text, { kind, limit });
  const where = await findWhere(app.db, rows.map((row) => row.id));
  return { places: rows.map(({ closedAt, ...row }) => ({ ...row, closed: closedAt !== null, where: where.get(row.id) ?? '' })) };
}

/** More than this is no room any more but a warehouse; nobody finds anything on one picture of it. */
const drawnAtMost = 12_000;

export async function showPicture(app: App, actor: Actor, placeId: PlaceId): Promise<{ room: PicturePlace; places: PicturePlace[]; truncated: boolean; may: { arrange: boolean } }> {
  const path = await findPlacePath(app.db, placeId);
  if (path === undefined) throw notFound();
  const found = await findPicture(app.db, path, drawnAtMost + 2);
  const room = found.find((one) => one.id === placeId);
  if (!room) throw notFound();
  const places = found.filter((one) => one.id !== placeId);
  return { room, places: places.slice(0, drawnAtMost), truncated: places.length > drawnAtMost, may: { arrange: mayManagePlaces(actor) } };
}
