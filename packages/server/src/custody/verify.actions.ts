import type { CopyId } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { findChains } from './chain.queries.ts';
import { standingOf } from './holder.rules.ts';
import { findBooks } from './verify.queries.ts';
import { chainVerdict, type WholeVerdict } from './whole.rules.ts';

export interface BrokenChain {
  copyId: CopyId;
  verdict: Extract<WholeVerdict, { kind: 'broken' }>;
}

/** Replays every chain and compares what it comes to with the books; a thousand copies at a time, so that memory does not grow with the archive. */
export async function findBrokenChains(db: Db): Promise<{ copies: number; broken: BrokenChain[] }> {
  const broken: BrokenChain[] = [];
  let copies = 0;
  for (let after: CopyId | undefined; ; ) {
    const rows = await findBooks(db, after, 1_000);
    const chains = await findChains(db, rows.map(({ id }) => id));
    for (const row of rows) {
      const verdict = chainVerdict(chains.get(row.id) ?? [], standingOf(row), row.lastSeq);
      if (verdict.kind === 'broken') broken.push({ copyId: row.id, verdict });
    }
    copies += rows.length;
    after = rows.at(-1)?.id;
    if (rows.length < 1_000) return { copies, broken };
  }
}
