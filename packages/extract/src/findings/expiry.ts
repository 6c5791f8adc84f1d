import type { Finding, ValueFinding } from './finding.ts';
import type { Evidence } from './findings.ts';

/** A date and how sure it is that it stands there. */
interface Dated {
  value: string;
  confidence: number;
  suggested?: boolean;
}

export function expiryFindings({ fields }: Evidence): Finding[] {
  const found = signedTooLate(fields);
  return found ? [{ ...found, place: fields.expiresOn?.place ?? null }] : [];
}

/** Signed after the term has run out. A term that begins after signing and ends before it is a misread date, so it is only doubtful. */
export function signedTooLate({ signedOn, effectiveOn, expiresOn }: Record<'signedOn' | 'effectiveOn' | 'expiresOn', Dated | null>): ValueFinding | null {
  if (!signedOn || !expiresOn || expiresOn.value >= signedOn.value) return null;
  const odd = (effectiveOn !== null && effectiveOn.value > expiresOn.value) || Math.min(signedOn.confidence, expiresOn.confidence) < 0.6 || expiresOn.suggested === true;
  return { type: 'expiredBeforeSigned', severity: odd ? 'uncertain' : 'error', source: '民法典 第160条、第502条', params: { expiresOn: expiresOn.value, signedOn: signedOn.value } };
}
