import type { CopyId, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';

/** A copy as its label's reader sees it, if its contract is open to them. */
export async function findLabelledCopy(db: Db, actor: Person, copyId: CopyId) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('handOver', (join) => join.onRef('handOver.id', '=', 'copy.handOverId').on('handOver.state', '=', 'offered'))
    .selectAll('copy')
    .select(['contract.number', 'contract.title', 'handOver.receiverId'])
    .where('copy.id', '=', copyId)
    .where((eb) => visibleTo(actor)(eb as never))
    .executeTakeFirst();
}

/** The loan that was approved first for this copy and waits for it to be handed out. */
export async function findLoanWaiting(db: Db, copyId: CopyId) {
  const row = await db
    .selectFrom('loanCopy')
    .innerJoin('loan', 'loan.id', 'loanCopy.loanId')
    .select('loan.id')
    .where('loanCopy.copyId', '=', copyId)
    .where('loan.state', '=', 'approved')
    .orderBy('loan.approvedAt')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Who a borrower card belongs to, and how many papers open to the asker they answer for. */
export async function findLabelledPerson(db: Db, actor: Person, personId: PersonId) {
  const person = await db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.departmentId')
    .select(['person.id', 'person.name', 'person.labelNo', 'department.name as department'])
    .where('person.id', '=', personId)
    .executeTakeFirst();
  if (!person) return undefined;
  const { count } = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('copy.personId', '=', personId)
    .where((eb) => visibleTo(actor)(eb as never))
    .executeTakeFirstOrThrow();
  return { ...person, holds: Number(count) };
}
