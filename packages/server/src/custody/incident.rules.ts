import type { PlainDate } from '@qige/wire';

export interface IncidentStands {
  kind: 'lost' | 'damaged' | 'leaked';
  reportBy: PlainDate;
  reportedAt: Date | null;
  closedAt: Date | null;
  /** Where the paper is now. */
  holder: string;
}

export type IncidentAct = 'report' | 'close' | 'find';
export type IncidentVerdict = { kind: 'good' } | { kind: 'refused'; why: 'closed' | 'reported' | 'not-reported' | 'not-lost' };

const refused = (why: Extract<IncidentVerdict, { kind: 'refused' }>['why']): IncidentVerdict => ({ kind: 'refused', why });

/** Reported once, closed only once reported: who knows of an incident and stays silent breaks the law (档案法 44, 48). */
export function incidentVerdict(incident: IncidentStands, act: IncidentAct): IncidentVerdict {
  if (act === 'find') return incident.kind === 'lost' && incident.holder === 'lost' ? { kind: 'good' } : refused('not-lost');
  if (incident.closedAt) return refused('closed');
  if (act === 'report') return incident.reportedAt ? refused('reported') : { kind: 'good' };
  return incident.reportedAt ? { kind: 'good' } : refused('not-reported');
}

export const isOverdue = ({ reportBy, reportedAt, closedAt }: IncidentStands, today: PlainDate): boolean => !reportedAt && !closedAt && reportBy < today;
