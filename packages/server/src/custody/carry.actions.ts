import type { CopyId, PlaceId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { AuditEvent } from '../audit/audit.events.ts';
import { type PlainFacts, recordAudit } from '../audit/audit.queries.ts';
import { Refusal } from '../platform/errors.ts';
import type { Tx } from '../platform/db.ts';
import { fitsVerdict } from '../places/fits.rules.ts';
import { addHeld, type LockedPlace, lockPlaces } from '../places/occupancy.queries.ts';
import { type CopyRow, writeLink } from './chain.queries.ts';
import { type CustodyAct, custodyVerdict, type Holder, sameHolder, type Standing } from './custody.rules.ts';
import { standingOf } from './holder.rules.ts';

export interface Carried {
  /** The name the device gave the act, so that sending it twice does it once. */
  actId?: string | undefined;
  /** When the device says it was done, where that was not now. */
  seenAt?: Date | undefined;
  pageCount?: number | null | undefined;
  note?: string | undefined;
  facts?: object | undefined;
  /** Why it goes into a place that has no room left. */
  overCapacity?: string | undefined;
}

const placesOf = (holders: readonly (Holder | undefined)[]): PlaceId[] => holders.flatMap((at) => (at?.holder === 'place' ? [at.placeId] : []));

/** All places that these copies leave or come to, locked once for the whole act. */
export async function lockPlacesOf(tx: Tx, copies: readonly CopyRow[], ...to: readonly (Holder | undefined)[]): Promise<Map<PlaceId, LockedPlace>> {
  const rows = await lockPlaces(tx, placesOf([...copies.map((copy) => standingOf(copy).at), ...to]));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Lets something happen to one copy: judged by the rules of custody, written as the next link of its chain, counted in the places it leaves and
 * comes to, recorded in the trail. The copy and, through `lockPlacesOf`, its places are locked by the caller, who may carry many in one act.
 */
export async function carry(app: App, tx: Tx, actor: Actor, copy: CopyRow, act: CustodyAct, places: ReadonlyMap<PlaceId, LockedPlace>, details: Carried = {}): Promise<Standing> {
  const now = standingOf(copy);
  const next = refuseUnlessPossible(copy, act, places, details);
  const { overCapacity, facts, ...rest } = details;
  const ids = { handOverId: 'handOverId' in act ? act.handOverId : null, loanId: 'loanId' in act ? act.loanId : null };
  const written = await writeLink(tx, actor, copy.id, { seq: copy.lastSeq + 1, act: act.act, from: now.at, to: next, at: app.clock.now(), ...ids, ...rest, facts: { ...facts, ...(overCapacity ? { overCapacity } : {}) } });
  if (!written) throw nameTaken(copy.id);
  if (!sameHolder(now.at, next.at)) {
    await count(tx, places, now.at, copy, -1);
    await count(tx, places, next.at, copy, 1);
  }
  Object.assign(copy, { lastSeq: copy.lastSeq + 1, placeId: null, personId: null, outside: null, ...next.at, handOverId: next.handOverId, loanId: next.loanId });
  const told: PlainFacts = { copy: copy.ordinal, ...(next.at.holder === 'place' ? { to: places.get(next.at.placeId)?.code ?? '' } : {}), ...(details.note ? { note: details.note } : {}) };
  const event = auditOf[act.act];
  if (event) await recordAudit(tx, actor, { kind: event, subjectId: copy.id, contractId: copy.contractId, facts: told } as AuditEvent);
  return next;
}

/** What was sent twice is told as done before it comes to this; so the name was given to two acts. */
export const nameTaken = (copyId: CopyId): Refusal => new Refusal('custody_impossible', 'Another act on this paper has the name that was given to this one.', { kind: 'other-act', copyId });

/** Judges an act without doing it, for what must be done before it; throws what `carry` would throw. */
export function refuseUnlessPossible(copy: CopyRow, act: CustodyAct, places: ReadonlyMap<PlaceId, LockedPlace>, { overCapacity }: Pick<Carried, 'overCapacity'> = {}): Standing {
  const now = standingOf(copy);
  const verdict = custodyVerdict(now, act);
  if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This cannot be done with this paper now.', { kind: verdict.why, copyId: copy.id, now: now.at });
  const { next } = verdict;
  if (next.at.holder === 'place' && !sameHolder(now.at, next.at)) enter(places.get(next.at.placeId), copy, overCapacity);
  return next;
}

/** The rest is recorded as the act it belongs to: a hand-over, a loan, a shipment. */
const auditOf: Partial<Record<CustodyAct['act'], AuditEvent['kind']>> = { opened: 'copy.opened', filed: 'copy.filed', moved: 'copy.moved', taken: 'copy.taken', found: 'copy.found', corrected: 'copy.corrected' };

function enter(place: LockedPlace | undefined, copy: CopyRow, overCapacity: string | undefined): void {
  if (!place || place.closedAt) throw new Refusal('place_impossible', 'This place is closed.', { kind: 'closed' });
  if (place.holds === 'places') throw new Refusal('place_impossible', 'A place of this kind holds no papers directly.', { kind: 'wrong-content' });
  const fits = fitsVerdict(place, 1, copy.thicknessMm);
  if (fits.kind === 'full' && !overCapacity) throw new Refusal('place_full', 'It does not fit.', { ...fits, placeId: place.id, name: place.name || place.code });
}

/** The row in memory follows, so that the next copy of the same act is judged by what is there then. */
async function count(tx: Tx, places: ReadonlyMap<PlaceId, LockedPlace>, at: Holder, copy: CopyRow, by: 1 | -1): Promise<void> {
  if (at.holder !== 'place') return;
  await addHeld(tx, at.placeId, by, by * copy.thicknessMm);
  const place = places.get(at.placeId);
  if (place) Object.assign(place, { held: place.held + by, heldMm: place.heldMm + by * copy.thicknessMm });
}
