import { sql } from 'kysely';
import type { DepartmentId, LoanId, PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { Step } from './loans.rules.ts';

export async function insertSteps(tx: Tx, loanId: LoanId, steps: readonly Step[]): Promise<void> {
  await tx.insertInto('loanStep').values(steps.map((step, position) => ({ loanId, position, ...step }))).execute();
}

export async function findSteps(db: Db, loanIds: readonly LoanId[]) {
  if (loanIds.length === 0) return [];
  return db
    .selectFrom('loanStep')
    .leftJoin('department', 'department.id', 'loanStep.departmentId')
    .leftJoin('person as decider', 'decider.id', 'loanStep.decidedBy')
    .selectAll('loanStep')
    .select(['department.name as departmentName', 'decider.name as deciderName'])
    .where('loanStep.loanId', 'in', [...loanIds])
    .orderBy('loanStep.position')
    .execute();
}

export async function saveStep(tx: Tx, loanId: LoanId, position: number, decided: { state: 'approved' | 'refused'; decidedBy: PersonId; decidedAt: Date; reason: string }): Promise<void> {
  await tx.updateTable('loanStep').set(decided).where('loanId', '=', loanId).where('position', '=', position).execute();
}

/** Those who work here, other than the asker, and approve loans for this department: of it, or of one above. */
export async function findHeads(db: Db, departmentId: DepartmentId, asker: PersonId): Promise<PersonId[]> {
  const { rows } = await sql<{ id: PersonId }>`
    with recursive above as (
      select id, parent_id from department where id = ${departmentId}
      union select d.id, d.parent_id from department d join above a on d.id = a.parent_id
    )
    select p.id from person p
    where p.left_at is null and p.id <> ${asker} and p.department_id in (select id from above)
      and exists (select from role r where r.code = any(p.roles) and 'loans.approve' = any(r.permissions))
    order by p.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Steps that wait for the head of a department. */
export async function findStepsOfHeads(db: Db) {
  return db
    .selectFrom('loanStep')
    .innerJoin('loan', 'loan.id', 'loanStep.loanId')
    .select(['loan.id as loanId', 'loan.askedBy', 'loan.contractId', 'loanStep.position', 'loanStep.departmentId'])
    .where('loan.state', '=', 'asked')
    .where('loanStep.state', '=', 'waiting')
    .where('loanStep.kind', '=', 'department')
    .execute();
}

export async function passAcross(tx: Tx, loanId: LoanId, position: number): Promise<void> {
  await tx.updateTable('loanStep').set({ kind: 'across', departmentId: null }).where('loanId', '=', loanId).where('position', '=', position).where('state', '=', 'waiting').execute();
}
