import type { BatchId, CopyOffer, DeskItem, DeskState, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound } from '../platform/errors.ts';
import { showReading } from '../reading/reading.queries.ts';
import { valueOf } from '../reading/fields.rules.ts';
import { maySeeScan } from '../reading/scan-reading.queries.ts';
import { copyOffers, labelOffer } from './copies.queries.ts';
import { deskCounts, deskItems, deskNeighbours } from './desk.queries.ts';

interface DeskQuery {
  state: DeskState;
  batchId?: BatchId | undefined;
  after?: string | undefined;
  limit: number;
}

export async function listDesk(app: App, actor: Person, query: DeskQuery): Promise<{ items: DeskItem[]; next: string | null; counts: Awaited<ReturnType<typeof deskCounts>> }> {
  const [page, counts] = await Promise.all([deskItems(app.db, actor, query), deskCounts(app.db, actor, query.batchId)]);
  return { ...page, counts };
}

export async function showNeighbours(app: App, actor: Person, scanId: ScanId, filter: Pick<DeskQuery, 'state' | 'batchId'>): Promise<{ previous: ScanId | null; next: ScanId | null }> {
  if (!(await maySeeScan(app.db, actor, scanId))) throw notFound();
  return deskNeighbours(app.db, actor, scanId, filter);
}

export async function offerCopies(app: App, actor: Person, scanId: ScanId): Promise<{ contracts: CopyOffer[]; waiting: ScanId | null; labelNotOpen: string | null }> {
  const reading = await showReading(app.db, actor, scanId);
  if (!reading) throw notFound();
  const { offer, notOpen } = await labelOffer(app.db, actor, scanId);
  const { contracts, waiting } = await copyOffers(app.db, actor, reading.nearDuplicateOf, valueOf(reading.fields, 'contractNumber'));
  // What the label says is said first, and once.
  return { contracts: offer ? [offer, ...contracts.filter(({ contractId }) => contractId !== offer.contractId)] : contracts, waiting, labelNotOpen: notOpen };
}
