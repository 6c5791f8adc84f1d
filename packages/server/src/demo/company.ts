import { randomInt } from 'node:crypto';
import type { BuiltInRole, DepartmentId } from '@qige/wire';
import { theSystem, type Person } from '../actor.ts';
import type { App } from '../app.ts';
import { addParty, changeParty } from '../parties/parties.actions.ts';
import { findPartiesByName } from '../parties/parties.queries.ts';
import { findPresentByEmail } from '../people/actor.queries.ts';
import { addDepartment } from '../people/department.actions.ts';
import { findDepartments } from '../people/department.queries.ts';
import { addPerson } from '../people/people.actions.ts';
import { personFrom } from '../people/sessions.ts';

const company = { name: '青岚仪器（苏州）有限公司', uscc: '913205946A2119195X' };
const departments = ['档案室', '销售部', '采购部', '研发部', '行政部'] as const;
export type DepartmentName = (typeof departments)[number];

const people: readonly { name: string; email: string; role: BuiltInRole; department: DepartmentName | null }[] = [
  { name: '周管理', email: 'admin@example.com', role: 'administrator', department: null },
  { name: '沈静', email: 'archivist@example.com', role: 'archivist', department: '档案室' },
  { name: '陈洁', email: 'clerk@example.com', role: 'clerk', department: null },
  { name: '林涛', email: 'sales@example.com', role: 'reader', department: '销售部' },
  { name: '王芳', email: 'head@example.com', role: 'head', department: '销售部' },
];

export interface Company {
  root: DepartmentId;
  departments: ReadonlyMap<DepartmentName, DepartmentId>;
  administrator: Person;
  archivist: Person;
  clerk: Person;
  /** Of the sales department: one who borrows, and their head. */
  borrower: Person;
  head: Person;
}

/** A password that can be read out and typed. */
export function makePassword(): string {
  return Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-');
}

export const accounts = people.map(({ email }) => email);

/** The company, its departments, its people; what is there already is left alone. */
export async function ensureCompany(app: App, password: string): Promise<Company> {
  const root = await ensureDepartment(app, '青岚仪器', null);
  const made = new Map<DepartmentName, DepartmentId>();
  for (const name of departments) made.set(name, await ensureDepartment(app, name, root));
  for (const { name, email, role, department } of people) {
    if (await findPresentByEmail(app.db, email)) continue;
    const departmentId = department ? (made.get(department) ?? root) : root;
    await addPerson(app, theSystem, { name, email, password, roles: [role], departmentId, language: 'zh-CN' });
  }
  await ensureOwnEntity(app);
  const [administrator, archivist, clerk, borrower, head] = [await personOf(app, 'admin@example.com'), await personOf(app, 'archivist@example.com'), await personOf(app, 'clerk@example.com'), await personOf(app, 'sales@example.com'), await personOf(app, 'head@example.com')];
  return { root, departments: made, administrator, archivist, clerk, borrower, head };
}

async function ensureDepartment(app: App, name: string, parentId: DepartmentId | null): Promise<DepartmentId> {
  const found = (await findDepartments(app.db)).find((department) => department.name === name && department.parentId === parentId);
  return found?.id ?? (await addDepartment(app, theSystem, { name, parentId })).id;
}

async function ensureOwnEntity(app: App): Promise<void> {
  if ((await findPartiesByName(app.db, company.name)).length > 0) return;
  const { id } = await addParty(app, theSystem, { ...company, note: '' });
  await changeParty(app, await personOf(app, 'admin@example.com'), id, { kind: 'own' });
}

async function personOf(app: App, email: string): Promise<Person> {
  const found = await findPresentByEmail(app.db, email);
  if (!found) throw new Error(`${email} has left the demo company`);
  return personFrom(found);
}
