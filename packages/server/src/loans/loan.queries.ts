import { sql, type SqlBool } from 'kysely';
import type { ContractId, CopyId, LoanId, LoanState, LoanView, PersonId, PlainDate } from '@qige/wire';
import type { Person } from '../actor.ts';
import { seesOthersLoans } from '../contracts/said.rules.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export type LoanRow = Awaited<ReturnType<typeof findLoans>>[number];

/** One's own, and others' where one approves loans or keeps the paper; always of contracts that are open to one. */
const loans = (db: Db, actor: Person) => {
  return db
    .selectFrom('loan')
    .innerJoin('contract', 'contract.id', 'loan.contractId')
    .innerJoin('person as asker', 'asker.id', 'loan.askedBy')
    .leftJoin('department', 'department.id', 'asker.departmentId')
    .where((eb) => visibleTo(actor)(eb as never))
    .where((eb) => (seesOthersLoans(actor) ? eb.lit(true) : eb('loan.askedBy', '=', actor.id)));
};

/** The approved loans that wait for a paper of this one, in order: nobody overtakes. */
const earlier = sql`
  select from loan_copy oc join loan o on o.id = oc.loan_id
  where oc.copy_id = lc.copy_id and oc.pages_out is null and oc.outcome is null and o.id <> loan.id and o.renews_id is null
    and o.state in ('approved', 'handing-out', 'out') and (o.approved_at, o.id) < (loan.approved_at, loan.id)`;
const isReady = sql<SqlBool>`exists (
  select from loan_copy lc join copy c on c.id = lc.copy_id
  where lc.loan_id = loan.id and lc.pages_out is null and lc.outcome is null and c.loan_id is null and c.hand_over_id is null
    and c.holder in ('place', 'person') and not exists (${earlier}))`;

const decidedBy = (actor: Person) => {
  const departments = actor.permissions.has('loans.approve') ? [...actor.departmentIds] : [];
  return sql<SqlBool>`loan.asked_by <> ${actor.id} and exists (
    select from loan_step s where s.loan_id = loan.id and s.state = 'waiting'
      and s.position = (select min(position) from loan_step w where w.loan_id = loan.id and w.state = 'waiting')
      and (s.kind = 'department' and s.department_id = any(${departments}::text[]) or s.kind = 'across' and ${actor.permissions.has('loans.approve-across')}))`;
};

const views: Readonly<Record<Exclude<LoanView, 'all'>, (actor: Person, today: PlainDate) => ReturnType<typeof sql<SqlBool>>>> = {
  mine: (actor) => sql<SqlBool>`loan.asked_by = ${actor.id}`,
  deciding: (actor) => sql<SqlBool>`loan.state = 'asked' and ${decidedBy(actor)}`,
  'to-hand-out': () => sql<SqlBool>`loan.state = 'approved' and loan.renews_id is null and ${isReady}`,
  queue: () => sql<SqlBool>`loan.state = 'approved' and loan.renews_id is null and not ${isReady}`,
  out: () => sql<SqlBool>`loan.state in ('out', 'handing-out')`,
  overdue: (_, today) => sql<SqlBool>`loan.state = 'out' and loan.due_on < ${today}::date`,
  escalated: (actor) => sql<SqlBool>`loan.state = 'out' and 'escalated' = any(loan.reminded)
    and (${actor.permissions.has('paper.keep')} or exists (select from loan_step s where s.loan_id = loan.id and s.decided_by = ${actor.id}))`,
};

const orderOf: Readonly<Record<LoanView, 'newest' | 'asked' | 'approved' | 'due'>> = { mine: 'newest', all: 'newest', deciding: 'asked', 'to-hand-out': 'approved', queue: 'approved', out: 'due', overdue: 'due', escalated: 'due' };
const keys = { newest: sql`loan.id`, asked: sql`loan.asked_at`, approved: sql`loan.approved_at`, due: sql`loan.due_on` };
/** The same key of the loan that was shown last. */
const keysOfLast = { newest: sql`id`, asked: sql`asked_at`, approved: sql`approved_at`, due: sql`due_on` };

const columns = (db: Db, actor: Person) =>
  loans(db, actor)
    .selectAll('loan')
    .select(['contract.number', 'contract.title', 'contract.confidentiality', 'contract.departmentId', 'asker.name as askerName', 'department.name as departmentName'])
    .select(isReady.as('ready'));

export interface LoanFilter {
  view: LoanView;
  contractId?: ContractId | undefined;
  text?: string | undefined;
}

