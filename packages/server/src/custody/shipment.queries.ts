import { sql } from 'kysely';
import type { CopyId, Shipment, ShipmentId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export type ShipmentRow = Awaited<ReturnType<typeof findShipments>>[number];

/** None of which even one paper is not open to the asker. */
const shipments = (db: Db, actor: Actor) =>
  db
    .selectFrom('shipment')
    .leftJoin('person as sender', (join) => join.onRef(sql.ref('sender.id'), '=', 'shipment.sentBy'))
    .selectAll('shipment')
    .select('sender.name as senderName')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shipmentCopy')
            .innerJoin('copy', 'copy.id', 'shipmentCopy.copyId')
            .innerJoin('contract', 'contract.id', 'copy.contractId')
            .select(sql.lit(1).as('one'))
            .whereRef('shipmentCopy.shipmentId', '=', 'shipment.id')
            .where((inner) => inner.not(visibleTo(actor)(inner as never) as never)),
        ),
      ),
    );

export async function findShipments(db: Db, actor: Actor, { state, copyId }: { state?: Shipment['state'] | undefined; copyId?: CopyId | undefined }, after: string | undefined, limit: number) {
  let query = shipments(db, actor).orderBy('shipment.id', 'desc').limit(limit);
  if (state) query = query.where('shipment.state', '=', state);
  if (copyId) query = query.where('shipment.id', 'in', (eb) => eb.selectFrom('shipmentCopy').select('shipmentId').where('copyId', '=', copyId));
  if (after) query = query.where('shipment.id', '<', after as ShipmentId);
  return query.execute();
}

export async function findShipment(db: Db, actor: Actor, shipmentId: ShipmentId): Promise<ShipmentRow | undefined> {
  return shipments(db, actor).where('shipment.id', '=', shipmentId).executeTakeFirst();
}

/** Lock its copies first. */
export async function lockShipment(tx: Tx, shipmentId: ShipmentId) {
  return tx.selectFrom('shipment').selectAll().where('id', '=', shipmentId).forUpdate().executeTakeFirstOrThrow();
}

export async function copiesSent(db: Db, shipmentIds: readonly ShipmentId[]): Promise<{ shipmentId: ShipmentId; copyId: CopyId }[]> {
  if (shipmentIds.length === 0) return [];
  return db.selectFrom('shipmentCopy').selectAll().where('shipmentId', 'in', [...shipmentIds]).orderBy('copyId').execute();
}

export interface NewShipment {
  id: ShipmentId;
  carrier: string;
  tracking: string;
  recipient: string;
  address: string;
  note: string;
  sentBy: string;
  sentAt: Date;
}

export async function insertShipment(tx: Tx, shipment: NewShipment): Promise<void> {
  await tx.insertInto('shipment').values(shipment).execute();
}

export async function insertShipmentCopies(tx: Tx, shipmentId: ShipmentId, copyIds: readonly CopyId[]): Promise<void> {
  await tx.insertInto('shipmentCopy').values(copyIds.map((copyId) => ({ shipmentId, copyId }))).execute();
}

export async function saveOutcome(tx: Tx, shipmentId: ShipmentId, outcome: { state: Shipment['state']; decidedAt: Date; note?: string }): Promise<void> {
  await tx.updateTable('shipment').set(outcome).where('id', '=', shipmentId).execute();
}

/** The shipment that an act of this name sent. */
export async function findSentBy(tx: Tx, copyIds: readonly CopyId[], actId: string): Promise<ShipmentId | undefined> {
  const row = await tx.selectFrom('custodyEvent').select(sql<ShipmentId | null>`facts->>'shipment'`.as('shipmentId')).where('copyId', 'in', [...copyIds]).where('actId', '=', actId).where('act', '=', 'sent').executeTakeFirst();
  return row?.shipmentId ?? undefined;
}
