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
    if (change.parentId !== undefined) {
      refuseWidening(actor, departmentId, change.parentId);
      await checkMove(tx, departmentId, change.parentId);
    }
    if (Object.keys(change).length > 0) await updateDepartment(tx, departmentId, change);
    const after = { name: change.name ?? before.name, parentId: change.parentId === undefined ? before.parentId : change.parentId };
    await recordAudit(tx, actor, { kind: 'department.changed', subjectId: departmentId, facts: after });
    return { ...before, ...after };
  });
}

/** Who sees by department would see more with another department under theirs: nobody widens their own view. */
function refuseWidening(actor: Actor, departmentId: DepartmentId, parentId: DepartmentId | null): void {
  if (actor.kind === 'system' || parentId === null || !actor.departmentIds.includes(parentId) || actor.departmentIds.includes(departmentId)) return;
  if (![actor.sees, actor.handles].some((scope) => scope === 'department' || scope === 'company')) return;
  throw new Refusal('own_rights', 'You would see more with this department under your own; somebody else has to move it.', { changed: ['departmentId'] });
}

async function checkMove(tx: Tx, departmentId: DepartmentId | null, parentId: DepartmentId | null): Promise<void> {
  const verdict = moveVerdict(await lockDepartmentParents(tx), departmentId, parentId);
  if (verdict.kind === 'good') return;
  const why = verdict.kind === 'under-itself' ? 'A department cannot stand under itself or one of its own.' : 'There is no such department.';
  throw new Refusal('invalid_request', why, { fields: [{ field: 'parentId', problem: verdict.kind }] });
}
