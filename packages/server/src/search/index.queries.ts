import { sql } from 'kysely';
import type { ContractId, PageId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { gramsOfText, partMark } from './grams.rules.ts';

export interface IndexedPage {
  pageId: PageId;
  text: string;
}

/** Two runs for one contract must not overtake each other: taken before anything is read of it, or the later could write the older. */
export async function lockIndexing(tx: Tx, contractId: ContractId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${contractId}, 1))`.execute(tx);
}

/** Writes what search knows of a contract, whole, from what the register and the reading say now. */
export async function indexText(tx: Tx, contractId: ContractId, pages: readonly IndexedPage[]): Promise<void> {
  const fields = await fieldsOf(tx, contractId);
  if (!fields) return;
  const clean = (text: string): string => text.replaceAll(partMark, ' ').replaceAll('\0', '');
  const shown = [Object.values(fields).filter(Boolean).join('\n'), ...pages.map((page) => page.text)].map(clean);
  const folded = shown.map(fold).join(partMark);
  const row = {
    number: fold(fields.number),
    title: fold(fields.title),
    party: fold(fields.party),
    place: fold(fields.place),
    note: fold(fields.note),
    folded,
    shown: shown.join(partMark),
    pageIds: pages.map((page) => page.pageId),
    grams: gramsOfText(folded),
  };
  await tx
    .insertInto('searchText')
    .values({ contractId, ...row })
    .onConflict((conflict) => conflict.column('contractId').doUpdateSet({ ...row, indexedAt: sql`now()` }))
    .execute();
}

async function fieldsOf(tx: Tx, contractId: ContractId) {
  const contract = await tx
    .selectFrom('contract')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .selectAll('contract')
    .select('contractType.name as typeName')
    .where('contract.id', '=', contractId)
    .executeTakeFirst();
  if (!contract) return undefined;
  const parties = await tx
    .selectFrom('contractParty')
    .innerJoin('party', 'party.id', 'contractParty.partyId')
    .select(['printedName', 'role', 'party.name', 'party.uscc', 'party.formerNames'])
    .where('contractId', '=', contractId)
    .orderBy('position')
    .execute();
  const payments = await tx.selectFrom('contractPayment').selectAll().where('contractId', '=', contractId).orderBy('position').execute();
  const notes = await tx.selectFrom('contractNote').select('text').where('contractId', '=', contractId).orderBy('id').execute();
  const lines = (parts: readonly (string | null | undefined)[]): string => [...new Set(parts.filter(Boolean))].join('\n');
  return {
    number: lines([contract.number, contract.printedNumber]),
    title: contract.title,
    party: lines([contract.counterparty, contract.ownEntity, ...parties.flatMap((party) => [party.printedName, party.name, ...party.formerNames, party.uscc])]),
    place: contract.signedPlace ?? '',
    note: lines(notes.map((note) => note.text)),
    rest: lines([
      contract.typeName,
      contract.amount,
      contract.amountUppercase,
      contract.warranty,
      contract.disputeResolution?.replace(/^(court|arbitration):/, ''),
      contract.effectiveFrom,
      ...payments.flatMap((payment) => [payment.label, payment.amount, payment.dueText]),
    ]),
  };
}

export async function contractsOfParty(db: Db, partyId: string): Promise<ContractId[]> {
  const rows = await db.selectFrom('contractParty').select('contractId').distinct().where('partyId', '=', partyId as never).execute();
  return rows.map((row) => row.contractId);
}

const sampleSize = 2_000;

/** Counts in a sample how many contracts hold each key, for choosing between the index and the walk. Rare keys are left out. */
export async function sampleGrams(tx: Tx): Promise<void> {
  await sql`
    create temporary table fresh_share on commit drop as
    with sample as materialized (select grams from search_text order by random() limit ${sampleSize}),
      size as (select count(*) as contracts from sample)
    select gram, count(*)::real / (select contracts from size) as share from sample, unnest(grams) as gram
    group by gram having count(*) > 0.005 * (select contracts from size)`.execute(tx);
  // Deleted rather than truncated: searches go on reading the old shares meanwhile.
  await sql`delete from gram_share`.execute(tx);
  await sql`insert into gram_share select gram, share from fresh_share`.execute(tx);
}
