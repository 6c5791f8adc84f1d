import { PartyId } from '@qige/wire';
import { AuditReaction } from '../audit/audit.events.ts';
import { sortKeyOf } from '../parties/pinyin.ts';
import { defineJob } from '../platform/jobs.ts';
import { sidesOf } from './names.rules.ts';
import { findContractIdsOf, findSides, saveNames } from './refresh-names.queries.ts';

/** A party was renamed, merged, or found to be one of our own: the names that lists show follow, a thousand contracts at a time. */
export const refreshNames = defineJob({
  name: 'contracts.refresh-names',
  payload: AuditReaction,
  attempts: 5,
  oncePerKey: true,
  async run(app, { subjectId }, signal) {
    const partyId = PartyId.parse(subjectId);
    for (let after = ''; ; ) {
      signal.throwIfAborted();
      const ids = await findContractIdsOf(app.db, partyId, after, 1_000);
      if (ids.length === 0) return;
      after = ids.at(-1) ?? '';
      await app.db.transaction().execute(async (tx) => {
        const sides = Map.groupBy(await findSides(tx, ids), (row) => row.contractId);
        await saveNames(tx, [...sides].map(([id, parties]) => {
          const named = sidesOf(parties);
          return { id, ...named, counterpartyKey: sortKeyOf(named.counterparty) };
        }));
      });
    }
  },
});
