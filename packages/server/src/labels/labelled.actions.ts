import { labelCode } from '@qige/rules/label-code';
import type { CopyId, PersonId, PlaceId, Resolved } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { findLastPlaces } from '../custody/around.queries.ts';
import { standingOf } from '../custody/holder.rules.ts';
import { describeHolders } from '../custody/holders.queries.ts';
import { findPlace } from '../places/place.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import { Refusal } from '../platform/errors.ts';
import { findLabelledCopy, findLabelledPerson, findLoanWaiting } from './labelled.queries.ts';
import { mayWithCopy } from './may.rules.ts';
import { resolveLabel } from './resolve.actions.ts';
import { installationOf } from './resolve.queries.ts';

const notOpen = (): Refusal => new Refusal('label_unreadable', 'There is nothing of this number here, or it is not open to you.', { kind: 'unknown' });

/** What stands behind a label, in words, and what its reader may do there. What is not open to them is not told from what is not there. */
export async function showLabelled(app: App, actor: Person, text: string): Promise<Resolved> {
  const found = await resolveLabel(app.db, actor, text);
  const installation = await installationOf(app.db);
  if (found.subject === 'copy') return showCopy(app, actor, installation, found.copyId);
  return found.subject === 'place' ? showPlace(app, actor, installation, found.placeId) : showPerson(app, actor, installation, found.personId);
}

async function showCopy({ db }: App, actor: Person, installation: string, copyId: CopyId): Promise<Resolved> {
  const copy = await findLabelledCopy(db, actor, copyId);
  if (!copy) throw notOpen();
  const standing = standingOf(copy);
  const [[at], waitingLoanId, stood] = await Promise.all([describeHolders(db, [standing.at]), findLoanWaiting(db, copyId), findLastPlaces(db, [copyId])]);
  if (!at) throw notOpen();
  const toMe = copy.receiverId === actor.id;
  return {
    subject: 'copy',
    code: labelCode(installation, 'copy', copy.labelNo),
    copyId,
    contractId: copy.contractId,
    contractNumber: copy.number,
    title: copy.title,
    ordinal: copy.ordinal,
    kind: copy.kind,
    condition: copy.condition,
    pageCount: copy.pageCount,
    archivalCode: copy.archivalCode,
    at,
    since: copy.since.toISOString(),
    handOver: copy.handOverId && { id: copy.handOverId, toMe },
    loanId: copy.loanId,
    waitingLoanId: waitingLoanId ?? null,
    may: mayWithCopy(actor, standing, { filed: copy.archivalCode !== null, offeredToMe: toMe, loanWaits: waitingLoanId !== undefined, hasStood: stood.has(copyId) }),
  };
}

async function showPlace({ db }: App, actor: Person, installation: string, placeId: PlaceId): Promise<Resolved> {
  const place = actor.permissions.has('places.see') ? await findPlace(db, placeId) : undefined;
  if (!place) throw notOpen();
  const { permissions } = actor;
  const open = place.closedAt === null;
  return {
    subject: 'place',
    code: labelCode(installation, 'place', place.labelNo),
    placeId,
    kind: place.kind,
    kindName: place.kindName,
    kindNameEn: place.kindNameEn,
    placeCode: place.code,
    name: place.name,
    where: (await findWhere(db, [placeId])).get(placeId) ?? '',
    holds: place.holds,
    safe: place.safe,
    closed: !open,
    fill: { held: place.held, heldMm: place.heldMm, capacity: place.capacity, capacityMm: place.capacityMm },
    may: { put: open && permissions.has('paper.keep') && place.holds !== 'places', move: open && permissions.has('paper.keep') && place.moves, count: permissions.has('stock.count') },
  };
}

/** One's own card, or anybody's for those who hand papers over the counter. */
async function showPerson({ db }: App, actor: Person, installation: string, personId: PersonId): Promise<Resolved> {
  const keeps = actor.permissions.has('paper.keep');
  const person = keeps || personId === actor.id ? await findLabelledPerson(db, actor, personId) : undefined;
  if (!person) throw notOpen();
  return {
    subject: 'person',
    code: labelCode(installation, 'person', person.labelNo),
    personId,
    name: person.name,
    department: person.department,
    holds: person.holds,
    may: { handOver: personId !== actor.id && keeps, lend: keeps },
  };
}
