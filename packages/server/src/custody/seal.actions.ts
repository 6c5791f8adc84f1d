import type { CopyId, PersonId, PlaceId, SealId, SecuritySeal } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockPlaces } from '../places/occupancy.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { carry } from './carry.actions.ts';
import { type CopyRow, lockCopies } from './chain.queries.ts';
import { tellOfPapers } from './offer.actions.ts';
import { findPaperRefs } from './paper-refs.queries.ts';
import { findSeal, findSeals, insertSeal, saveBroken, type SealFilter, type SealRow, wholeSealsOf } from './seal.queries.ts';
import { findOther } from './sight.ts';

async function described(db: Db, actor: Actor, rows: readonly SealRow[]): Promise<SecuritySeal[]> {
  const refs = await findPaperRefs(db, actor, rows.flatMap(({ copyId }) => copyId ?? []));
  const where = await findWhere(db, rows.flatMap(({ placeId }) => placeId ?? []));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    paper: (row.copyId && refs.get(row.copyId)) ?? null,
    place: row.placeId && { id: row.placeId, where: where.get(row.placeId) ?? '' },
    appliedBy: row.applierName ?? row.appliedBy,
    appliedAt: row.appliedAt.toISOString(),
    broken: row.brokenAt && { by: row.breakerName ?? row.brokenBy ?? '', at: row.brokenAt.toISOString(), why: row.brokenWhy ?? '' },
  }));
}

async function showSeal(db: Db, actor: Actor, sealId: SealId): Promise<SecuritySeal> {
  const row = await findSeal(db, actor, sealId);
  const [seal] = row ? await described(db, actor, [row]) : [];
  if (!seal) throw notFound();
  return seal;
}

export async function listSeals(app: App, actor: Actor, { after, limit, ...filter }: SealFilter & { after?: string | undefined; limit: number }): Promise<{ seals: SecuritySeal[]; next: string | null }> {
  const rows = await findSeals(app.db, actor, filter, after, limit + 1);
  const page = rows.slice(0, limit);
  return { seals: await described(app.db, actor, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

type SealedThing = { kind: 'copy'; copyId: CopyId } | { kind: 'place'; placeId: PlaceId };

export async function applySeal(app: App, actor: Person, { number, on }: { number: string; on: SealedThing }): Promise<SecuritySeal> {
  return app.db.transaction().execute(async (tx) => {
    const [copy] = on.kind === 'copy' ? await lockCopies(tx, actor, [on.copyId]) : [];
    const [place] = on.kind === 'place' ? await lockPlaces(tx, [on.placeId]) : [];
    if (!copy && !place) throw notFound();
    const [id, appliedAt] = [newId('sel'), app.clock.now()];
    const applied = await insertSeal(tx, { id, number, copyId: copy?.id ?? null, placeId: place?.id ?? null, appliedBy: actor.id, appliedAt });
    if (!applied) throw new Refusal('custody_impossible', 'This number stands on another seal.', { kind: 'seal-number-taken', number });
    if (copy) await carry(app, tx, actor, copy, { act: 'noted' }, new Map(), { facts: { seal: number, did: 'applied' } });
    await recordAudit(tx, actor, { kind: 'security-seal.applied', subjectId: id, ...(copy ? { contractId: copy.contractId } : {}), facts: { number } });
    if (copy) await tellOfPapers(tx, [copy]);
    return showSeal(tx, actor, id);
  });
}

export async function breakSeal(app: App, actor: Person, sealId: SealId, { why, brokenBy = actor.id }: { why: string; brokenBy?: PersonId | undefined }): Promise<SecuritySeal> {
  return app.db.transaction().execute(async (tx) => {
    const seal = await findSeal(tx, actor, sealId);
    if (!seal) throw notFound();
    if (brokenBy !== actor.id && !(await findOther(tx, brokenBy))) throw new Refusal('invalid_request', 'Not valid: brokenBy.', { fields: [{ field: 'brokenBy', problem: 'unknown' }] });
    const [copy] = seal.copyId ? await lockCopies(tx, actor, [seal.copyId]) : [];
    await noteBroken(app, tx, actor, seal, copy, { why, brokenBy });
    if (copy) await tellOfPapers(tx, [copy]);
    return showSeal(tx, actor, sealId);
  });
}

async function noteBroken(app: App, tx: Tx, actor: Person, { id, number }: { id: SealId; number: string }, copy: CopyRow | undefined, { why, brokenBy }: { why: string; brokenBy: PersonId }): Promise<void> {
  if (!(await saveBroken(tx, id, { brokenBy, brokenAt: app.clock.now(), brokenWhy: why }))) throw new Refusal('custody_impossible', 'This seal is broken already.', { kind: 'seal-broken' });
  if (copy) await carry(app, tx, actor, copy, { act: 'noted' }, new Map(), { note: why, facts: { seal: number, did: 'broken', brokenBy } });
  await recordAudit(tx, actor, { kind: 'security-seal.broken', subjectId: id, ...(copy ? { contractId: copy.contractId } : {}), facts: { number, reason: why, person: brokenBy } });
}

/** A paper came back with its seals broken: all that were whole are broken, by who had it. */
export async function breakSealsOf(app: App, tx: Tx, actor: Person, copy: CopyRow, broken: { why: string; brokenBy: PersonId }): Promise<void> {
  for (const seal of await wholeSealsOf(tx, copy.id)) await noteBroken(app, tx, actor, seal, copy, broken);
}
