import { labelCode } from '@qige/rules/label-code';
import type { ContractId, Copy, CopyFilters, CopyHolder, CopyId, CopyPage, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { findVisibleId } from '../contracts/contract.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findLastPlaces, findNames, findOpenIncidents, findPartiesOf, findScansOf, findSeals } from './around.queries.ts';
import { findCopiesOf, findCopy, findFirstCopies, findInstallation, findPath, listCopyRows, type ShownCopy } from './copies.queries.ts';
import { custodyVerdict } from './custody.rules.ts';
import { holderOf, standingOf } from './holder.rules.ts';
import { describeHolders } from './holders.queries.ts';

/** Copies as the screens show them, in the order given. */
export async function showCopies(db: Db, rows: readonly ShownCopy[]): Promise<Copy[]> {
  const installation = await findInstallation(db);
  const holders = await describeHolders(db, rows.map(holderOf));
  return rows.map((row, index): Copy => ({
    id: row.id,
    label: labelCode(installation, 'copy', row.labelNo),
    contract: { id: row.contractId, number: row.number, title: row.title },
    ordinal: row.ordinal,
    kind: row.kind,
    party: row.partyId === null ? null : { id: row.partyId, name: row.partyName ?? '' },
    pageCount: row.pageCount,
    thicknessMm: Number(row.thicknessMm),
    pagingSeal: row.pagingSeal,
    attachments: row.attachments,
    condition: row.condition,
    conditionNote: row.conditionNote,
    archivalCode: row.archivalCode,
    filedAt: row.filedAt?.toISOString() ?? null,
    holder: holders[index] as CopyHolder,
    since: row.since.toISOString(),
    seq: row.lastSeq,
    handOverId: row.handOverId,
    loanId: row.loanId,
    version: row.version,
  }));
}

const nowhere = 'plc_00000000000000000000' as PlaceId;

/** Copies with all that is around them. */
async function showPages(db: Db, actor: Person, rows: readonly ShownCopy[]): Promise<CopyPage[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [seals, incidents, places] = [await findSeals(db, ids), await findOpenIncidents(db, ids), await findLastPlaces(db, ids)];
  const scans = actor.permissions.has('scans.see') ? await findScansOf(db, [...new Set(rows.map(({ contractId }) => contractId))]) : [];
  const names = await findNames(db, [...rows.flatMap((row) => [row.createdBy, row.filedBy]), ...seals.flatMap((seal) => [seal.appliedBy, seal.brokenBy])]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const back = await describeHolders(db, [...places.values()].map((placeId) => ({ holder: 'place', placeId })));
  const where = new Map(back.flatMap((at) => (at.holder === 'place' ? [[at.placeId, at.place] as const] : [])));
  const keeps = actor.permissions.has('paper.keep');
  return (await showCopies(db, rows)).map((copy, index): CopyPage => {
    const row = rows[index] as ShownCopy;
    const [standing, last] = [standingOf(row), places.get(copy.id)];
    const movable = keeps && custodyVerdict(standing, { act: 'moved', to: { holder: 'place', placeId: nowhere } }).kind === 'good';
    return {
      ...copy,
      createdBy: nameOf(row.createdBy),
      createdAt: row.createdAt.toISOString(),
      filedBy: row.filedBy === null ? null : nameOf(row.filedBy),
      seals: seals
        .filter((seal) => seal.copyId === copy.id)
        .map(({ id, number, appliedBy, appliedAt, brokenBy, brokenAt, brokenWhy }) => ({ id, number, appliedBy: nameOf(appliedBy), appliedAt: appliedAt.toISOString(), brokenBy: brokenBy && nameOf(brokenBy), brokenAt: brokenAt?.toISOString() ?? null, brokenWhy })),
      incident: incidents.get(copy.id) ?? null,
      scans: scans.filter(({ copyId }) => copyId === copy.id).map(({ scanId, pages }) => ({ scanId, pages })),
      putBackTo: last && copy.holder.holder !== 'place' ? { placeId: last, place: where.get(last) ?? '' } : null,
      may: {
        change: keeps && row.holder !== 'destroyed',
        file: movable && row.archivalCode === null && row.state !== 'voided',
        unfile: keeps && actor.permissions.has('places.manage') && row.archivalCode !== null && custodyVerdict(standing, { act: 'taken', to: { holder: 'person', personId: actor.id } }).kind === 'good',
        move: movable,
        take: keeps && custodyVerdict(standing, { act: 'taken', to: { holder: 'person', personId: actor.id } }).kind === 'good',
      },
    };
  });
}

export async function showCopy(db: Db, actor: Person, copyId: CopyId): Promise<CopyPage> {
  const row = await findCopy(db, actor, copyId);
  const [page] = row ? await showPages(db, actor, [row]) : [];
  if (!page) throw notFound();
  return page;
}

export async function listContractCopies(app: App, actor: Person, contractId: ContractId) {
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const rows = await findCopiesOf(app.db, actor, contractId);
  const scans = actor.permissions.has('scans.see') ? await findScansOf(app.db, [contractId]) : [];
  return {
    copies: await showPages(app.db, actor, rows),
    parties: await findPartiesOf(app.db, contractId),
    unbound: scans.filter(({ copyId }) => copyId === null).map(({ scanId, pages }) => ({ scanId, pages })),
    may: { add: actor.permissions.has('paper.keep') && rows[0]?.state !== 'voided' },
  };
}

export async function listCopies(app: App, actor: Person, { after, limit, ...filters }: CopyFilters & { after?: string | undefined; limit: number }): Promise<{ copies: Copy[]; next: string | null }> {
  const path = filters.placeId && (await findPath(app.db, filters.placeId));
  if (filters.placeId && !path) return { copies: [], next: null };
  const rows = await listCopyRows(app.db, actor, filters, path, after, limit + 1);
  const page = rows.slice(0, limit);
  return { copies: await showCopies(app.db, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function listWhereabouts(app: App, actor: Person, contractIds: readonly ContractId[]) {
  const rows = await findFirstCopies(app.db, actor, contractIds);
  const holders = await describeHolders(app.db, rows.map(holderOf));
  return { whereabouts: rows.map(({ id, contractId, loanId, count }, index) => ({ contractId, copyId: id, holder: holders[index] as CopyHolder, loaned: loanId !== null, copies: count ?? 1 })) };
}

