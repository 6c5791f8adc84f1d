import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/** Everything that can stand in the trail, in the order in which a screen offers it; the server cannot record what is not in this list. */
export const auditKinds = [
  'contract.registered', 'contract.amended', 'contract.viewed', 'contract.noted', 'contract.original-downloaded', 'contract.archive-copy-downloaded', 'contract.reader-named', 'contract.reader-dropped', 'contract.related', 'contract.unrelated',
  'contracts.exported', 'contracts.downloaded',
  'access.asked', 'access.granted', 'access.refused',
  'share.made', 'share.revoked', 'share.viewed', 'share.refused',
  'batch.opened',
  'file.refused', 'file.received', 'file.duplicate-received', 'file.opened', 'file.quarantined', 'file.retried', 'file.dismissed', 'file.downloaded',
  'scan.arranged', 'scan.arrangement-undone', 'scan.read', 'scan.read-failed', 'scan.read-again', 'scan.viewed', 'scan.bound', 'scan.rejected', 'scan.set-aside', 'scan.rescan-asked', 'scan.reopened',
  'page.viewed',
  'text.corrected',
  'field.corrected',
  'finding.answered',
  'archive-copy.asked', 'archive-copy.made', 'archive-copy.failed',
  'place.added', 'place.changed', 'place.moved', 'place.closed',
  'place-kind.changed',
  'copy.opened', 'copy.changed', 'copy.filed', 'copy.moved', 'copy.taken', 'copy.corrected', 'copy.found', 'copy.unfiled',
  'hand-over.offered', 'hand-over.confirmed', 'hand-over.refused', 'hand-over.withdrawn',
  'shipment.sent', 'shipment.arrived', 'shipment.lost', 'shipment.returned',
  'security-seal.applied', 'security-seal.broken',
  'incident.opened', 'incident.reported', 'incident.closed',
  'filing.changed',
  'labels.printed',
  'chain.printed',
  'loan.asked', 'loan.approved', 'loan.refused', 'loan.withdrawn', 'loan.handed-out', 'loan.returned', 'loan.reminded', 'loan.escalated',
  'stock-take.opened', 'stock-take.recounted', 'stock-take.reported', 'stock-take.resumed', 'stock-take.signed', 'stock-take.closed', 'stock-take.abandoned',
  'sensor.added', 'sensor.changed', 'sensor.closed',
  'climate-rule.changed',
  'climate.noted',
  'alarm.opened', 'alarm.acknowledged', 'alarm.corrected', 'alarm.closed',
  'round-plan.added', 'round-plan.changed',
  'round.done',
  'round-task.done', 'round-task.checked',
  'paper-rules.changed',
  'number.allocated', 'number.voided',
  'number-rule.changed',
  'contract-type.added', 'contract-type.changed', 'contract-type.closed', 'contract-type.opened',
  'party.added', 'party.changed', 'party.merged', 'party.closed', 'party.opened',
  'search.asked', 'search.saved', 'search.forgotten',
  'session.opened', 'session.refused', 'session.closed',
  'second-factor.set-up', 'second-factor.ended', 'second-factor.codes-renewed', 'second-factor.code-used', 'second-factor.reset',
  'passkey.added', 'passkey.removed',
  'sign-in.changed', 'sign-in.pause-lifted', 'sign-in.linked', 'sign-in.unlinked', 'sign-in.way-changed',
  'key.made', 'key.revoked',
  'person.added', 'person.changed', 'person.left',
  'role.added', 'role.changed', 'role.removed',
  'department.added', 'department.changed',
  'house.set-up',
] as const;

export const AuditEntry = z.object({
  id: z.int(),
  at: Moment,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  keyId: z.string().nullable(),
  address: z.string().nullable(),
  /** What happened, `noun.past-participle`; the screen has a sentence for each. */
  kind: z.string(),
  subjectId: z.string().nullable(),
  contractId: z.string().nullable(),
  /** The contract's number as it is now, so that a view says of what. */
  contractNumber: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  /** Its place in the sealed chain; null until the next sealing, a minute at most. */
  sealNumber: z.int().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const id = oneLine(100).min(1);

export const listAuditEndpoint = endpoint('GET /audit', {
  access: 'audit.read',
  summary: 'What happened, newest first.',
  query: z.object({
    subjectId: id.optional(),
    contractId: id.optional(),
    personId: id.optional(),
    /** A kind, or its first part: `contract` for all that begin with `contract.`. */
    kind: z.string().regex(/^[a-z-]+(\.[a-z-]+)?$/).optional(),
    from: PlainDate.optional(),
    /** The last day that counts. */
    to: PlainDate.optional(),
    ...paging,
  }),
  reply: z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }),
});

export const AuditVerification = z.object({
  intact: z.boolean(),
  /** How many events are sealed, and how many wait for the next sealing. */
  sealed: z.int(),
  waiting: z.int(),
  /** The last seal, hex; written down elsewhere it proves later that nothing before it changed. */
  lastSeal: z.string().nullable(),
  /** The first place where the chain does not hold. */
  broken: z.object({ sealNumber: z.int(), eventId: z.int().nullable(), why: z.enum(['changed', 'missing']) }).nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const verifyAuditEndpoint = endpoint('GET /audit/verification', {
  access: 'audit.read',
  summary: 'Recomputes the whole chain of seals and names the first that does not hold.',
  reply: AuditVerification,
});
