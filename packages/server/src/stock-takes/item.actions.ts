import { labelCode, readLabel } from '@qige/rules/label-code';
import type { PlaceId, StockCorrection, StockItem, StockList, StockTakeId, StockVerdict, UnreadCode } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { installationOf } from '../labels/resolve.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { findResults, type ItemRow, type ItemsAsked, listAll, listHoldingPlaces, listItems, listPlaceTallies, listUnread, setCorrection } from './item.queries.ts';
import { correctionsFor } from './stock-take.rules.ts';
import { demand } from './stock-take.actions.ts';
import { findStockTake, lockStockTake } from './stock-take.queries.ts';

/** Where a list goes on: the position of its last line. */
function placeIn(after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  if (!/^\d{1,15}$/.test(after)) throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'not a place in this list' }] });
  return Number(after);
}

export async function listStockItems({ db }: App, actor: Person, id: StockTakeId, { after, limit, ...asked }: Omit<ItemsAsked, 'after'> & { after?: string | undefined }): Promise<{ items: StockItem[]; next: string | null }> {
  const found = await listItems(db, actor, id, { ...asked, after: placeIn(after), limit: limit + 1 });
  if (found.length === 0 && !(await findStockTake(db, id))) throw notFound();
  const rows = found.slice(0, limit);
  return { items: await describeItems(db, rows), next: found.length > limit ? String(rows.at(-1)?.position) : null };
}

export async function describeItems(db: Db, rows: readonly ItemRow[]): Promise<StockItem[]> {
  const installation = await installationOf(db);
  const where = await findWhere(db, rows.flatMap(({ placeId, foundPlaceId }) => [placeId ?? [], foundPlaceId ?? []].flat()));
  const spot = (placeId: PlaceId) => ({ placeId, where: where.get(placeId) ?? '' });
  return rows.map((row) => ({
    label: labelCode(installation, 'copy', row.labelNo),
    archivalCode: row.archivalCode,
    contract: row.visible ? { id: row.contractId, number: row.number, title: row.title } : null,
    expected: row.expected,
    place: row.placeId ? spot(row.placeId) : null,
    away: row.away,
    result: row.result,
    found: row.foundPlaceId && row.foundAt ? { ...spot(row.foundPlaceId), at: row.foundAt.toISOString(), by: row.finder ?? '' } : null,
    damaged: row.damaged,
    damage: row.damage,
    recount: row.recount,
    recounted: row.recountedAt !== null,
    correction: row.correction,
    corrections: correctionsFor(row.result),
    outcome: row.outcome,
  }));
}

export async function listStockPlaces({ db }: App, id: StockTakeId, { after, limit }: { after?: string | undefined; limit: number }) {
  if (!(await findStockTake(db, id))) throw notFound();
  const found = await listPlaceTallies(db, id, placeIn(after), limit + 1);
  const rows = found.slice(0, limit);
  const where = await findWhere(db, rows.map((row) => row.placeId));
  return { places: rows.map(({ placeId, expected, counted, differences }) => ({ placeId, where: where.get(placeId) ?? '', expected, counted, differences })), next: found.length > limit ? String(rows.at(-1)?.position) : null };
}

export async function listUnreadCodes({ db }: App, id: StockTakeId): Promise<{ codes: UnreadCode[] }> {
  if (!(await findStockTake(db, id))) throw notFound();
  return { codes: await describeUnread(db, id) };
}

export async function describeUnread(db: Db, id: StockTakeId): Promise<UnreadCode[]> {
  const rows = await listUnread(db, id);
  const where = await findWhere(db, rows.flatMap(({ placeId }) => placeId ?? []));
  return rows.map(({ code, verdict, placeId, seenAt, name }) => ({ code, verdict: verdict as StockVerdict, where: placeId ? (where.get(placeId) ?? '') : null, by: name, at: seenAt.toISOString() }));
}

/** All that a phone takes along into the vault. */
export async function fetchStockList({ db }: App, actor: Person, id: StockTakeId): Promise<StockList> {
  const row = await findStockTake(db, id);
  if (!row) throw notFound();
  const [places, items, where] = [await listHoldingPlaces(db, row.path), await listAll(db, actor, id), await findWhere(db, [row.placeId])];
  const position = new Map(places.map((place, i) => [place.id, i]));
  const second = row.recountAt !== null;
  return {
    id,
    name: row.name,
    where: where.get(row.placeId) ?? '',
    installation: await installationOf(db),
    state: row.state,
    round: second ? 2 : 1,
    sample: row.sampleSeed !== null,
    places,
    items: items.map((item) => ({
      label: item.labelNo,
      expected: item.expected,
      at: item.placeId ? (position.get(item.placeId) ?? null) : null,
      archivalCode: item.archivalCode,
      title: item.visible ? item.title : null,
      recount: item.recount,
      counted: (second ? item.recountedAt : item.foundAt) !== null,
    })),
  };
}

export async function chooseCorrections(app: App, id: StockTakeId, chosen: readonly { label: string; correction: StockCorrection }[]): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    demand(await lockStockTake(tx, id), 'correct');
    const installation = await installationOf(tx);
    const numbers = chosen.map(({ label, correction }) => ({ correction, verdict: readLabel(label, installation) }));
    const found = new Map((await findResults(tx, id, numbers.flatMap(({ verdict }) => (verdict.kind === 'good' ? verdict.number : -1)))).map((one) => [one.labelNo, one]));
    for (const { correction, verdict } of numbers) {
      const item = verdict.kind === 'good' && verdict.subject === 'copy' ? found.get(verdict.number) : undefined;
      if (!item) throw notFound();
      if (!correctionsFor(item.result).includes(correction)) throw new Refusal('stock_take_impossible', 'This is no correction of that result.', { kind: 'correction' });
      await setCorrection(tx, id, [item.copyId], correction);
    }
    await tellLive(tx, { topic: 'stock', id });
    return {};
  });
}
