import { sql } from 'kysely';
import type { ContractId, CopyCondition, CopyId, LoanId, PersonId, PlaceId, SealBack } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export type LoanPaperRow = Awaited<ReturnType<typeof findLoanPapers>>[number];

/** The papers of these loans, each with where it is, where it came from, its whole seals and how many come before. */
export async function findLoanPapers(db: Db, loanIds: readonly LoanId[]) {
  if (loanIds.length === 0) return [];
  return db
    .selectFrom('loanCopy')
    .innerJoin('loan', 'loan.id', 'loanCopy.loanId')
    .innerJoin('copy', 'copy.id', 'loanCopy.copyId')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('person as checker', 'checker.id', 'loanCopy.checkedBy')
    .selectAll('loanCopy')
    .select(['copy.contractId', 'contract.number', 'contract.title', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'copy.condition', 'copy.holder', 'copy.loanId as onLoan', 'copy.handOverId', 'checker.name as checkerName', 'copy.placeId'])
    .select([
      sql<string[]>`array(select number from security_seal s where s.copy_id = copy.id and s.broken_at is null order by s.id)`.as('seals'),
      sql<PlaceId | null>`(select e.from_place_id from custody_event e where e.copy_id = copy.id and e.from_place_id is not null order by e.seq desc limit 1)`.as('homeId'),
      sql<number>`(select count(*) from loan_copy oc join loan o on o.id = oc.loan_id
        where oc.copy_id = copy.id and oc.pages_out is null and oc.outcome is null and o.id <> loan.id and o.renews_id is null and o.state in ('approved', 'handing-out', 'out')
          and (o.approved_at, o.id) < (coalesce(loan.approved_at, 'infinity'), loan.id))`.as('before'),
    ])
    .where('loanCopy.loanId', 'in', [...loanIds])
    .orderBy('copy.ordinal')
    .execute();
}

export async function papersOfLoan(tx: Tx, loanId: LoanId) {
  return tx.selectFrom('loanCopy').selectAll().where('loanId', '=', loanId).orderBy('copyId').execute();
}

/** The approved loan that is first to have this paper. */
export async function firstInQueue(db: Db, copyId: CopyId): Promise<{ id: LoanId; contractId: ContractId; askedBy: PersonId } | undefined> {
  return db
    .selectFrom('loanCopy')
    .innerJoin('loan', 'loan.id', 'loanCopy.loanId')
    .select(['loan.id', 'loan.contractId', 'loan.askedBy'])
    .where('loanCopy.copyId', '=', copyId)
    .where('loanCopy.pagesOut', 'is', null)
    .where('loanCopy.outcome', 'is', null)
    .where('loan.renewsId', 'is', null)
    .where('loan.state', 'in', ['approved', 'handing-out', 'out'])
    .orderBy('loan.approvedAt')
    .orderBy('loan.id')
    .executeTakeFirst();
}

/** On which loan a paper is still to be given back: also where the books say meanwhile that it is elsewhere. */
export async function findOutOn(tx: Tx, copyId: CopyId): Promise<LoanId | undefined> {
  const row = await tx
    .selectFrom('loanCopy')
    .innerJoin('loan', 'loan.id', 'loanCopy.loanId')
    .select('loan.id')
    .where('loanCopy.copyId', '=', copyId)
    .where('loanCopy.pagesOut', 'is not', null)
    .where('loanCopy.outcome', 'is', null)
    .orderBy('loan.id', 'desc')
    .executeTakeFirst();
  return row?.id;
}

export interface Check {
  outcome: 'back' | 'lost';
  checkedBy: PersonId;
  checkedAt: Date;
  pagesBack?: number;
  sealBack?: SealBack;
  conditionBack?: CopyCondition;
  note?: string;
}

export async function saveCheck(tx: Tx, loanId: LoanId, copyId: CopyId, check: Check): Promise<void> {
  await tx.updateTable('loanCopy').set(check).where('loanId', '=', loanId).where('copyId', '=', copyId).execute();
}

export async function dropUnfetched(tx: Tx, loanId: LoanId): Promise<void> {
  await tx.updateTable('loanCopy').set({ outcome: 'not-lent' }).where('loanId', '=', loanId).where('pagesOut', 'is', null).where('outcome', 'is', null).execute();
}

export async function saveCondition(tx: Tx, copyId: CopyId, condition: CopyCondition, conditionNote: string): Promise<void> {
  await tx.updateTable('copy').set((eb) => ({ condition, ...(conditionNote ? { conditionNote } : {}), version: eb('version', '+', 1) })).where('id', '=', copyId).where('condition', '<>', condition).execute();
}

/** False where one is kept already, or the paper was not checked. */
export async function savePhoto(tx: Tx, loanId: LoanId, copyId: CopyId, sha256: string): Promise<boolean> {
  const saved = await tx.updateTable('loanCopy').set({ photoSha256: sha256 }).where('loanId', '=', loanId).where('copyId', '=', copyId).where('outcome', '=', 'back').where('photoSha256', 'is', null).returning('copyId').executeTakeFirst();
  return saved !== undefined;
}

/** A contract's copies with how many approved loans wait for each. */
export async function findLendable(db: Db, contractId: ContractId) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('party', 'party.id', 'copy.partyId')
    .select(['copy.id', 'copy.contractId', 'contract.number', 'contract.title', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'copy.holder', 'copy.personId', 'copy.loanId', 'copy.handOverId', 'party.name as partyName'])
    .select(sql<number>`(select count(*) from loan_copy oc join loan o on o.id = oc.loan_id
      where oc.copy_id = copy.id and oc.pages_out is null and oc.outcome is null and o.renews_id is null and o.state in ('approved', 'handing-out', 'out'))`.as('waiting'))
    .where('copy.contractId', '=', contractId)
    .orderBy('copy.ordinal')
    .execute();
}

export async function copyIdsOf(db: Db, contractId: ContractId): Promise<CopyId[]> {
  const rows = await db.selectFrom('copy').select('id').where('contractId', '=', contractId).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Of a contract what decides whose yes a loan of it needs; not locked, since its copies are. */
export async function findLendingContract(db: Db, actor: Actor, contractId: ContractId) {
  return db.selectFrom('contract').select(['contract.departmentId', 'contract.confidentiality']).where('contract.id', '=', contractId).where(visibleTo(actor)).executeTakeFirst();
}
