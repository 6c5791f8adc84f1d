import { standardTemplate, templateVerdict } from '@qige/rules/archival-code';
import { type ArchiveRetention, type ContractTypeId, type DepartmentId, FilingScheme, type FilingSchemePage } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findSetting, saveSetting } from '../people/setting.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { countCodes, findDepartmentCodes, findTypeRetentions, setDepartmentCode, setTypeRetention } from './scheme.queries.ts';

const key = 'archive.filing';

/** HT is this house's own category for contracts within DA/T 13-2022's two letters; five working days are company practice. */
const atFirst: FilingScheme = { fonds: 'Z001', category: 'HT', template: standardTemplate, department: 'BGS', fileWithinDays: 5 };

export async function filingScheme(db: Db): Promise<FilingScheme> {
  const stored = FilingScheme.partial().safeParse((await findSetting(db, key)) ?? {});
  return { ...atFirst, ...(stored.success ? (stored.data as Partial<FilingScheme>) : {}) };
}

export async function showScheme(db: Db, actor: Person): Promise<FilingSchemePage> {
  const departments = [...(await findDepartmentCodes(db))].map(([id, { name, code }]) => ({ id, name, code }));
  return { scheme: await filingScheme(db), departments, types: await findTypeRetentions(db), given: await countCodes(db), may: { change: actor.permissions.has('places.manage') } };
}

export async function changeScheme(app: App, actor: Person, scheme: FilingScheme): Promise<FilingSchemePage> {
  const verdict = templateVerdict(scheme.template);
  if (verdict.kind === 'bad') throw new Refusal('invalid_request', 'The template cannot make codes.', { fields: [{ field: 'template', problem: verdict.problem }], part: verdict.part });
  return app.db.transaction().execute(async (tx) => {
    const before = await filingScheme(tx);
    const changed = (Object.keys(atFirst) as (keyof FilingScheme)[]).filter((name) => before[name] !== scheme[name]);
    if (changed.length > 0) {
      await saveSetting(tx, key, scheme, actor.id, app.clock.now());
      const fromTo = Object.fromEntries(changed.flatMap((name) => [[`${name}.from`, before[name]], [`${name}.to`, scheme[name]]]));
      await recordAudit(tx, actor, { kind: 'filing.changed', subjectId: key, facts: { changed, ...fromTo } });
    }
    return showScheme(tx, actor);
  });
}

export async function changeDepartmentCode(app: App, actor: Person, departmentId: DepartmentId, code: string | null): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    const before = await setDepartmentCode(tx, departmentId, code);
    if (!before) throw notFound();
    await recordAudit(tx, actor, { kind: 'filing.changed', subjectId: departmentId, facts: { changed: ['department'], 'department.from': before.code, 'department.to': code } });
    return {};
  });
}

export async function changeTypeRetention(app: App, actor: Person, contractTypeId: ContractTypeId, retention: ArchiveRetention): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    const before = await setTypeRetention(tx, contractTypeId, retention);
    if (!before) throw notFound();
    await recordAudit(tx, actor, { kind: 'filing.changed', subjectId: contractTypeId, facts: { changed: ['retention'], 'retention.from': before.retention, 'retention.to': retention } });
    return {};
  });
}
