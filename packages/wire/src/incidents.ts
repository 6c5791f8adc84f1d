import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { CopyId, IncidentId, LoanId, PlaceId } from './ids.ts';
import { PaperRef } from './paper-refs.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine, manyLines } from './plain-text.ts';

export const IncidentKind = z.enum(['lost', 'damaged', 'leaked']);
export type IncidentKind = z.infer<typeof IncidentKind>;

export const Incident = z.object({
  id: IncidentId,
  kind: IncidentKind,
  paper: PaperRef,
  loanId: LoanId.nullable(),
  what: z.string(),
  missingPages: z.int().nullable(),
  foundBy: z.string(),
  foundAt: Moment,
  /** Until when it must be reported (档案法 44). */
  reportBy: PlainDate,
  overdue: z.boolean(),
  reported: z.object({ to: z.string(), at: Moment }).nullable(),
  remedy: z.string().nullable(),
  closed: z.object({ by: z.string(), at: Moment }).nullable(),
  may: z.object({ report: z.boolean(), close: z.boolean(), find: z.boolean() }),
});
export type Incident = z.infer<typeof Incident>;

const oneIncident = z.object({ incidentId: IncidentId });

export const listIncidentsEndpoint = endpoint('GET /incidents', {
  access: 'paper.keep',
  summary: 'What was lost, damaged or leaked; open ones by the day until which they must be reported.',
  query: z.object({ state: z.enum(['open', 'overdue', 'closed']).default('open'), copyId: CopyId.optional(), ...paging }),
  reply: z.object({ incidents: z.array(Incident), next: z.string().nullable() }),
});
export const openIncidentEndpoint = endpoint('POST /incidents', {
  access: 'paper.keep',
  summary: 'Notes an incident with a paper that is not on loan. What is lost is nobody’s from then on, until it is found.',
  body: z.object({ copyId: CopyId, kind: IncidentKind, what: manyLines(1000).min(1), missingPages: z.int().min(1).max(10_000).optional(), reportBy: PlainDate.optional() }),
  reply: Incident,
  status: 201,
});
export const reportIncidentEndpoint = endpoint('POST /incidents/:incidentId/report', {
  access: 'paper.keep',
  summary: 'Notes to whom an incident was reported.',
  params: oneIncident,
  body: z.object({ reportedTo: oneLine(100).min(1) }),
  reply: Incident,
});
export const closeIncidentEndpoint = endpoint('POST /incidents/:incidentId/close', {
  access: 'paper.keep',
  summary: 'Closes an incident that was reported, with what was done about it.',
  params: oneIncident,
  body: z.object({ remedy: manyLines(1000).min(1) }),
  reply: Incident,
});
export const foundAgainEndpoint = endpoint('POST /incidents/:incidentId/found', {
  access: 'paper.keep',
  summary: 'What was lost is found: it comes into a place, or into the asker’s hands. The incident stays open until it is closed.',
  params: oneIncident,
  body: z.object({ placeId: PlaceId.nullable().default(null), note: oneLine(300).default(''), overCapacity: oneLine(200).min(1).optional() }),
  reply: Incident,
});
