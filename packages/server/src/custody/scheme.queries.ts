import type { ArchiveRetention, ContractTypeId, DepartmentId } from '@qige/wire';
import type { Updateable } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export async function findDepartmentCodes(db: Db): Promise<Map<DepartmentId, { name: string; parentId: DepartmentId | null; code: string | null }>> {
  const rows = await db.selectFrom('department').select(['id', 'name', 'parentId', 'archiveCode as code']).orderBy('name').orderBy('id').execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export async function findTypeRetentions(db: Db): Promise<{ id: ContractTypeId; name: string; nameEn: string; retention: ArchiveRetention }[]> {
  return db.selectFrom('contractType').select(['id', 'name', 'nameEn', 'archiveRetention as retention']).orderBy('position').orderBy('code').execute();
}

export async function countCodes(db: Db): Promise<number> {
  return (await db.selectFrom('archivalCode').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirst())?.count ?? 0;
}

/** What it was before; undefined where there is no such department. */
export async function setDepartmentCode(tx: Tx, departmentId: DepartmentId, code: string | null): Promise<{ code: string | null } | undefined> {
  const before = await tx.selectFrom('department').select('archiveCode as code').where('id', '=', departmentId).forUpdate().executeTakeFirst();
  if (before) await tx.updateTable('department').set({ archiveCode: code }).where('id', '=', departmentId).execute();
  return before;
}

export async function setTypeRetention(tx: Tx, contractTypeId: ContractTypeId, retention: ArchiveRetention): Promise<{ retention: ArchiveRetention } | undefined> {
  const before = await tx.selectFrom('contractType').select('archiveRetention as retention').where('id', '=', contractTypeId).forUpdate().executeTakeFirst();
  const update: Updateable<Tables['contractType']> = { archiveRetention: retention };
  if (before) await tx.updateTable('contractType').set(update).where('id', '=', contractTypeId).execute();
  return before;
}
