import type { Dispute } from '../dispute.ts';
import type { Doc } from '../doc.ts';
import type { ExtractedFields } from '../extract.ts';
import type { Mention, PartyLetter } from '../party-mentions.ts';
import { amountFindings } from './amount.ts';
import { dateFindings, signatureFindings } from './blanks.ts';
import { codeFindings } from './codes.ts';
import { disputeFindings } from './dispute.ts';
import { elementFindings } from './elements.ts';
import { expiryFindings } from './expiry.ts';
import type { Finding } from './finding.ts';
import { pageFindings } from './pages.ts';
import { depositFindings, percentFindings } from './payment-checks.ts';
import { sealFindings } from './seals.ts';

export interface Evidence {
  doc: Doc;
  /** Where the contract itself ends in the flowing text. */
  main: number;
  fields: ExtractedFields;
  dispute: Dispute;
  mentions: readonly (Mention & { letter: PartyLetter })[];
}

/** Everything that does not add up, the gravest first. */
export function findingsOf(evidence: Evidence): Finding[] {
  const pages = pageFindings(evidence);
  const seals = sealFindings(evidence);
  return [
    ...pages, ...amountFindings(evidence), ...expiryFindings(evidence), ...seals, ...depositFindings(evidence), ...disputeFindings(evidence), ...codeFindings(evidence), ...percentFindings(evidence),
    ...dateFindings(evidence), ...signatureFindings(evidence, seals), ...elementFindings(evidence, pages.length > 0),
  ].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
}

const rank = ['error', 'warning', 'uncertain', 'note'] as const;
