import { sql } from 'kysely';
import type { ContractId, PageId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { copiesAsTyped, currencyAsTyped, dayAsTyped, sumAsTyped } from './as-typed.rules.ts';
import { fieldMark, gramsOfText, partMark } from './grams.rules.ts';

export interface IndexedPage {
  pageId: PageId;
  text: string;
}

/** Two runs for one contract must not overtake each other: taken before anything is read of it, or the later could write the older. */
export async function lockIndexing(tx: Tx, contractId: ContractId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${contractId}, 1))`.execute(tx);
}

/** Counted up when what is written here changes: rows of an older form are then written anew. */
export const textForm = 1;

/** Writes what search knows of a contract, whole, from what the register and the reading say now. */
export async function indexText(tx: Tx, contractId: ContractId, pages: readonly IndexedPage[]): Promise<void> {
  const fields = await fieldsOf(tx, contractId);
  if (!fields) return;
  const { number, title, party, place, note } = fields;
  const shown = [Object.values(fields).flat().map(clean).join(fieldMark), ...pages.map((page) => clean(page.text))];
  const folded = [foldFields(Object.values(fields).flat()), ...pages.map((page) => fold(page.text))].join(partMark);
  const row = {
    number: foldFields(number),
    title: foldFields(title),
    party: foldFields(party),
    place: foldFields(place),
    note: foldFields(note),
    folded,
    shown: shown.join(partMark),
    pageIds: pages.map((page) => page.pageId),
    grams: gramsOfText(folded),
    headingGrams: gramsOfText(foldFields([...number, ...title, ...party])),
    form: textForm,
  };
  await tx
    .insertInto('searchText')
    .values({ contractId, ...row })
    .onConflict((conflict) => conflict.column('contractId').doUpdateSet({ ...row, indexedAt: sql`now()` }))
    .execute();
}

const clean = (text: string): string => text.replaceAll(partMark, ' ').replaceAll(fieldMark, ' ').replaceAll('\0', '');
const foldFields = (values: readonly string[]): string => values.map(fold).join(fieldMark);

/** Every field of a contract, by the name it is asked for under; the rest stands under none. */
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
  const { currency } = contract;
  return {
    number: given([contract.number, contract.printedNumber]),
    title: given([contract.title]),
    party: given([contract.counterparty, contract.ownEntity, ...parties.flatMap((party) => [party.printedName, party.name, ...party.formerNames, party.uscc])]),
    place: given([contract.signedPlace]),
    note: given(notes.map((note) => note.text)),
    rest: given([
      contract.typeName,
      ...sumAsTyped(contract.amount, currency),
      contract.amountUppercase,
      ...currencyAsTyped(currency),
      contract.warranty,
      contract.disputeResolution?.replace(/^(court|arbitration):/, ''),
      contract.effectiveFrom,
      ...[contract.signedOn, contract.effectiveOn, contract.expiresOn, contract.deliveryBy].flatMap(dayAsTyped),
      ...parties.map((party) => party.role),
      ...copiesAsTyped(contract.copies),
      ...payments.flatMap((payment) => [payment.label, payment.percent && `${Number(payment.percent)}%`, ...sumAsTyped(payment.amount, currency), payment.dueText]),
    ]),
  };
}

const given = (parts: readonly (string | null | undefined)[]): string[] => [...new Set(parts.filter((part) => typeof part === 'string' && part !== ''))] as string[];

/** Contracts whose row is missing or of an older form, in the order of their ids. */
export async function contractsToIndex(db: Db, after: string, limit: number): Promise<ContractId[]> {
  const rows = await db
    .selectFrom('contract')
    .leftJoin('searchText', 'searchText.contractId', 'contract.id')
    .select('contract.id')
    .where('contract.id', '>', after as ContractId)
    .where((eb) => eb.or([eb('searchText.form', 'is', null), eb('searchText.form', '<', textForm)]))
    .orderBy('contract.id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
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
