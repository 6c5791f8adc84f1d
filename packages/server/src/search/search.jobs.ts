import { z } from 'zod';
import { ContractId } from '@qige/wire';
import { AuditReaction } from '../audit/audit.events.ts';
import { defineJob, enqueue } from '../platform/jobs.ts';
import { textOfContract } from '../reading/text.queries.ts';
import { contractsOfParty, contractsToIndex, indexText, lockIndexing, sampleGrams } from './index.queries.ts';

export const indexContract = defineJob({
  name: 'search.index-contract',
  payload: AuditReaction,
  attempts: 10,
  oncePerKey: true,
  keyOf: ({ subjectId, contractId }) => contractId ?? subjectId,
  async run(app, { subjectId, contractId }) {
    const id = ContractId.safeParse(contractId ?? subjectId).data;
    if (!id) return; // a correction on a scan that is no contract yet
    await app.db.transaction().execute(async (tx) => {
      await lockIndexing(tx, id);
      const pages = await textOfContract(tx, id);
      await indexText(tx, id, pages.map(({ pageId, lines }) => ({ pageId, text: lines.map((line) => line.text).join('\n') })));
    });
  },
});

/** A party has another name: its contracts are found under it too. */
export const indexParty = defineJob({
  name: 'search.index-party',
  payload: AuditReaction,
  attempts: 10,
  async run(app, { subjectId }) {
    const contractIds = await contractsOfParty(app.db, subjectId);
    await app.db.transaction().execute(async (tx) => {
      for (const contractId of contractIds) await enqueue(tx, indexContract, { subjectId: contractId, contractId }, { key: contractId });
    });
  },
});

/** Rows that code before this one wrote, or that are missing. */
export const indexOutdated = defineJob({
  name: 'search.index-outdated',
  payload: z.object({}).strict() as z.ZodType<Record<string, never>>,
  attempts: 2,
  async run(app, _payload, signal) {
    for (let after = ''; ; ) {
      signal.throwIfAborted();
      const contractIds = await contractsToIndex(app.db, after, 500);
      if (contractIds.length === 0) return;
      await app.db.transaction().execute(async (tx) => {
        for (const contractId of contractIds) await enqueue(tx, indexContract, { subjectId: contractId, contractId }, { key: contractId });
      });
      after = contractIds.at(-1) ?? '';
    }
  },
});

export const estimateFrequencies = defineJob({
  name: 'search.estimate-frequencies',
  payload: z.object({}).strict() as z.ZodType<Record<string, never>>,
  attempts: 2,
  run: (app) => app.db.transaction().execute((tx) => sampleGrams(tx)),
});
