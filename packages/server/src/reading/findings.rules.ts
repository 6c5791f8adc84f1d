import { createHash } from 'node:crypto';
import type { Finding as Found, ValueFinding } from '@qige/extract';
import type { FieldName, Finding, PageId } from '@qige/wire';
import { storedPlace, type StoredPlace } from './fields.rules.ts';

export interface StoredFinding extends Pick<Finding, 'id' | 'type' | 'severity' | 'source' | 'params' | 'fields'> {
  places: StoredPlace[];
}

export interface FindingAnswer {
  finding: string;
  answer: 'accepted' | 'dismissed';
  note: string;
  by: string;
  at: Date;
}

const about: Record<Found['type'], readonly FieldName[]> = {
  amountMismatch: ['amount', 'amountUppercase'],
  usccInvalid: [],
  expiredBeforeSigned: ['expiresOn', 'signedOn'],
  depositOverTwentyPercent: ['payments'],
  missingPage: [],
  blankDate: ['signedOn'],
  blankSignature: [],
  missingStamp: [],
  courtAndArbitration: ['disputeResolution'],
  paymentPercents: ['payments'],
  missingElement: [],
};

/** Findings with a name that stays when the scan is read again, so that an answer given to one is not lost. */
export function storedFindings(found: readonly Found[], pageIds: readonly PageId[]): StoredFinding[] {
  return named(found.map(({ place, ...rest }) => {
    const at = storedPlace(place, pageIds);
    return { ...rest, places: at ? [at] : [] };
  }));
}

export function named(found: readonly (ValueFinding & Pick<StoredFinding, 'places'>)[]): StoredFinding[] {
  const seen = new Map<string, number>();
  return found.map(({ type, severity, source, params, places }) => {
    const name = `${type}-${createHash('sha256').update(inOrder(params)).digest('hex').slice(0, 10)}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { id: times === 1 ? name : `${name}-${times}`, type, severity, source, params, fields: fieldsAbout(type, params), places };
  });
}

function fieldsAbout(type: Found['type'], params: Found['params']): FieldName[] {
  const letter = [params['party'], params['letter']].find((value) => typeof value === 'string' && /^[A-E]$/.test(value));
  if (type === 'usccInvalid' && letter) return [`party${letter as 'A'}.uscc`];
  return [...about[type]];
}

const inOrder = (params: Found['params']): string => JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));

export function withAnswers(findings: readonly StoredFinding[], answers: readonly FindingAnswer[]): Finding[] {
  return findings.map((finding) => {
    const given = answers.find((answer) => answer.finding === finding.id);
    return { ...finding, answer: given ? { answer: given.answer, note: given.note, by: given.by, at: given.at.toISOString() } : null };
  });
}
