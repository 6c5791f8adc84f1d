import type { Extraction } from './extract.ts';
import type { Party } from './parties.ts';

export interface TruthParty {
  name: string | null;
  uscc: string | null;
  role: string | null;
}

/** The plain JSON shape the `extract` command writes and the corpus's truth is kept in: values only, dates as `YYYY-MM-DD`, sums as `1234.50`. */
export interface TruthFields {
  contractNumber: string | null;
  title: string | null;
  contractType: string;
  partyA: TruthParty | null;
  partyB: TruthParty | null;
  partyC?: TruthParty;
  signedOn: string | null;
  signedPlace: string | null;
  effectiveOn: string | null;
  effectiveFrom: string | null;
  expiresOn: string | null;
  amount: { value: string; currency: string; uppercase: string | null } | null;
  payments: { label: string; percent: number | null; amount: string | null; dueText: string | null }[];
  deliveryBy: string | null;
  warranty: string | null;
  disputeResolution: string | null;
  copies: number | null;
}

export function toTruthShape({ fields }: Extraction): TruthFields {
  const side = (letter: string): TruthParty | null => plain(fields.parties.find((party) => party.letter === letter));
  const third = side('C');
  return {
    contractNumber: fields.contractNumber?.value ?? null, title: fields.title?.value ?? null, contractType: fields.contractType, partyA: side('A'), partyB: side('B'), ...(third ? { partyC: third } : {}),
    signedOn: fields.signedOn?.value ?? null, signedPlace: fields.signedPlace?.value ?? null, effectiveOn: fields.effectiveOn?.value ?? null, effectiveFrom: fields.effectiveFrom?.value ?? null, expiresOn: fields.expiresOn?.value ?? null,
    amount: fields.amount ? { value: fields.amount.value.value, currency: fields.amount.currency.value, uppercase: fields.amount.uppercase?.value ?? null } : null,
    payments: fields.payments.map(({ label, percent, amount, due }) => ({ label, percent, amount, dueText: due?.value ?? null })),
    deliveryBy: fields.deliveryBy?.value ?? null, warranty: fields.warranty?.value ?? null, disputeResolution: fields.disputeResolution?.value ?? null, copies: fields.copies?.value ?? null,
  };
}

function plain(party: Party | undefined): TruthParty | null {
  return party ? { name: party.name?.value ?? null, uscc: party.uscc?.value ?? null, role: party.role?.value ?? null } : null;
}
