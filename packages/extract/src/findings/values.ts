import { parseRmbUppercase } from '@qige/rules/rmb-uppercase';
import { capitalsOf } from '../capitals.ts';
import { amountSource, sumsApart } from './amount.ts';
import { invalidCode } from './codes.ts';
import { signedTooLate } from './expiry.ts';
import type { ValueFinding } from './finding.ts';
import { sharesApart, tooMuchDeposit } from './payment-checks.ts';

interface Sure {
  value: string;
  /** 0..1; 1 where a person gave it. */
  confidence: number;
  suggested?: boolean;
}

/** What a contract's fields hold, whoever took them; sums as `1234.50`, dates as `YYYY-MM-DD`. */
export interface ContractValues {
  amount: string | null;
  amountUppercase: string | null;
  signedOn: Sure | null;
  effectiveOn: Sure | null;
  expiresOn: Sure | null;
  payments: readonly { label: string | null; percent: number | null; amount: string | null }[];
  codes: readonly { letter: string; name: string | null; code: string }[];
}

/**
 * The findings that values given by a person contradict themselves by. Of the text nothing is asked: what depends on it (a missing page, a blank, a seal) is taken
 * by `extractContract`. `amountMismatch` is left out where the 大写 cannot be read as a sum: see `readsAsSum`.
 */
export function findingsOfValues({ amount, amountUppercase, payments, codes, ...dates }: ContractValues): ValueFinding[] {
  const capitals = amountUppercase === null ? null : sumIn(amountUppercase);
  const total = amount === null ? null : Number(amount).toFixed(2);
  const apart = total !== null && capitals ? sumsApart(Math.round(Number(total) * 100), capitals) : null;
  return [
    apart && { type: 'amountMismatch' as const, severity: 'error' as const, source: amountSource, params: apart },
    signedTooLate(dates),
    ...payments.map((payment) => tooMuchDeposit(payment, total)),
    sharesApart(payments, total, true),
    ...codes.flatMap(invalidCode),
  ].filter((found) => found !== null);
}

export const readsAsSum = (uppercase: string): boolean => sumIn(uppercase) !== null;

const sumIn = (text: string): { fen: number; text: string } | null => parseRmbUppercase(text) ?? capitalsOf(text)[0] ?? null;
