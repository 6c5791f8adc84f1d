import type { Department, DepartmentId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findDepartment, insertDepartment, lockDepartmentParents, updateDepartment } from './department.queries.ts';
import { moveVerdict } from './people.rules.ts';

export async function addDepartment(app: App, actor: Actor, { name, parentId }: { name: string; parentId: DepartmentId | null }): Promise<Department> {
  return app.db.transaction().execute(async (tx) => {
    await checkMove(tx, null, parentId);
    const id = newId('dep');
    await insertDepartment(tx, { id, name, parentId });
    await recordAudit(tx, actor, { kind: 'department.added', subjectId: id, facts: { name, parentId } });
    return { id, name, parentId, people: 0 };
  });
}

type DepartmentChange = { name?: string | undefined; parentId?: DepartmentId | null | undefined };

export async function changeDepartment(app: App, actor: Actor, departmentId: DepartmentId, change: DepartmentChange): Promise<Department> {
  return app.db.transaction().execute(async (tx) => {
    const before = await findDepartment(tx, departmentId);
    if (!before) throw notFound();
    if (change.parentId !== undefined) await checkMove(tx, departmentId, change.parentId);
    if (Object.keys(change).length > 0) await updateDepartment(tx, departmentId, change);
    const after = { name: change.name ?? before.name, parentId: change.parentId === undefined ? before.parentId : change.parentId };
    await recordAudit(tx, actor, { kind: 'department.changed', subjectId: departmentId, facts: after });
    return { ...before, ...after };
  });
}

async function checkMove(tx: Tx, departmentId: DepartmentId | null, parentId: DepartmentId | null): Promise<void> {
  const verdict = moveVerdict(await lockDepartmentParents(tx), departmentId, parentId);
  if (verdict.kind === 'good') return;
  const why = verdict.kind === 'under-itself' ? 'A department cannot stand under itself or one of its own.' : 'There is no such department.';
  throw new Refusal('invalid_request', why, { fields: [{ field: 'parentId', problem: verdict.kind }] });
}
