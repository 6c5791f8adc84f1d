import { randomBytes } from 'node:crypto';
import { sampleSize } from '@qige/rules/sample-size';
import type { PlaceId, StockTake, StockTakeId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { countBranch, countItems, drawSample, findAbove, findBranch, findCovering, freezeBranch, listPlaces, takeTurn } from './branch.queries.ts';
import { changeStockTake, insertStockTake } from './stock-take.queries.ts';
import { showChanged } from './stock-take.actions.ts';

export async function listBranches({ db }: App, asked: { under?: PlaceId | undefined; text?: string | undefined }) {
  const found = await listPlaces(db, asked);
  const above = asked.under ? await findAbove(db, asked.under) : [];
  const where = await findWhere(db, [...found, ...above].map((one) => one.placeId));
  const placed = <P extends { placeId: PlaceId }>(one: P) => ({ ...one, where: where.get(one.placeId) ?? '' });
  return { branches: found.map(({ code, name, within, ...one }) => placed({ ...one, name: name || code, within: Boolean(within) })), above: above.map(placed) };
}

export async function showBranch({ db }: App, placeId: PlaceId, { confidence, defects }: { confidence: number; defects: number }) {
  const branch = await findBranch(db, placeId);
  if (!branch) throw notFound();
  const { here, away } = await countBranch(db, branch.path);
  const where = (await findWhere(db, [placeId])).get(placeId) ?? '';
  return { place: { placeId, where }, here, away, sample: sampleSize(here, confidence, defects), busy: (await findCovering(db, branch.path)) ?? null };
}

interface NewStockTake {
  placeId: PlaceId;
  name: string;
  sample?: { confidence: number; defects: number } | undefined;
}

export async function openStockTake(app: App, actor: Person, { placeId, name, sample }: NewStockTake): Promise<StockTake> {
  return app.db.transaction().execute(async (tx) => {
    await takeTurn(tx);
    const branch = await findBranch(tx, placeId);
    if (!branch) throw notFound();
    if (branch.closedAt) throw new Refusal('place_impossible', 'This place is closed.', { kind: 'closed' });
    const busy = await findCovering(tx, branch.path);
    if (busy) throw new Refusal('stock_take_impossible', 'Another stock-take covers a part of this.', { kind: 'overlap', id: busy.id, other: busy.name });

    const [id, where] = [newId('stk') as StockTakeId, (await findWhere(tx, [placeId])).get(placeId) ?? ''];
    const seed = randomBytes(12).toString('hex');
    const drawn = sample && { sampleConfidence: String(sample.confidence), sampleDefects: String(sample.defects), sampleSeed: seed };
    await insertStockTake(tx, { id, name: name || where, placeId, openedBy: actor.id, openedAt: app.clock.now(), ...drawn });
    await freezeBranch(tx, id, branch.path, !sample);
    const lot = await countItems(tx, id);
    if (sample && lot === 0) throw new Refusal('stock_take_impossible', 'There is nothing to draw from.', { kind: 'empty' });
    const size = sample ? sampleSize(lot, sample.confidence, sample.defects) : lot;
    if (sample) {
      await drawSample(tx, id, seed, size);
      await changeStockTake(tx, id, { sampleOf: size, sampleLot: lot });
    }
    await recordAudit(tx, actor, { kind: 'stock-take.opened', subjectId: id, facts: { name: name || where, where, copies: size, ...(sample ? { drawnOf: lot } : {}) } });
    await tellLive(tx, { topic: 'stock', id });
    return showChanged(tx, actor, id);
  });
}
