import type { Company } from './companies.ts';
import type { Rng } from './random.ts';
import type { Style } from './style.ts';

export type AnomalyType =
  'amountMismatch' | 'missingPage' | 'missingStamp' | 'expiredBeforeSigned' | 'depositOverTwentyPercent' | 'courtAndArbitration' | 'usccInvalid' | 'blankDate';

export type Anomaly = { type: AnomalyType } & Record<string, unknown>;

/** What a kind of contract is written from. Text may hold `{A}` and `{B}`, which the layout replaces by how it calls the parties. */
export type Deal = {
  r: Rng;
  style: Style;
  A: Company;
  B: Company;
  number: string;
  signedOn: string;
  plant: ReadonlySet<AnomalyType>;
  anomalies: Anomaly[];
  /** Of the contract a supplement or a renewal belongs to. */
  main?: { title: string; number: string; signedOn: string };
};

/** A cell is HTML; rows may be shorter than the head when a cell spans (see `span`). */
export type Table = { head?: string[]; rows: string[][]; foot?: string[]; widths?: number[] };
export type Clause = { title: string; body: (string | Table)[] };
export type Payment = { label: string; percent: number | null; amount: string | null; dueText: string };

export type Terms = {
  kind: string;
  title: string;
  roleA: string;
  roleB: string;
  preamble: string[];
  clauses: Clause[];
  closing?: string[];
  /** A table or list after the signatures, on its own page. */
  annex?: { title: string; body: (string | Table)[] };
  fields: {
    effectiveOn: string | null;
    effectiveFrom: string | null;
    expiresOn: string | null;
    amount: { value: string; currency: string; uppercase: string | null } | null;
    payments: Payment[];
    deliveryBy: string | null;
    warranty: string | null;
    disputeResolution: string | null;
    copies: number | null;
  };
  /** English twin of each text, for two-column contracts. */
  english?: { title: string; clauses: string[][] };
};

export const noFields: Terms['fields'] = {
  effectiveOn: null,
  effectiveFrom: null,
  expiresOn: null,
  amount: null,
  payments: [],
  deliveryBy: null,
  warranty: null,
  disputeResolution: null,
  copies: null,
};