export async function findLoans(db: Db, actor: Person, { view, contractId, text }: LoanFilter, today: PlainDate, after: string | undefined, limit: number) {
  const [key, last, down] = [keys[orderOf[view]], keysOfLast[orderOf[view]], orderOf[view] === 'newest'];
  let query = columns(db, actor).orderBy(key, down ? 'desc' : 'asc').orderBy('loan.id', down ? 'desc' : 'asc').limit(limit);
  if (view !== 'all') query = query.where(views[view](actor, today));
  if (contractId) query = query.where('loan.contractId', '=', contractId);
  if (text) query = query.where((eb) => eb.or([sql<SqlBool>`strpos(lower(contract.title), ${text.toLowerCase()}) > 0`, sql<SqlBool>`strpos(lower(contract.number), ${text.toLowerCase()}) > 0`, sql<SqlBool>`strpos(lower(asker.name), ${text.toLowerCase()}) > 0`]));
  if (after && down) query = query.where('loan.id', '<', after as LoanId);
  // Where a loan of others stands in the order would be told by what comes after it.
  if (after && !down) query = query.where(sql<SqlBool>`(${key}, loan.id) > (select ${last}, id from loan where id = ${after})`).where((eb) => eb.exists(loans(db, actor).select('loan.id').where('loan.id', '=', after as LoanId)));
  return query.execute();
}

export async function findLoan(db: Db, actor: Person, loanId: LoanId): Promise<LoanRow | undefined> {
  return columns(db, actor).where('loan.id', '=', loanId).executeTakeFirst();
}

export async function countLoans(db: Db, actor: Person, today: PlainDate) {
  const count = (view: Exclude<LoanView, 'all'>) => sql<number>`count(*) filter (where ${views[view](actor, today)})`.as(view);
  const mine = sql<number>`count(*) filter (where loan.asked_by = ${actor.id} and loan.state in ('asked', 'approved', 'handing-out', 'out'))`.as('mine');
  return loans(db, actor)
    .where('loan.state', 'in', ['asked', 'approved', 'handing-out', 'out'])
    .select([mine, count('deciding'), count('to-hand-out'), count('queue'), count('out'), count('overdue'), count('escalated')])
    .executeTakeFirstOrThrow();
}

/** Lock its copies first. */
export async function lockLoan(tx: Tx, loanId: LoanId) {
  return tx.selectFrom('loan').selectAll().where('id', '=', loanId).forUpdate().executeTakeFirstOrThrow();
}

export interface NewLoan {
  id: LoanId;
  contractId: ContractId;
  askedBy: PersonId;
  askedAt: Date;
  purpose: string;
  whyPaper: string;
  onSite: boolean;
  days: number;
  dueOn: PlainDate;
  renewsId: LoanId | null;
}

export async function insertLoan(tx: Tx, loan: NewLoan, copyIds: readonly CopyId[]): Promise<void> {
  await tx.insertInto('loan').values(loan).execute();
  await tx.insertInto('loanCopy').values(copyIds.map((copyId) => ({ loanId: loan.id, copyId }))).execute();
}

export interface LoanUpdate {
  state?: LoanState;
  dueOn?: PlainDate;
  handOverId?: null | NonNullable<LoanRow['handOverId']>;
  approvedAt?: Date;
  closedAt?: Date;
  reminded?: string[];
}

export async function updateLoan(tx: Tx, loanId: LoanId, update: LoanUpdate): Promise<void> {
  await tx.updateTable('loan').set(update).set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', loanId).execute();
}

/** The asker's loan of this contract that is not over. */
export async function findOpenLoanOf(db: Db, personId: PersonId, contractId: ContractId): Promise<LoanId | undefined> {
  const row = await db.selectFrom('loan').select('id').where('askedBy', '=', personId).where('contractId', '=', contractId).where('renewsId', 'is', null).where('state', 'in', ['asked', 'approved', 'handing-out', 'out']).orderBy('id', 'desc').executeTakeFirst();
  return row?.id;
}

/** Whether this loan has a request for renewal that is not decided. */
export async function hasRenewalWaiting(tx: Tx, loanId: LoanId): Promise<boolean> {
  return (await tx.selectFrom('loan').select('id').where('renewsId', '=', loanId).where('state', '=', 'asked').executeTakeFirst()) !== undefined;
}

/** Loans out that fall due by this day: what reminders are made of. */
export async function findDueBy(db: Db, day: PlainDate): Promise<LoanId[]> {
  const rows = await db.selectFrom('loan').select('id').where('state', '=', 'out').where('dueOn', '<=', day).orderBy('dueOn').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
