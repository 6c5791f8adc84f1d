import type { CopyId, PaperAnswer, PlainDate, Shipment, ShipmentId } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { carry, lockPlacesOf } from './carry.actions.ts';
import { type CopyRow, findDoneBefore, lockCopies } from './chain.queries.ts';
import { type CustodyAct, custodyVerdict, type Holder, sameHolder } from './custody.rules.ts';
import { seenMoment } from './from-device.rules.ts';
import { releaseVerdict } from './hand-over.rules.ts';
import { holderOf, standingOf } from './holder.rules.ts';
import { noteIncident } from './incident.actions.ts';
import { type FromDevice, tellOfPapers } from './offer.actions.ts';
import { answerFor, refuseIfNone } from './paper-answers.ts';
import { findPaperRefs } from './paper-refs.queries.ts';
import { copiesSent, findSentBy, findShipment, findShipments, insertShipment, insertShipmentCopies, lockShipment, saveOutcome, type ShipmentRow } from './shipment.queries.ts';
import { outcomeVerdict } from './shipment.rules.ts';

async function described(db: Db, actor: Actor, rows: readonly ShipmentRow[]): Promise<Shipment[]> {
  const parts = await copiesSent(db, rows.map(({ id }) => id));
  const refs = await findPaperRefs(db, actor, parts.map(({ copyId }) => copyId));
  return rows.map(({ senderName, sentBy, sentAt, decidedAt, ...row }) => ({
    ...row,
    sentBy: senderName ?? sentBy,
    sentAt: sentAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    papers: parts.filter(({ shipmentId }) => shipmentId === row.id).flatMap(({ copyId }) => refs.get(copyId) ?? []),
  }));
}

async function showShipment(db: Db, actor: Actor, shipmentId: ShipmentId): Promise<Shipment> {
  const row = await findShipment(db, actor, shipmentId);
  const [shipment] = row ? await described(db, actor, [row]) : [];
  if (!shipment) throw notFound();
  return shipment;
}

export async function listShipments(app: App, actor: Actor, { after, limit, ...filter }: { state?: Shipment['state'] | undefined; copyId?: CopyId | undefined; after?: string | undefined; limit: number }): Promise<{ shipments: Shipment[]; next: string | null }> {
  const rows = await findShipments(app.db, actor, filter, after, limit + 1);
  const page = rows.slice(0, limit);
  return { shipments: await described(app.db, actor, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

interface Sending extends FromDevice {
  copyIds: readonly CopyId[];
  carrier: string;
  tracking: string;
  recipient: string;
  address: string;
  note: string;
}

const onTheWay = ({ carrier, tracking }: { carrier: string; tracking: string }): Holder & { holder: 'outside' } => ({ holder: 'outside', outside: `${carrier} ${tracking}` });

export async function sendPapers(app: App, actor: Person, { copyIds, actId, seenAt, sentAt, ...parcel }: Sending): Promise<{ shipment: Shipment; answers: PaperAnswer[] }> {
  return app.db.transaction().execute(async (tx) => {
    const copies = await lockCopies(tx, actor, copyIds);
    if (copies.length === 0) throw notFound();
    const before = actId ? await findSentBy(tx, copyIds, actId) : undefined;
    if (before) {
      const shipment = await showShipment(tx, actor, before);
      return { shipment, answers: shipment.papers.map(({ copyId }) => ({ copyId, done: true, refusal: null })) };
    }
    const places = await lockPlacesOf(tx, copies);
    const byId = new Map(copies.map((copy) => [copy.id, copy]));
    const [id, now] = [newId('shp'), app.clock.now()];
    const act: CustodyAct = { act: 'sent', to: onTheWay(parcel) };
    const answers: PaperAnswer[] = [];
    const gone: CopyRow[] = [];
    for (const copyId of copyIds) {
      answers.push(
        await answerFor(copyId, async () => {
          const copy = byId.get(copyId);
          if (!copy) throw notFound();
          const standing = standingOf(copy);
          const mine = releaseVerdict({ id: actor.id, keeps: true }, standing.at);
          if (mine.kind === 'refused' && custodyVerdict(standing, act).kind === 'good') throw new Refusal('custody_impossible', 'This paper is not in your hands.', { kind: mine.why, copyId });
          await carry(app, tx, actor, copy, act, places, { actId, seenAt: seenMoment({ seenAt, sentAt }, now), note: parcel.note, facts: { shipment: id, recipient: parcel.recipient } });
          gone.push(copy);
        }),
      );
    }
    refuseIfNone(answers);
    await insertShipment(tx, { id, ...parcel, sentBy: actor.id, sentAt: now });
    await insertShipmentCopies(tx, id, gone.map((copy) => copy.id));
    await recordAudit(tx, actor, { kind: 'shipment.sent', subjectId: id, facts: { copies: gone.map((copy) => copy.id), carrier: parcel.carrier, tracking: parcel.tracking, recipient: parcel.recipient } });
    await tellOfPapers(tx, gone);
    return { shipment: await showShipment(tx, actor, id), answers };
  });
}

interface Outcome extends FromDevice {
  outcome: 'arrived' | 'returned' | 'lost';
  note: string;
  reportBy?: PlainDate | undefined;
}

/** Only what is still with the carrier, or with the recipient, follows; what was found or corrected since stays where it is. */
export async function closeShipment(app: App, actor: Person, shipmentId: ShipmentId, { outcome, note, reportBy, actId, ...device }: Outcome): Promise<Shipment> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await findShipment(tx, actor, shipmentId))) throw notFound();
    const parts = await copiesSent(tx, [shipmentId]);
    const copies = await lockCopies(tx, actor, parts.map(({ copyId }) => copyId));
    const shipment = await lockShipment(tx, shipmentId);
    if (actId && shipment.state === outcome && (await findDoneBefore(tx, copies.map(({ id }) => id), actId)).size > 0) return showShipment(tx, actor, shipmentId);
    const verdict = outcomeVerdict(shipment.state, outcome);
    if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This cannot be noted of this shipment now.', { kind: 'shipment-decided', state: shipment.state });
    const [now, places] = [app.clock.now(), await lockPlacesOf(tx, copies)];
    const arrived: Holder = { holder: 'outside', outside: shipment.recipient };
    const there = copies.filter((copy) => sameHolder(holderOf(copy), onTheWay(shipment)) || sameHolder(holderOf(copy), arrived));
    const details = { actId, seenAt: seenMoment(device, now), note, facts: { shipment: shipmentId } };
    for (const copy of there) {
      if (outcome === 'lost') await noteIncident(app, tx, actor, copy, { kind: 'lost', what: note || `${shipment.carrier} ${shipment.tracking}`, reportBy, device: { actId, seenAt: details.seenAt } }, places);
      else await carry(app, tx, actor, copy, { act: 'arrived', to: outcome === 'arrived' ? arrived : { holder: 'person', personId: actor.id } }, places, details);
    }
    await saveOutcome(tx, shipmentId, { state: outcome, decidedAt: now, ...(note ? { note } : {}) });
    await recordAudit(tx, actor, { kind: `shipment.${outcome}`, subjectId: shipmentId, facts: { copies: there.map(({ id }) => id), note } });
    await tellOfPapers(tx, copies);
    return showShipment(tx, actor, shipmentId);
  });
}
