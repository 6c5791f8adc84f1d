import { type FieldName, type FieldValue, formOf, ReadPayment } from '@qige/wire';
import { parseRmbUppercase } from '@qige/rules/rmb-uppercase';
import { usccVerdict } from '@qige/rules/uscc';
import { fenOf, parseDay, parseMoney } from '../ui/format.ts';
import { readDispute, sayDispute } from './dispute.ts';

const days = new Set(['signedOn', 'effectiveOn', 'expiresOn']);

export type Problem = 'day' | 'money' | 'count' | 'currency' | 'payment' | 'needed' | 'uscc-length' | 'uscc-alphabet' | 'uscc-checkDigit' | 'sums-differ' | 'long';

export function textOf(value: FieldValue | undefined, field = ''): string {
  if (value === null || value === undefined) return '';
  if (field === 'disputeResolution') return sayDispute(String(value));
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** What the typed text stands for. A code with a wrong check digit is kept as typed: that is a finding, not a slip of the form. */
export function valueOf(field: string, typed: string): { value: FieldValue } | { problem: Problem } {
  // What a paste brings along and no paper holds.
  const text = typed.replaceAll(/\p{Cc}+/gu, ' ').trim();
  if (text === '') return { value: null };
  if (days.has(field)) {
    const day = parseDay(text);
    return day ? { value: day } : { problem: 'day' };
  }
  if (field === 'amount') {
    const amount = parseMoney(text);
    return amount ? { value: amount } : { problem: 'money' };
  }
  if (field === 'copies') {
    const count = Number(text.normalize('NFKC').replace(/[份页本]$/, ''));
    return Number.isInteger(count) && count >= 1 && count <= 1000 ? { value: count } : { problem: 'count' };
  }
  if (field === 'currency') return /^[a-z]{3}$/i.test(text) ? { value: text.toUpperCase() } : { problem: 'currency' };
  if (field === 'payments') {
    const read = ReadPayment.array().safeParse(typedPayments(text));
    return read.success ? { value: read.data } : { problem: 'payment' };
  }
  // A day, or the period as printed.
  if (field === 'deliveryBy') return text.length <= 500 ? { value: parseDay(text) ?? text } : { problem: 'long' };
  if (field === 'disputeResolution') return text.length <= 400 ? { value: readDispute(text) } : { problem: 'long' };
  return formOf(field as FieldName).safeParse(text).success ? { value: text } : { problem: 'long' };
}

/** Why the text stands for nothing that could be kept; null where it does. */
export function unreadable(field: string, typed: string): Problem | null {
  const read = valueOf(field, typed);
  return 'problem' in read ? read.problem : null;
}

/** What to say beside the field while it is typed; null while all is well. */
export function problemOf(field: string, typed: string): Problem | null {
  const problem = unreadable(field, typed);
  if (problem) return problem;
  if (!field.endsWith('.uscc') || typed.trim() === '') return null;
  const verdict = usccVerdict(typed);
  return verdict.kind === 'valid' ? null : `uscc-${verdict.reason}`;
}

/** Whether an amount and its 大写 are different sums. */
export function sumsDiffer(amount: string, uppercase: string): boolean {
  const digits = parseMoney(amount);
  const reading = parseRmbUppercase(uppercase);
  return digits !== null && reading !== null && fenOf(digits) !== null && Number(fenOf(digits)) !== Number(reading.fen);
}

/** A payment while it is typed: a figure that cannot be read stands there as its text. */
export interface TypedPayment extends Omit<ReadPayment, 'percent'> {
  percent: number | string | null;
}

export function typedPayments(text: string): TypedPayment[] {
  try {
    const lines: unknown = JSON.parse(text || '[]');
    return Array.isArray(lines) ? lines : [];
  } catch {
    return [];
  }
}

export function paymentsOf(text: string): ReadPayment[] {
  return ReadPayment.array().safeParse(typedPayments(text)).data ?? [];
}
