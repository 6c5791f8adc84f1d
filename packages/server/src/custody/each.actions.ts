import type { ActRefused, CopiesActed, CopyHolder, CopyId, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { LockedPlace } from '../places/occupancy.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { type Carried, lockPlacesOf } from './carry.actions.ts';
import { refuseChanged } from './changed.actions.ts';
import { type CopyRow, findDoneBefore, lockCopies } from './chain.queries.ts';
import type { Holder } from './custody.rules.ts';
import { seenMoment } from './from-device.rules.ts';
import { holderOf } from './holder.rules.ts';
import { describeHolders } from './holders.queries.ts';

export interface Asked {
  copies: readonly { copyId: CopyId; seq?: number | undefined }[];
  actId?: string | undefined;
  seenAt?: string | undefined;
  sentAt?: string | undefined;
  note?: string | undefined;
  overCapacity?: string | undefined;
}

export interface Act {
  /** Everything the copies come to, besides where they are; asked once they are locked, so that all can be locked at once. */
  comeTo(tx: Tx, copies: readonly CopyRow[]): Promise<readonly Holder[]>;
  /** What is to be locked or known besides, once copies and places are locked. */
  prepare?(tx: Tx, copies: readonly CopyRow[]): Promise<void>;
  /** Must not have written anything when it throws a Refusal: the others go on. */
  each(tx: Tx, copy: CopyRow, places: ReadonlyMap<PlaceId, LockedPlace>, details: Carried): Promise<void>;
}

/**
 * One act on many copies, each done or refused for itself, in the order of their ids. What was sent before under the same name is told as done.
 * A copy that is no longer as the asker saw it is refused. One alone that is refused is refused altogether.
 */
export async function actOnEach(app: App, actor: Person, asked: Asked, act: Act): Promise<CopiesActed> {
  const { copies: wanted, actId, note, overCapacity } = asked;
  return app.db.transaction().execute(async (tx) => {
    const ids = wanted.map(({ copyId }) => copyId);
    const copies = await lockCopies(tx, actor, ids);
    const before = actId ? await findDoneBefore(tx, ids, actId) : new Set<CopyId>();
    const places = await lockPlacesOf(tx, copies, ...(await act.comeTo(tx, copies)));
    await act.prepare?.(tx, copies);
    const seqs = new Map(wanted.map(({ copyId, seq }) => [copyId, seq]));
    const refused: ActRefused[] = [];
    const refuse = (copyId: CopyId, refusal: Refusal): void => {
      if (ids.length === 1) throw refusal;
      const { code, message, details } = refusal;
      refused.push({ copyId, code, message, details });
    };
    const details: Carried = { actId, seenAt: seenMoment(asked, app.clock.now()), note, overCapacity };
    const done: CopyRow[] = [];
    for (const copy of copies) {
      const seq = seqs.get(copy.id);
      if (before.has(copy.id)) done.push(copy);
      else if (seq !== undefined && seq !== copy.lastSeq) refuse(copy.id, await refuseChanged(tx, copy));
      else
        try {
          await act.each(tx, copy, places, details);
          done.push(copy);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refuse(copy.id, error);
        }
    }
    const there = new Set(copies.map(({ id }) => id));
    for (const id of new Set(ids)) if (!there.has(id)) refuse(id, notFound());
    const [first] = done;
    if (first) await tellLive(tx, { topic: 'archive', id: first.id });
    const holders = await describeHolders(tx, done.map(holderOf));
    return { done: done.map(({ id, lastSeq }, index) => ({ copyId: id, seq: lastSeq, holder: holders[index] as CopyHolder })), refused };
  });
}
