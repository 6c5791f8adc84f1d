import type { PlaceId, SensorId } from '@qige/wire';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { inBranchOf } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export async function findSensors(db: Db) {
  return db.selectFrom('sensor').selectAll().orderBy(sql`closed_at is not null`).orderBy('name').orderBy('id').execute();
}

export async function findSensor(db: Db, sensorId: SensorId) {
  return db.selectFrom('sensor').selectAll().where('id', '=', sensorId).executeTakeFirst();
}

export async function insertSensor(tx: Tx, sensor: Insertable<Tables['sensor']>): Promise<void> {
  await tx.insertInto('sensor').values(sensor).execute();
}

export async function updateSensor(tx: Tx, sensorId: SensorId, update: Updateable<Tables['sensor']>): Promise<void> {
  await tx.updateTable('sensor').set(update).where('id', '=', sensorId).execute();
}

/** Whether another sensor has the topic; until the transaction ends nobody else asks. */
export async function topicTaken(tx: Tx, topic: string, by?: SensorId): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('sensor topics'))`.execute(tx);
  let query = tx.selectFrom('sensor').select('id').where('topic', '=', topic);
  if (by) query = query.where('id', '<>', by);
  return (await query.executeTakeFirst()) !== undefined;
}

/** The one entry under which readings by eye of a room are kept. */
export async function findManualSensor(tx: Tx, placeId: PlaceId) {
  return tx.selectFrom('sensor').selectAll().where('placeId', '=', placeId).where('kind', '=', 'manual').executeTakeFirst();
}

/** Rooms, and other places that have a sensor of their own. */
export async function findClimateRooms(db: Db) {
  return db
    .selectFrom('place')
    .select((eb) => ['place.id', 'place.environment', eb.selectFrom('climateAlarm').select((a) => a.fn.countAll<number>().as('n')).whereRef('climateAlarm.placeId', '=', 'place.id').where('climateAlarm.closedAt', 'is', null).as('alarms')])
    .where('place.closedAt', 'is', null)
    .where((eb) => eb.or([eb.and([eb('place.kind', '=', 'room'), eb('place.environment', '<>', 'none')]), eb.exists(eb.selectFrom('sensor').select('sensor.id').whereRef('sensor.placeId', '=', 'place.id').where('sensor.closedAt', 'is', null))]))
    .orderBy('place.path')
    .execute();
}

/** How many copies open to the asker stand in each of these places and below. */
export async function copiesWithin(db: Db, actor: Actor, placeIds: readonly PlaceId[]): Promise<Map<PlaceId, number>> {
  if (placeIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('place as root')
    .innerJoin('place', (join) => join.on(inBranchOf('root.path')))
    .innerJoin('copy', 'copy.placeId', 'place.id')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select((eb) => ['root.id', eb.fn.count<number>('copy.id').as('copies')])
    .where('root.id', 'in', [...placeIds])
    .where((eb) => visibleTo(actor)(eb as never))
    .groupBy('root.id')
    .execute();
  return new Map(rows.map(({ id, copies }) => [id, copies]));
}
