import type { ContractType, ContractTypeId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { insertRule } from '../numbers/numbers.queries.ts';
import { patternVerdict } from '../numbers/pattern.rules.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findType, findTypes, insertType, type TypeUpdate, updateType } from './types.queries.ts';

export async function listTypes(app: App): Promise<{ types: ContractType[] }> {
  return { types: await findTypes(app.db) };
}

export async function addType(app: App, actor: Actor, { pattern, ...type }: { code: string; name: string; nameEn: string; pattern: string }): Promise<ContractType> {
  const verdict = patternVerdict(pattern);
  if (verdict.kind === 'bad') throw new Refusal('invalid_request', 'The pattern cannot make numbers.', { fields: [{ field: 'pattern', problem: verdict.problem }] });
  return app.db.transaction().execute(async (tx) => {
    const id: ContractTypeId = newId('cty');
    if (!(await insertType(tx, { id, ...type }))) throw new Refusal('invalid_request', 'Another type has this code.', { fields: [{ field: 'code', problem: 'taken' }] });
    await insertRule(tx, { id: newId('nrl'), contractTypeId: id, pattern });
    await recordAudit(tx, actor, { kind: 'contract-type.added', subjectId: id, facts: { code: type.code, name: type.name, pattern } });
    return read(await findType(tx, id));
  });
}

export async function changeType(app: App, actor: Actor, contractTypeId: ContractTypeId, change: TypeUpdate): Promise<ContractType> {
  return app.db.transaction().execute(async (tx) => {
    read(await findType(tx, contractTypeId));
    if (Object.keys(change).length > 0) await updateType(tx, contractTypeId, change);
    await recordAudit(tx, actor, { kind: 'contract-type.changed', subjectId: contractTypeId, facts: { changed: Object.keys(change) } });
    return read(await findType(tx, contractTypeId));
  });
}

function read(type: ContractType | undefined): ContractType {
  if (!type) throw notFound();
  return type;
}
