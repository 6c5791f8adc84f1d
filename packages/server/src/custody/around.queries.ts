import type { ContractId, CopyId, CopyPage, PartyId, PersonId, PlaceId, ScanId } from '@qige/wire';
import type { Db } from '../platform/db.ts';

export async function findNames(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const personIds = [...new Set(ids.filter((id): id is PersonId => id?.startsWith('per_') ?? false))];
  if (personIds.length === 0) return new Map();
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', personIds).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function findSeals(db: Db, copyIds: readonly CopyId[]) {
  return db.selectFrom('securitySeal').selectAll().where('copyId', 'in', [...copyIds]).orderBy('appliedAt', 'desc').execute();
}

export async function findOpenIncidents(db: Db, copyIds: readonly CopyId[]): Promise<Map<CopyId, NonNullable<CopyPage['incident']>>> {
  const rows = await db.selectFrom('incident').select(['copyId', 'id', 'kind', 'what', 'foundAt', 'reportBy']).where('copyId', 'in', [...copyIds]).where('closedAt', 'is', null).orderBy('foundAt').execute();
  return new Map(rows.map(({ copyId, foundAt, ...incident }) => [copyId, { ...incident, foundAt: foundAt.toISOString() }]));
}

/** The scans of a contract, each with the copy it shows, if that is known. */
export async function findScansOf(db: Db, contractIds: readonly ContractId[]): Promise<{ scanId: ScanId; copyId: CopyId | null; pages: number }[]> {
  const rows = await db
    .selectFrom('scan')
    .select(['scan.id as scanId', 'scan.copyId'])
    .select((eb) => eb.selectFrom('page').select((page) => page.fn.countAll<number>().as('count')).whereRef('page.scanId', '=', 'scan.id').where('page.dropped', '=', false).where('page.separator', '=', false).as('pages'))
    .where('scan.contractId', 'in', [...contractIds])
    .where('scan.state', '=', 'registered')
    .orderBy('scan.id')
    .execute();
  return rows.map((row) => ({ ...row, pages: row.pages ?? 0 }));
}

/** Where each of these copies stood last. */
export async function findLastPlaces(db: Db, copyIds: readonly CopyId[]): Promise<Map<CopyId, PlaceId>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('custodyEvent')
    .distinctOn('copyId')
    .select(['copyId', 'toPlaceId'])
    .where('copyId', 'in', [...copyIds])
    .where('toPlaceId', 'is not', null)
    .orderBy('copyId')
    .orderBy('seq', 'desc')
    .execute();
  return new Map(rows.flatMap(({ copyId, toPlaceId }) => (toPlaceId ? [[copyId, toPlaceId as PlaceId] as const] : [])));
}

export async function findPartiesOf(db: Db, contractId: ContractId): Promise<{ id: PartyId; name: string }[]> {
  const rows = await db.selectFrom('contractParty').innerJoin('party', 'party.id', 'contractParty.partyId').select(['party.id', 'party.name']).where('contractParty.contractId', '=', contractId).orderBy('contractParty.position').execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
