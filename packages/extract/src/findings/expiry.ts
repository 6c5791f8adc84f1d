import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

/** Signed after the term has run out. A term that begins after signing and ends before it is a misread date, so it is only doubtful. */
export function expiryFindings({ fields }: Evidence): Finding[] {
  const { signedOn, effectiveOn, expiresOn } = fields;
  if (!signedOn || !expiresOn || expiresOn.value >= signedOn.value) return [];
  const odd = (effectiveOn !== null && effectiveOn.value > expiresOn.value) || Math.min(signedOn.confidence, expiresOn.confidence) < 0.6 || expiresOn.suggested === true;
  return [{ type: 'expiredBeforeSigned', severity: odd ? 'uncertain' : 'error', source: '民法典 第160条、第502条', place: expiresOn.place, params: { expiresOn: expiresOn.value, signedOn: signedOn.value } }];
}
