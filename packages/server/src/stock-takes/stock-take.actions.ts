import type { PersonId, PlaceId, StockCounts, StockTake, StockTakeId, StockTakeLine } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { type Act, canBeDone, signVerdict } from './stock-take.rules.ts';
import { countResults, type Counter, findCounters, findMine, findStockTake, listRows, type StockTakeRow, tallies } from './stock-take.queries.ts';

export async function listStockTakes({ db }: App, actor: Person, { state, after, limit }: { state: 'open' | 'past'; after?: string | undefined; limit: number }): Promise<{ stockTakes: StockTakeLine[]; next: string | null }> {
  const found = await listRows(db, state, after, limit + 1);
  const rows = found.slice(0, limit);
  const ids = rows.map((row) => row.id);
  const [where, sums, mine] = [await findWhere(db, rows.map((row) => row.placeId)), await tallies(db, rows.filter((row) => row.report === null).map((row) => row.id)), await findMine(db, actor.id, ids)];
  const stockTakes = rows.map((row): StockTakeLine => {
    const { expected, counted, differences } = sums.get(row.id) ?? reported(row);
    const { counted: took = false, alone = false } = mine.get(row.id) ?? {};
    return {
      ...headOf(row, where),
      sample: row.sampleSeed !== null,
      expected,
      counted,
      differences,
      mine: took || row.openedBy === actor.id,
      maySign: actor.permissions.has('stock.sign') && canBeDone('sign', row.state) && signVerdict(actor.id, signersOf(row), alone ? [actor.id] : []).kind === 'good',
    };
  });
  return { stockTakes, next: found.length > limit ? (ids.at(-1) ?? null) : null };
}

/** What the frozen report says; counting is over, so that everything has been accounted for or is a difference. */
function reported({ report }: StockTakeRow): { expected: number; counted: number; differences: number } {
  const counts = (report as { counts?: StockCounts } | null)?.counts;
  if (!counts) return { expected: 0, counted: 0, differences: 0 };
  return { expected: counts.expected, counted: counts.expected - counts.missing, differences: counts.missing + counts['wrong-place'] + counts.unknown + counts.back };
}

const headOf = (row: StockTakeRow, where: ReadonlyMap<PlaceId, string>) => ({
  id: row.id,
  name: row.name,
  place: { placeId: row.placeId, where: where.get(row.placeId) ?? '' },
  state: row.state,
  openedBy: { id: row.openedBy, name: row.openerName },
  openedAt: row.openedAt.toISOString(),
  reportedAt: row.reportedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  signed: signaturesOf(row),
});

export const signersOf = ({ signedBy, countersignedBy }: StockTakeRow): PersonId[] => [signedBy, countersignedBy].filter((one) => one !== null);

export function signaturesOf({ signedBy, firstName, signedAt, countersignedBy, secondName, countersignedAt }: StockTakeRow): StockTake['signed'] {
  const one = (id: PersonId | null, name: string | null, at: Date | null) => (id && at ? [{ id, name: name ?? '', at: at.toISOString() }] : []);
  return [...one(signedBy, firstName, signedAt), ...one(countersignedBy, secondName, countersignedAt)];
}

export function sampleOf({ sampleOf: size, sampleLot, sampleConfidence, sampleDefects, sampleSeed }: StockTakeRow): StockTake['sample'] {
  return sampleSeed === null ? null : { size: size ?? 0, lot: sampleLot ?? 0, confidence: Number(sampleConfidence), defects: Number(sampleDefects), seed: sampleSeed };
}

export async function showStockTake({ db }: App, actor: Person, id: StockTakeId): Promise<StockTake> {
  const row = await findStockTake(db, id);
  if (!row) throw notFound();
  return describe(db, actor, row);
}

/** After a change, as its maker sees it. */
export async function showChanged(db: Db, actor: Person, id: StockTakeId): Promise<StockTake> {
  const row = await findStockTake(db, id);
  if (!row) throw notFound();
  return describe(db, actor, row);
}

async function describe(db: Db, actor: Person, row: StockTakeRow): Promise<StockTake> {
  const [counts, counters, where] = [await countResults(db, row.id), await findCounters(db, row.id), await findWhere(db, [row.placeId])];
  const leads = actor.permissions.has('stock.sign');
  const can = (act: Act): boolean => canBeDone(act, row.state);
  const sign = signingOf(actor, row, counters);
  return {
    ...headOf(row, where),
    sample: sampleOf(row),
    counts,
    counters: counters.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })),
    recountAt: row.recountAt?.toISOString() ?? null,
    abandonedWhy: row.abandonedWhy,
    may: {
      count: can('count'),
      recount: leads && can('recount') && counts.missing + counts['wrong-place'] + counts.unknown + counts.back + counts.damaged > 0,
      correct: leads && can('correct'),
      report: leads && can('report'),
      resume: leads && can('resume'),
      sign: leads && can('sign') && sign === 'good',
      close: leads && can('close') && signersOf(row).length === 2,
      abandon: leads && can('abandon'),
    },
    whyNotSign: leads && can('sign') && (sign === 'signed-already' || sign === 'only-counter') ? sign : null,
  };
}

const signingOf = (actor: Person, row: StockTakeRow, counters: readonly Counter[]) => signVerdict(actor.id, signersOf(row), counters.map((one) => one.id)).kind;

/** The stock-take, held, if this can be done with it now. */
export function demand(row: StockTakeRow | undefined, act: Act): StockTakeRow {
  if (!row) throw notFound();
  if (!canBeDone(act, row.state)) throw new Refusal('stock_take_impossible', 'This cannot be done with this stock-take now.', { kind: row.state });
  return row;
}
