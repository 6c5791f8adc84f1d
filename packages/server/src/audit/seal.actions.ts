import type { AuditVerification } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { countUnsealed, findSealed, findUnsealed, lastSeal, lockChain, saveSeals } from './seal.queries.ts';
import { beginning, sealOf } from './seal.rules.ts';

/** Joins what was recorded since the last time to the chain. Returns how many events were sealed. */
export async function sealAudit(db: Db, signal?: AbortSignal): Promise<number> {
  let sealed = 0;
  for (;;) {
    signal?.throwIfAborted();
    const step = await sealSome(db, 2_000);
    sealed += step;
    if (step < 2_000) return sealed;
  }
}

async function sealSome(db: Db, most: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockChain(tx);
    const events = await findUnsealed(tx, most);
    if (events.length === 0) return 0;
    let { sealNumber, seal } = (await lastSeal(tx)) ?? { sealNumber: 0, seal: beginning };
    const seals = events.map((event) => {
      sealNumber += 1;
      seal = sealOf(seal, { ...event, sealNumber });
      return { id: event.id, sealNumber, seal };
    });
    await saveSeals(tx, seals);
    return events.length;
  });
}

/** Recomputes every seal. What was cut off at the very end shows only by the last seal, which is why it is told: keep it elsewhere. */
export async function verifyAudit(db: Db): Promise<AuditVerification> {
  const waiting = await countUnsealed(db);
  let before = beginning;
  let sealed = 0;
  for (;;) {
    const events = await findSealed(db, sealed, 2_000);
    for (const { seal, ...event } of events) {
      const missing = event.sealNumber !== sealed + 1;
      const expected = sealOf(before, event);
      if (missing || !expected.equals(seal)) {
        const broken = { sealNumber: sealed + 1, eventId: missing ? null : event.id, why: missing ? ('missing' as const) : ('changed' as const) };
        return { intact: false, sealed, waiting, lastSeal: sealed === 0 ? null : before.toString('hex'), broken };
      }
      before = seal;
      sealed += 1;
    }
    if (events.length < 2_000) return { intact: true, sealed, waiting, lastSeal: sealed === 0 ? null : before.toString('hex'), broken: null };
  }
}
