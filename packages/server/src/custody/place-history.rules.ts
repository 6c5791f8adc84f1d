import type { PlaceId } from '@qige/wire';

export interface KnownPlace {
  id: PlaceId;
  parentId: PlaceId | null;
  /** As people call it. */
  name: string;
}

export interface PlaceMove {
  placeId: PlaceId;
  fromId: PlaceId | null;
  toId: PlaceId | null;
  at: Date;
  by: string;
  reason: string;
}

/** Places, and every move of one of them, oldest first. */
export interface PlaceHistory {
  places: ReadonlyMap<PlaceId, KnownPlace>;
  moves: readonly PlaceMove[];
}

/** What a place stood in at a moment. The moves themselves say it; a place that never moved stands where it always did. */
function parentAt({ places, moves }: PlaceHistory, id: PlaceId, at: Date): PlaceId | null {
  const own = moves.filter((move) => move.placeId === id);
  const last = own.findLast((move) => move.at <= at);
  if (last) return last.toId;
  return own[0] ? own[0].fromId : (places.get(id)?.parentId ?? null);
}

/** The place and all it stood in at a moment, from the site down. */
export function branchAt(history: PlaceHistory, id: PlaceId, at: Date): PlaceId[] {
  const branch: PlaceId[] = [];
  for (let one: PlaceId | null = id; one !== null && !branch.includes(one); one = parentAt(history, one, at)) branch.unshift(one);
  return branch;
}

export function whereAt(history: PlaceHistory, id: PlaceId, at: Date): string {
  return branchAt(history, id, at)
    .map((one) => history.places.get(one)?.name ?? '?')
    .join(' / ');
}

export interface CarriedAlong extends PlaceMove {
  name: string;
  from: string;
  to: string;
}

/** The moves that took along what stood in a place from one moment to another (to now, where there is no end): its own, and those of what it stood in by then. */
export function carriedAlong(history: PlaceHistory, id: PlaceId, since: Date, until: Date | undefined): CarriedAlong[] {
  return history.moves
    .filter((move) => move.at > since && (until === undefined || move.at <= until) && branchAt(history, id, new Date(move.at.getTime() - 1)).includes(move.placeId))
    .map((move) => ({
      ...move,
      name: history.places.get(move.placeId)?.name ?? '?',
      from: move.fromId ? whereAt(history, move.fromId, new Date(move.at.getTime() - 1)) : '',
      to: move.toId ? whereAt(history, move.toId, move.at) : '',
    }));
}
