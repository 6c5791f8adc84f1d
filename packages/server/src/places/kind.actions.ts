import type { PlaceKind } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { findKind, findKinds, insertKind, type KindParts, type KindUpdate, updateKind } from './kind.queries.ts';

export async function listKinds(app: App): Promise<{ kinds: PlaceKind[] }> {
  return { kinds: await findKinds(app.db) };
}

export async function addKind(app: App, actor: Actor, kind: KindParts & { code: string }): Promise<PlaceKind> {
  return app.db.transaction().execute(async (tx) => {
    await refuseUnknown(tx, kind.within, kind.code);
    if (!(await insertKind(tx, kind))) throw new Refusal('invalid_request', 'Another kind has this code.', { fields: [{ field: 'code', problem: 'taken' }] });
    return recordKind(tx, actor, kind.code, kind.name);
  });
}

export async function changeKind(app: App, actor: Actor, code: string, change: KindUpdate): Promise<PlaceKind> {
  return app.db.transaction().execute(async (tx) => {
    const before = await findKind(tx, code);
    if (!before) throw notFound();
    await refuseUnknown(tx, change.within ?? []);
    if (Object.keys(change).length > 0) await updateKind(tx, code, change);
    return recordKind(tx, actor, code, change.name ?? before.name);
  });
}

async function recordKind(tx: Tx, actor: Actor, code: string, name: string): Promise<PlaceKind> {
  const kind = await findKind(tx, code);
  if (!kind) throw notFound();
  await recordAudit(tx, actor, { kind: 'place-kind.changed', subjectId: code, facts: { name } });
  await tellLive(tx, { topic: 'archive', id: code });
  return kind;
}

async function refuseUnknown(tx: Tx, within: readonly string[], own?: string): Promise<void> {
  const known = new Set(['', own, ...(await findKinds(tx)).map((kind) => kind.code)]);
  if (within.some((code) => !known.has(code))) throw new Refusal('invalid_request', 'There is no such kind of place.', { fields: [{ field: 'within', problem: 'unknown' }] });
}
