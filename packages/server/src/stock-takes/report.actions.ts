import { resultOf } from '@qige/rules/stock-take';
import { type CopyId, type StockReport, StockResult, type StockTake, type StockTakeId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { AuditEvent } from '../audit/audit.events.ts';
import { type PlainFacts, recordAudit } from '../audit/audit.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { describeItems, describeUnread } from './item.actions.ts';
import { listItems } from './item.queries.ts';
import { findContractsOf, fitCorrections, lockMoved, markForRecount, setResult } from './result.queries.ts';
import { takeLateScans } from './scan.actions.ts';
import { findMoves } from './scan.queries.ts';
import { type Act, correctionsFor, defaultCorrection, signVerdict } from './stock-take.rules.ts';
import { changeStockTake, countResults, findCounters, findStockTake, lockStockTake, type StockTakeRow } from './stock-take.queries.ts';
import { demand, sampleOf, showChanged, signaturesOf, signersOf } from './stock-take.actions.ts';

type Change = (tx: Tx, row: StockTakeRow) => Promise<{ kind: AuditEvent['kind'] & `stock-take.${string}`; facts?: PlainFacts } | undefined>;

/** A step of a stock-take: held, allowed in its state, done, recorded, told, shown. */
export async function stepOf(app: App, actor: Person, id: StockTakeId, act: Act, change: Change): Promise<StockTake> {
  return app.db.transaction().execute(async (tx) => {
    const row = demand(await lockStockTake(tx, id), act);
    const event = await change(tx, row);
    if (event) await recordAudit(tx, actor, { kind: event.kind, subjectId: id, facts: { name: row.name, ...event.facts } });
    await tellLive(tx, { topic: 'stock', id });
    return showChanged(tx, actor, id);
  });
}

/** Judges anew what the books have moved since the list was frozen. */
async function refreshResults(tx: Tx, id: StockTakeId): Promise<void> {
  const moved = await lockMoved(tx, id);
  const moves = await findMoves(tx, id, moved.map((item) => item.copyId));
  for (const item of moved) {
    const truth = item.foundPlaceId && item.foundAt ? { scanId: '', round: 1 as const, seenAt: item.foundAt.getTime(), placeId: item.foundPlaceId, damaged: false, damage: '' } : null;
    const result = resultOf(item, truth, moves.get(item.copyId) ?? []);
    if (result !== item.result) await setResult(tx, id, item.copyId, result);
  }
}

export const beginRecount = (app: App, actor: Person, id: StockTakeId): Promise<StockTake> =>
  stepOf(app, actor, id, 'recount', async (tx) => {
    await refreshResults(tx, id);
    const copies = await markForRecount(tx, id);
    if (copies === 0) throw new Refusal('stock_take_impossible', 'Nothing came out different.', { kind: 'nothing-different' });
    await changeStockTake(tx, id, { state: 'recounting', recountAt: app.clock.now() });
    return { kind: 'stock-take.recounted', facts: { copies } };
  });

/** As it stands in the row: names of contracts are not in it, they are asked for by whoever reads it. */
type Frozen = Omit<StockReport, 'signed' | 'closedAt' | 'differences'> & { differences: (Omit<StockReport['differences'][number], 'contract'> & { copyId: CopyId })[] };

export const makeReport = (app: App, actor: Person, id: StockTakeId): Promise<StockTake> =>
  stepOf(app, actor, id, 'report', async (tx, row) => {
    await refreshResults(tx, id);
    for (const result of StockResult.options) await fitCorrections(tx, id, result, correctionsFor(result), defaultCorrection(result));
    const [counts, counters, where] = [await countResults(tx, id), await findCounters(tx, id), await findWhere(tx, [row.placeId])];
    const rows = await listItems(tx, actor, id, { result: 'difference', limit: 1_000_000 });
    const items = await describeItems(tx, rows);
    const reportedAt = app.clock.now();
    const report: Frozen = {
      id,
      name: row.name,
      where: where.get(row.placeId) ?? '',
      openedBy: { id: row.openedBy, name: row.openerName },
      openedAt: row.openedAt.toISOString(),
      reportedAt: reportedAt.toISOString(),
      reportedBy: { id: actor.id, name: actor.name },
      recounted: row.recountAt !== null,
      sample: sampleOf(row),
      counts,
      counters: counters.map(({ name, scans }) => ({ name, scans })),
      differences: items.map(({ label, archivalCode, result, damaged, damage, correction, place, found }, i) => ({ copyId: rows[i]?.copyId as CopyId, label, archivalCode, result, damaged, damage, correction, place: place?.where ?? '', found: found?.where ?? '' })),
      unread: await describeUnread(tx, id),
    };
    await changeStockTake(tx, id, { state: 'reported', reportedAt, report: JSON.stringify(report) });
    return { kind: 'stock-take.reported', facts: { expected: counts.expected, found: counts.found, missing: counts.missing, wrongPlace: counts['wrong-place'], unknown: counts.unknown } };
  });

export const resumeStockTake = (app: App, actor: Person, id: StockTakeId): Promise<StockTake> =>
  stepOf(app, actor, id, 'resume', async (tx, row) => {
    const state = row.recountAt ? ('recounting' as const) : ('counting' as const);
    await changeStockTake(tx, id, { state, reportedAt: null, report: null, signedBy: null, signedAt: null, countersignedBy: null, countersignedAt: null });
    await takeLateScans(tx, actor, { ...row, state });
    return { kind: 'stock-take.resumed' };
  });

export const signStockTake = (app: App, actor: Person, id: StockTakeId, { reportedAt }: { reportedAt: string }): Promise<StockTake> =>
  stepOf(app, actor, id, 'sign', async (tx, row) => {
    if (row.reportedAt?.getTime() !== new Date(reportedAt).getTime()) throw new Refusal('stock_take_impossible', 'The report has been made anew.', { kind: 'report-changed' });
    const verdict = signVerdict(actor.id, signersOf(row), (await findCounters(tx, id)).map((one) => one.id));
    if (verdict.kind !== 'good') throw new Refusal('stock_take_impossible', 'Two different people sign, and who has counted alone does not.', verdict);
    const at = app.clock.now();
    await changeStockTake(tx, id, verdict.as === 'first' ? { signedBy: actor.id, signedAt: at } : { countersignedBy: actor.id, countersignedAt: at });
    return { kind: 'stock-take.signed', facts: { as: verdict.as } };
  });

export const abandonStockTake = (app: App, actor: Person, id: StockTakeId, { reason }: { reason: string }): Promise<StockTake> =>
  stepOf(app, actor, id, 'abandon', async (tx) => {
    await changeStockTake(tx, id, { state: 'abandoned', abandonedWhy: reason, closedAt: app.clock.now(), closedBy: actor.id });
    return { kind: 'stock-take.abandoned', facts: { reason } };
  });

export async function showReport({ db }: App, actor: Person, id: StockTakeId): Promise<StockReport> {
  const row = await findStockTake(db, id);
  if (!row?.report) throw notFound();
  const { differences, ...report } = row.report as unknown as Frozen;
  const contracts = await findContractsOf(db, actor, differences.map((one) => one.copyId));
  return { ...report, differences: differences.map(({ copyId, ...one }) => ({ ...one, contract: contracts.get(copyId) ?? null })), signed: signaturesOf(row), closedAt: row.closedAt?.toISOString() ?? null };
}
