import type { auditKinds } from '@qige/wire';
import { z } from 'zod';
import type { PlainFacts } from './audit.queries.ts';

/**
 * Everything that can be read in the audit trail. A room adds its lines here; a kind that is not in this list cannot be recorded.
 * `subjectId` is the thing acted on, `contractId` the contract it belongs to where there is one; the rest are facts.
 */
export type AuditEvent =
  | { kind: 'house.set-up'; subjectId: string }
  | { kind: 'person.added' | 'person.changed' | 'person.left'; subjectId: string; facts?: PlainFacts }
  | { kind: 'role.added' | 'role.changed' | 'role.removed'; subjectId: string; facts: PlainFacts }
  | { kind: 'session.opened' | 'session.refused' | 'session.closed'; subjectId?: string; facts?: PlainFacts }
  | { kind: 'second-factor.set-up' | 'second-factor.ended' | 'second-factor.codes-renewed' | 'second-factor.code-used' | 'second-factor.reset'; subjectId: string; facts?: PlainFacts }
  | { kind: 'passkey.added' | 'passkey.removed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'sign-in.changed' | 'sign-in.pause-lifted' | 'sign-in.linked' | 'sign-in.unlinked' | 'sign-in.way-changed'; subjectId?: string; facts?: PlainFacts }
  | { kind: 'key.made' | 'key.revoked'; subjectId: string; facts?: PlainFacts }
  | { kind: 'department.added' | 'department.changed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'number-rule.changed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'number.allocated' | 'number.voided'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'contract-type.added' | 'contract-type.changed' | 'contract-type.closed' | 'contract-type.opened'; subjectId: string; facts?: PlainFacts }
  | { kind: 'party.added' | 'party.changed' | 'party.merged' | 'party.closed' | 'party.opened'; subjectId: string; facts?: PlainFacts }
  | { kind: 'contract.registered' | 'contract.amended' | 'contract.viewed' | 'contract.noted'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'contract.original-downloaded' | 'contract.archive-copy-downloaded'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'contract.reader-named' | 'contract.reader-dropped'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'access.asked' | 'access.granted' | 'access.refused'; subjectId: string; contractId?: string; facts: PlainFacts }
  | { kind: 'contract.related' | 'contract.unrelated'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'contracts.exported' | 'contracts.downloaded'; facts?: PlainFacts }
  | { kind: 'batch.opened'; subjectId: string; facts?: PlainFacts }
  | { kind: 'file.refused'; facts: PlainFacts }
  | { kind: 'file.received' | 'file.duplicate-received' | 'file.opened' | 'file.quarantined' | 'file.retried' | 'file.dismissed' | 'file.downloaded'; subjectId: string; facts?: PlainFacts }
  | { kind: 'scan.arranged' | 'scan.arrangement-undone' | 'scan.read' | 'scan.read-failed' | 'scan.read-again' | 'scan.viewed'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'scan.bound'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'scan.rejected' | 'scan.set-aside' | 'scan.rescan-asked' | 'scan.reopened'; subjectId: string; facts?: PlainFacts }
  | { kind: 'page.viewed'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'text.corrected' | 'field.corrected' | 'finding.answered'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'archive-copy.asked' | 'archive-copy.made' | 'archive-copy.failed'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'search.asked'; subjectId?: string; facts?: PlainFacts }
  | { kind: 'share.made' | 'share.revoked' | 'share.viewed' | 'share.refused'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'place.added' | 'place.changed' | 'place.moved' | 'place.closed' | 'place-kind.changed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'copy.opened' | 'copy.changed' | 'copy.filed' | 'copy.unfiled' | 'copy.moved' | 'copy.taken' | 'copy.corrected' | 'copy.found'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'hand-over.offered' | 'hand-over.confirmed' | 'hand-over.refused' | 'hand-over.withdrawn'; subjectId: string; facts?: PlainFacts }
  | { kind: 'shipment.sent' | 'shipment.arrived' | 'shipment.returned' | 'shipment.lost'; subjectId: string; facts?: PlainFacts }
  | { kind: 'security-seal.applied' | 'security-seal.broken'; subjectId: string; contractId?: string; facts?: PlainFacts }
  | { kind: 'incident.opened' | 'incident.reported' | 'incident.closed'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'paper-rules.changed'; facts: PlainFacts }
  | { kind: 'filing.changed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'labels.printed'; subjectId?: string; facts?: PlainFacts }
  | { kind: 'chain.printed'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'loan.asked' | 'loan.approved' | 'loan.refused' | 'loan.withdrawn' | 'loan.handed-out' | 'loan.returned' | 'loan.reminded' | 'loan.escalated'; subjectId: string; contractId: string; facts?: PlainFacts }
  | { kind: 'stock-take.opened' | 'stock-take.recounted' | 'stock-take.reported' | 'stock-take.resumed' | 'stock-take.signed' | 'stock-take.closed' | 'stock-take.abandoned'; subjectId: string; facts?: PlainFacts }
  | { kind: 'sensor.added' | 'sensor.changed' | 'sensor.closed' | 'climate-rule.changed' | 'climate.noted'; subjectId: string; facts?: PlainFacts }
  | { kind: 'alarm.opened' | 'alarm.acknowledged' | 'alarm.corrected' | 'alarm.closed'; subjectId: string; facts?: PlainFacts }
  | { kind: 'round-plan.added' | 'round-plan.changed' | 'round.done' | 'round-task.done' | 'round-task.checked'; subjectId: string; facts?: PlainFacts }
  | { kind: 'search.saved' | 'search.forgotten'; subjectId: string; facts?: PlainFacts };

type Listed = (typeof auditKinds)[number];
/** The wire lists the same kinds, so that the screens have words for each: nothing compiles where one list has what the other has not. */
export type AuditKind = [Exclude<Listed, AuditEvent['kind']>, Exclude<AuditEvent['kind'], Listed>] extends [never, never] ? Listed : never;

/** What a reaction's job is handed: enough to find the thing, nothing of its content. */
export const AuditReaction = z.object({ subjectId: z.string(), contractId: z.string().optional() });
