import { sql } from 'kysely';
import type { Department, DepartmentId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

const rows = (db: Db) =>
  db
    .selectFrom('department')
    .select(['department.id', 'department.name', 'department.parentId'])
    .select((eb) =>
      eb
        .selectFrom('person')
        .select((p) => p.fn.countAll<number>().as('count'))
        .whereRef('person.departmentId', '=', 'department.id')
        .where('person.leftAt', 'is', null)
        .as('people'),
    );

export async function findDepartments(db: Db): Promise<Department[]> {
  const found = await rows(db).orderBy('department.name').orderBy('department.id').execute();
  return found.map((row) => ({ ...row, people: row.people ?? 0 }));
}

export async function findDepartment(db: Db, departmentId: DepartmentId): Promise<Department | undefined> {
  const row = await rows(db).where('department.id', '=', departmentId).executeTakeFirst();
  return row && { ...row, people: row.people ?? 0 };
}

export async function findDepartmentParents(db: Db): Promise<Map<DepartmentId, DepartmentId | null>> {
  const found = await db.selectFrom('department').select(['id', 'parentId']).execute();
  return new Map(found.map(({ id, parentId }) => [id, parentId]));
}

/** The tree as it stands; two moves at once, each good alone, could make a ring, so they wait for each other. */
export async function lockDepartmentParents(tx: Tx): Promise<Map<DepartmentId, DepartmentId | null>> {
  await sql`select pg_advisory_xact_lock(hashtext('departments'))`.execute(tx);
  return findDepartmentParents(tx);
}

export async function insertDepartment(tx: Tx, department: { id: DepartmentId; name: string; parentId: DepartmentId | null }): Promise<void> {
  await tx.insertInto('department').values(department).execute();
}

export async function updateDepartment(tx: Tx, departmentId: DepartmentId, update: { name?: string | undefined; parentId?: DepartmentId | null | undefined }): Promise<void> {
  await tx.updateTable('department').set(update).where('id', '=', departmentId).execute();
}
