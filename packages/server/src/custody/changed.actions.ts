import type { Db } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import type { CopyRow } from './chain.queries.ts';
import { findLastAct } from './facts.queries.ts';
import { holderOf } from './holder.rules.ts';
import { describeHolders } from './holders.queries.ts';

/** The paper is no longer as the asker saw it: who did what is told, and where it is now. */
export async function refuseChanged(db: Db, copy: CopyRow): Promise<Refusal> {
  const [holder] = await describeHolders(db, [holderOf(copy)]);
  const last = await findLastAct(db, copy.id);
  const now = holder?.holder === 'place' ? holder.place : holder?.holder === 'person' ? holder.name : holder?.holder === 'outside' ? holder.outside : '';
  return new Refusal('custody_changed', 'Somebody else did something with this paper meanwhile. Look at it again.', { copyId: copy.id, seq: copy.lastSeq, version: copy.version, now, holder, by: last?.by ?? '', at: last?.at.toISOString(), ...(now === '' ? { kind: holder?.holder } : {}) });
}
