import type { CopyId, HandOverId, LoanId } from '@qige/wire';
import type { Insertable } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';
import type { ChainLink, CustodyAct, Holder, Standing } from './custody.rules.ts';
import { holderOf } from './holder.rules.ts';

export type CopyRow = Awaited<ReturnType<typeof lockCopies>>[number];

/** The copies named whose contract this person may see, locked in the order of their ids. Lock places after them.
 * What only refers to a copy – an item of a stock-take – need not wait for the lock, nor the lock for it. */
export async function lockCopies(tx: Tx, actor: Actor, copyIds: readonly CopyId[]) {
  if (copyIds.length === 0) return [];
  const rows = await tx
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .selectAll('copy')
    .where('copy.id', 'in', [...new Set(copyIds)])
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy('copy.id')
    .forNoKeyUpdate('copy')
    .execute();
  return rows.map((row) => ({ ...row, thicknessMm: Number(row.thicknessMm) }));
}

/** Those of the copies to which this act, by the name its device gave it, has happened already: it was sent twice. */
export async function findDoneBefore(tx: Tx, copyIds: readonly CopyId[], actId: string): Promise<Set<CopyId>> {
  if (copyIds.length === 0) return new Set();
  const rows = await tx.selectFrom('custodyEvent').select('copyId').where('copyId', 'in', [...copyIds]).where('actId', '=', actId).execute();
  return new Set(rows.map((row) => row.copyId));
}

export interface NewLink {
  seq: number;
  act: CustodyAct['act'];
  from: Holder | null;
  to: Standing;
  at: Date;
  seenAt?: Date | undefined;
  actId?: string | undefined;
  handOverId?: HandOverId | null | undefined;
  loanId?: LoanId | null | undefined;
  pageCount?: number | null | undefined;
  note?: string | undefined;
  facts?: object | undefined;
}

const columnsOf = (at: Holder) => ({
  holder: at.holder,
  placeId: at.holder === 'place' ? at.placeId : null,
  personId: at.holder === 'person' ? at.personId : null,
  outside: at.holder === 'outside' ? at.outside : null,
});

/** Writes a link and how the copy stands after it; writes nothing and says so where another act on the copy has its name. */
export async function writeLink(tx: Tx, actor: Actor, copyId: CopyId, link: NewLink): Promise<boolean> {
  const [from, to] = [link.from && columnsOf(link.from), columnsOf(link.to.at)];
  const written = await tx
    .insertInto('custodyEvent')
    .values({
      copyId,
      seq: link.seq,
      act: link.act,
      fromHolder: from?.holder ?? null,
      fromPlaceId: from?.placeId ?? null,
      fromPersonId: from?.personId ?? null,
      fromOutside: from?.outside ?? null,
      toHolder: to.holder,
      toPlaceId: to.placeId,
      toPersonId: to.personId,
      toOutside: to.outside,
      at: link.at,
      seenAt: link.seenAt ?? null,
      byKind: actor.kind,
      byId: actor.id,
      actId: link.actId ?? null,
      handOverId: link.handOverId ?? null,
      loanId: link.loanId ?? null,
      pageCount: link.pageCount ?? null,
      note: link.note ?? '',
      facts: JSON.stringify(link.facts ?? {}),
    })
    .onConflict((oc) => oc.columns(['copyId', 'actId']).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 0n) return false;
  await tx
    .updateTable('copy')
    .set((eb) => ({ ...to, handOverId: link.to.handOverId, loanId: link.to.loanId, lastSeq: link.seq, version: eb('version', '+', 1), ...(link.from && sameColumns(from, to) ? {} : { since: link.at }) }))
    .where('id', '=', copyId)
    .execute();
  return true;
}

const sameColumns = (a: object | null, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

export async function insertCopy(tx: Tx, copy: Insertable<Tables['copy']>): Promise<void> {
  await tx.insertInto('copy').values(copy).execute();
}

/** The whole chain of a copy, in order, as it can be replayed. */
export async function findChain(db: Db, copyId: CopyId): Promise<ChainLink[]> {
  return (await findChains(db, [copyId])).get(copyId) ?? [];
}

export async function findChains(db: Db, copyIds: readonly CopyId[]): Promise<Map<CopyId, ChainLink[]>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db.selectFrom('custodyEvent').selectAll().where('copyId', 'in', [...copyIds]).orderBy('copyId').orderBy('seq').execute();
  const chains = new Map<CopyId, ChainLink[]>();
  for (const row of rows) {
    const to = holderOf({ holder: row.toHolder, placeId: row.toPlaceId, personId: row.toPersonId, outside: row.toOutside });
    const from = row.fromHolder === null ? null : holderOf({ holder: row.fromHolder, placeId: row.fromPlaceId, personId: row.fromPersonId, outside: row.fromOutside });
    const link = { act: row.act, seq: row.seq, from, to, handOverId: row.handOverId, loanId: row.loanId } as unknown as ChainLink;
    const chain = chains.get(row.copyId);
    if (chain) chain.push(link);
    else chains.set(row.copyId, [link]);
  }
  return chains;
}
