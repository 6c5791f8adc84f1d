import { copiesOf, warrantyOf } from './clauses.ts';
import { contractNumberOf } from './contract-number.ts';
import { datesOf } from './dates.ts';
import type { ContractDates } from './dates.ts';
import { deliveryOf } from './delivery.ts';
import { disputeOf } from './dispute.ts';
import { docOf } from './doc.ts';
import { entriesOf } from './entries.ts';
import type { Field } from './field.ts';
import { findingsOf } from './findings/findings.ts';
import type { Finding } from './findings/finding.ts';
import { kindOf } from './kind.ts';
import type { ContractKind } from './kind.ts';
import { mainEnd } from './main-part.ts';
import { amountOf } from './money.ts';
import type { Amount } from './money.ts';
import type { ExtractPage } from './page.ts';
import { partiesOf } from './parties.ts';
import type { Party } from './parties.ts';
import { paymentsOf } from './payments.ts';
import type { Payment } from './payments.ts';
import { signedPlaceOf } from './signed-place.ts';
import { titleOf } from './title.ts';

export interface ExtractedFields extends ContractDates {
  contractNumber: Field | null;
  title: Field | null;
  contractType: ContractKind;
  parties: Party[];
  signedPlace: Field | null;
  amount: Amount | null;
  payments: Payment[];
  /** `YYYY-MM-DD`, or the period as printed. */
  deliveryBy: Field | null;
  warranty: Field | null;
  /** `court:<as printed>` or `arbitration:<body>` */
  disputeResolution: Field | null;
  copies: Field<number> | null;
}

export interface Extraction {
  fields: ExtractedFields;
  findings: Finding[];
}

/**
 * Fields and findings of one contract from its pages as read, in order. Pure: the same pages give the same result, nothing is looked up. Boxes are in pixels of
 * the page they name; pages and lines count from 0; confidences run from 0 to 1.
 */
export function extractContract(pages: readonly ExtractPage[]): Extraction {
  const doc = docOf(pages);
  const main = mainEnd(doc.flow);
  const entries = entriesOf(doc.flow);
  const { parties, mentions } = partiesOf(doc, entries, main);
  const title = titleOf(doc);
  const amount = amountOf(doc.flow, main);
  const dispute = disputeOf(doc.flow, main);
  const roles = parties.map((party) => party.role?.value ?? '');
  const kind = kindOf(title?.value ?? null, roles);
  const fields: ExtractedFields = {
    contractNumber: contractNumberOf(doc), title, contractType: kind, parties, ...datesOf(doc.flow, main), signedPlace: signedPlaceOf(doc.flow, main),
    amount: kind === 'confidentiality' ? null : amount, payments: kind === 'confidentiality' ? [] : paymentsOf(doc, main, amount), deliveryBy: deliveryOf(doc, main), warranty: warrantyOf(doc.flow, main),
    disputeResolution: dispute.choice, copies: copiesOf(doc.flow, main),
  };
  return { fields, findings: findingsOf({ doc, main, fields, dispute, mentions }) };
}
