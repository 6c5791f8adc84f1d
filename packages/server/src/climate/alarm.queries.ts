import { type AlarmId, type AlarmKind, Confidentiality, type PlaceId, type SensorId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { inBranchOfPlace } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** Opens an alarm unless one of this kind is open at the sensor; then that one rings on. Whether it is new. */
export async function ring(tx: Tx, of: { placeId: PlaceId; sensorId: SensorId; kind: AlarmKind; value: number | null; bound: number | null; at: Date }): Promise<AlarmId | undefined> {
  const { placeId, sensorId, kind, at } = of;
  const [value, bound] = [of.value === null ? null : String(of.value), of.bound === null ? null : String(of.bound)];
  const open = await tx
    .insertInto('climateAlarm')
    .values({ id: newId('alm'), placeId, sensorId, kind, value, bound, worst: value, openedAt: at })
    .onConflict((conflict) =>
      conflict.columns(['sensorId', 'kind']).where('closedAt', 'is', null).doUpdateSet({
        value,
        backAt: null,
        worst: kind.endsWith('low') ? sql`least(climate_alarm.worst, excluded.worst)` : sql`greatest(climate_alarm.worst, excluded.worst)`,
      }),
    )
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')])
    .executeTakeFirstOrThrow();
  return open.isNew ? open.id : undefined;
}

/** The climate is back within its bounds, or the sensor speaks again; somebody still has to say why it was so. */
export async function markBack(tx: Tx, sensorId: SensorId, kinds: readonly AlarmKind[], at: Date): Promise<number> {
  if (kinds.length === 0) return 0;
  const back = await tx.updateTable('climateAlarm').set({ backAt: at }).where('sensorId', '=', sensorId).where('kind', 'in', [...kinds]).where('closedAt', 'is', null).where('backAt', 'is', null).executeTakeFirst();
  return Number(back.numUpdatedRows);
}

export type AlarmRow = Awaited<ReturnType<ReturnType<typeof alarms>['execute']>>[number];

function alarms(db: Db) {
  return db
    .selectFrom('climateAlarm')
    .leftJoin('sensor', 'sensor.id', 'climateAlarm.sensorId')
    .leftJoin('person as knower', 'knower.id', 'climateAlarm.acknowledgedBy')
    .leftJoin('person as corrector', 'corrector.id', 'climateAlarm.correctedBy')
    .leftJoin('person as closer', 'closer.id', 'climateAlarm.closedBy')
    .selectAll('climateAlarm')
    .select(['sensor.name as sensorName', 'knower.name as knowerName', 'corrector.name as correctorName', 'closer.name as closerName']);
}

export async function listAlarmRows(db: Db, { state, placeId, after, limit }: { state: 'open' | 'closed'; placeId?: PlaceId | undefined; after?: string | undefined; limit: number }): Promise<AlarmRow[]> {
  let query = alarms(db).where('climateAlarm.closedAt', state === 'open' ? 'is' : 'is not', null).orderBy('climateAlarm.id', 'desc').limit(limit);
  if (placeId) query = query.where('climateAlarm.placeId', '=', placeId);
  if (after) query = query.where('climateAlarm.id', '<', after as AlarmId);
  return query.execute();
}

export async function findAlarm(db: Db, alarmId: AlarmId): Promise<AlarmRow | undefined> {
  return alarms(db).where('climateAlarm.id', '=', alarmId).executeTakeFirst();
}

export async function lockAlarm(tx: Tx, alarmId: AlarmId) {
  return tx.selectFrom('climateAlarm').selectAll().where('id', '=', alarmId).forUpdate().executeTakeFirst();
}

export async function updateAlarm(tx: Tx, alarmId: AlarmId, update: { acknowledgedBy?: string; acknowledgedAt?: Date; cause?: string; correction?: string; correctedBy?: string; correctedAt?: Date; closedBy?: string; closedAt?: Date }): Promise<void> {
  await tx.updateTable('climateAlarm').set(update).where('id', '=', alarmId).execute();
}

function standing(db: Db, actor: Actor, placeId: PlaceId) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .innerJoin('place', 'place.id', 'copy.placeId')
    .where(inBranchOfPlace(placeId))
    .where((eb) => visibleTo(actor)(eb as never));
}

export async function levelsStanding(db: Db, actor: Actor, placeId: PlaceId): Promise<{ level: Confidentiality; copies: number }[]> {
  const rows = await standing(db, actor, placeId).select((eb) => ['contract.confidentiality as level', eb.fn.count<number>('copy.id').as('copies')]).groupBy('contract.confidentiality').execute();
  return rows.toSorted((a, b) => Confidentiality.options.indexOf(b.level) - Confidentiality.options.indexOf(a.level));
}

/** Of what contracts stand there, each once however many copies do. */
export async function valueStanding(db: Db, actor: Actor, placeId: PlaceId): Promise<{ currency: string; amount: string }[]> {
  const contracts = standing(db, actor, placeId).select(['contract.id', 'contract.currency', 'contract.amount']).distinct().where('contract.amount', 'is not', null).as('c');
  return db.selectFrom(contracts).select((eb) => ['c.currency', eb.fn.sum<string>('c.amount').as('amount')]).groupBy('c.currency').orderBy('c.currency').execute();
}

/** What is worth most first, for who may know: an order by amounts tells of them. */
export async function firstToSave(db: Db, actor: Actor, placeId: PlaceId, { byAmount, limit }: { byAmount: boolean; limit: number }) {
  return standing(db, actor, placeId)
    .select(['copy.id as copyId', 'copy.contractId', 'copy.archivalCode', 'copy.placeId', 'contract.number', 'contract.title', 'contract.confidentiality', 'contract.amount', 'contract.currency'])
    .orderBy(sql`array_position(array['secret', 'confidential', 'internal', 'public'], contract.confidentiality)`)
    .$if(byAmount, (query) => query.orderBy('contract.amount', (order) => order.desc().nullsLast()))
    .orderBy('copy.id')
    .limit(limit)
    .execute();
}
