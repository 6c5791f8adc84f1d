import { randomUUID } from 'node:crypto';
import type { PlaceId } from '@qige/wire';
import type { App } from '../app.ts';
import { listCopies } from '../custody/show.actions.ts';
import { listPlaces } from '../places/show.actions.ts';
import { closeStockTake } from '../stock-takes/close.actions.ts';
import { openStockTake } from '../stock-takes/open.actions.ts';
import { makeReport, signStockTake } from '../stock-takes/report.actions.ts';
import { takeScans } from '../stock-takes/scan.actions.ts';
import type { Company } from './company.ts';
import { daysAgo } from './days-ago.ts';

/** A shelf was counted by the clerk: one paper stood in the wrong box, one was damp; two others signed, and the books follow. */
export async function countShelf(app: App, { administrator, archivist, clerk }: Company, shelf: PlaceId): Promise<void> {
  const then = daysAgo(app, 1);
  const boxes = (await listPlaces(app, { parentId: shelf, limit: 50 })).places;
  const { copies } = await listCopies(app, archivist, { filed: 'yes', placeId: shelf, limit: 200 });
  const { id } = await openStockTake(then, archivist, { placeId: shelf, name: '季度盘点 G01 第一层' });
  const at = then.clock.now().toISOString();
  const scans = copies.flatMap(({ label, holder }, n) => {
    if (holder.holder !== 'place') return [];
    const placeId = n === 0 ? (boxes.find((box) => box.id !== holder.placeId)?.id ?? holder.placeId) : holder.placeId;
    return [{ scanId: randomUUID(), code: label, placeId, seenAt: at, ...(n === 1 ? { damage: '封面受潮起皱' } : {}) }];
  });
  if (scans.length > 0) await takeScans(then, clerk, id, { device: 'demo', sentAt: at, scans });
  const { reportedAt } = await makeReport(then, archivist, id);
  for (const signer of [archivist, administrator]) await signStockTake(then, signer, id, { reportedAt: reportedAt ?? at });
  await closeStockTake(then, administrator, id);
}
