import { addWorkdays } from '@qige/rules/workdays';
import type { CopyId, Incident, IncidentId, IncidentKind, LoanId, PlaceId, PlainDate } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { carry, type Carried, lockPlacesOf } from './carry.actions.ts';
import { type CopyRow, lockCopies } from './chain.queries.ts';
import type { Holder } from './custody.rules.ts';
import { findIncident, findIncidents, type IncidentFilter, type IncidentRow, insertIncident, lockIncident, saveCondition, updateIncident } from './incident.queries.ts';
import { type IncidentAct, incidentVerdict, isOverdue } from './incident.rules.ts';
import { tellOfPapers } from './offer.actions.ts';
import { paperRules } from './paper-rules.actions.ts';

function shown(row: IncidentRow, today: PlainDate): Incident {
  const may = (act: IncidentAct): boolean => incidentVerdict(row, act).kind === 'good';
  const { id, kind, copyId, contractId, number, title, ordinal, copyKind, pageCount, loanId, what, missingPages, reportBy, remedy } = row;
  return {
    id, kind, loanId, what, missingPages, reportBy, remedy,
    paper: { copyId, contractId, number, title, ordinal, kind: copyKind, pageCount },
    foundBy: row.finderName ?? row.foundBy,
    foundAt: row.foundAt.toISOString(),
    overdue: isOverdue(row, today),
    reported: row.reportedAt && { to: row.reportedTo ?? '', at: row.reportedAt.toISOString() },
    closed: row.closedAt && { by: row.closerName ?? row.closedBy ?? '', at: row.closedAt.toISOString() },
    may: { report: may('report'), close: may('close'), find: may('find') },
  };
}

async function showIncident(app: App, db: Db, actor: Actor, incidentId: IncidentId): Promise<Incident> {
  const row = await findIncident(db, actor, incidentId);
  if (!row) throw notFound();
  return shown(row, app.clock.today());
}

export async function listIncidents(app: App, actor: Actor, { after, limit, ...filter }: IncidentFilter & { after?: string | undefined; limit: number }): Promise<{ incidents: Incident[]; next: string | null }> {
  const today = app.clock.today();
  const rows = await findIncidents(app.db, actor, filter, today, after, limit + 1);
  const page = rows.slice(0, limit);
  return { incidents: page.map((row) => shown(row, today)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export interface NewIncident {
  kind: IncidentKind;
  what: string;
  loanId?: LoanId;
  missingPages?: number | undefined;
  reportBy?: PlainDate | undefined;
  /** More that its link in the chain is to hold. */
  facts?: object;
  /** Of an act that a device did: what it called it, and when it was done. */
  device?: Pick<Carried, 'actId' | 'seenAt'>;
}

/** Opens an incident over a locked copy; from the loss on nobody answers for the paper until it is found. Its places are locked by the caller. */
export async function noteIncident(app: App, tx: Tx, actor: Actor, copy: CopyRow, { kind, what, loanId, missingPages, reportBy, facts, device }: NewIncident, places: Parameters<typeof carry>[5]): Promise<IncidentId> {
  const id = newId('inc');
  const [rules, today] = [await paperRules(tx), app.clock.today()];
  const until = reportBy ?? addWorkdays(today, rules.reportDays, rules);
  // Pages that are missing are counted; what else is wrong with it is its condition from now on.
  const spoilt = kind === 'damaged' && !missingPages;
  if (spoilt) await saveCondition(tx, copy.id, 'damaged', what.slice(0, 300));
  await carry(app, tx, actor, copy, kind === 'lost' ? { act: 'lost' } : { act: 'noted' }, places, { ...device, note: what.slice(0, 300), facts: { ...facts, incident: id, kind, ...(missingPages ? { missingPages } : {}), ...(spoilt ? { condition: 'damaged' } : {}) } });
  await insertIncident(tx, { id, kind, copyId: copy.id, contractId: copy.contractId, loanId: loanId ?? null, what, missingPages: missingPages ?? null, foundBy: actor.id, foundAt: app.clock.now(), reportBy: until });
  await recordAudit(tx, actor, { kind: 'incident.opened', subjectId: id, contractId: copy.contractId, facts: { copy: copy.ordinal, incident: kind, reportBy: until, note: what.slice(0, 300) } });
  return id;
}

export async function openIncident(app: App, actor: Person, { copyId, ...incident }: NewIncident & { copyId: CopyId }): Promise<Incident> {
  return app.db.transaction().execute(async (tx) => {
    const [copy] = await lockCopies(tx, actor, [copyId]);
    if (!copy) throw notFound();
    if (copy.loanId && incident.kind === 'lost') throw new Refusal('custody_impossible', 'It is out on loan: note the loss with the loan.', { kind: 'on-loan', copyId });
    const id = await noteIncident(app, tx, actor, copy, incident, await lockPlacesOf(tx, [copy]));
    await tellOfPapers(tx, [copy]);
    return showIncident(app, tx, actor, id);
  });
}

async function change(app: App, actor: Person, incidentId: IncidentId, act: IncidentAct, run: (tx: Tx, copy: CopyRow) => Promise<void>): Promise<Incident> {
  return app.db.transaction().execute(async (tx) => {
    const seen = await findIncident(tx, actor, incidentId);
    const [copy] = seen ? await lockCopies(tx, actor, [seen.copyId]) : [];
    if (!copy) throw notFound();
    const verdict = incidentVerdict({ ...(await lockIncident(tx, incidentId)), holder: copy.holder }, act);
    if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This cannot be done with this incident now.', { kind: `incident-${verdict.why}` });
    await run(tx, copy);
    await tellOfPapers(tx, [copy]);
    return showIncident(app, tx, actor, incidentId);
  });
}

export async function reportIncident(app: App, actor: Person, incidentId: IncidentId, reportedTo: string): Promise<Incident> {
  return change(app, actor, incidentId, 'report', async (tx, { contractId }) => {
    await updateIncident(tx, incidentId, { reportedTo, reportedAt: app.clock.now() });
    await recordAudit(tx, actor, { kind: 'incident.reported', subjectId: incidentId, contractId, facts: { to: reportedTo } });
  });
}

export async function closeIncident(app: App, actor: Person, incidentId: IncidentId, remedy: string): Promise<Incident> {
  return change(app, actor, incidentId, 'close', async (tx, { contractId }) => {
    await updateIncident(tx, incidentId, { remedy, closedBy: actor.id, closedAt: app.clock.now() });
    await recordAudit(tx, actor, { kind: 'incident.closed', subjectId: incidentId, contractId, facts: { note: remedy.slice(0, 300) } });
  });
}

export async function findAgain(app: App, actor: Person, incidentId: IncidentId, { placeId, note, overCapacity }: { placeId: PlaceId | null; note: string; overCapacity?: string | undefined }): Promise<Incident> {
  const to: Holder = placeId ? { holder: 'place', placeId } : { holder: 'person', personId: actor.id };
  return change(app, actor, incidentId, 'find', async (tx, copy) => {
    const places = await lockPlacesOf(tx, [copy], to);
    if (placeId && !places.has(placeId)) throw notFound();
    await carry(app, tx, actor, copy, { act: 'found', to }, places, { note, overCapacity, facts: { incident: incidentId } });
  });
}
