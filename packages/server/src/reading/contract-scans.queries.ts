import type { ContractId, ContractScan, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { carriesVerdict } from '../scans/mark.rules.ts';
import { archiveCopyStates, noArchiveCopy } from './archive-copy.queries.ts';
import { describePage, pageRows } from './reading.queries.ts';

/** The scans of a contract, each with its pages counted on over the whole contract; undefined where it is not open to this person. */
export async function contractScans(db: Db, actor: Person, contractId: ContractId): Promise<ContractScan[] | undefined> {
  const contract = await db.selectFrom('contract').select('id').where('id', '=', contractId).where(visibleTo(actor)).executeTakeFirst();
  if (!contract) return undefined;
  const scans = await db
    .selectFrom('scan')
    .select(['id', 'name', 'copyLabel', 'createdAt'])
    .where('contractId', '=', contractId)
    .where('state', '=', 'registered')
    .orderBy('id')
    .execute();
  const ids = scans.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [pages, files, copies] = await Promise.all([pageRows(db, ids), filesOf(db, ids), archiveCopyStates(db, ids)]);
  const clean = actor.permissions.has('contracts.download-clean');
  const numbers = new Map(pages.map((page, index) => [page.id, index + 1]));
  return scans.map(({ id, createdAt, ...scan }) => ({
    scanId: id,
    ...scan,
    createdAt: createdAt.toISOString(),
    pages: pages.filter(({ scanId }) => scanId === id).map((page) => {
      const { pageId, state, failure, width, height, verdicts } = describePage(page);
      return { pageId, number: numbers.get(page.id) ?? 0, state, failure, width, height, verdicts };
    }),
    files: files.filter(({ scanId }) => scanId === id).map(({ fileId, name, size, kind, locked }) => ({ fileId, name, size, given: clean || carriesVerdict({ kind, size, encrypted: locked !== null }).kind === 'carries' })),
    archiveCopy: copies.get(id) ?? noArchiveCopy,
  }));
}

async function filesOf(db: Db, scanIds: readonly ScanId[]) {
  return db
    .selectFrom('page')
    .innerJoin('receivedFile', 'receivedFile.id', 'page.fileId')
    .leftJoin('filePassword', 'filePassword.fileId', 'receivedFile.id')
    .select(['page.scanId', 'receivedFile.id as fileId', 'receivedFile.name', 'receivedFile.size', 'receivedFile.kind', 'filePassword.fileId as locked'])
    .distinct()
    .where('page.scanId', 'in', [...scanIds])
    .orderBy('receivedFile.id')
    .execute();
}
