import { findingsOfValues, readsAsSum, type ContractValues, type FindingType } from '@qige/extract';
import type { FieldName, FieldValue, ReadField, ReadPayment } from '@qige/wire';
import { effectiveFields, valueOf, type FieldCorrection, type StoredField } from './fields.rules.ts';
import { named, type StoredFinding } from './findings.rules.ts';

export interface StoredReading {
  fields: readonly StoredField[];
  findings: readonly StoredFinding[];
}

/** Findings that follow from values alone, and from which. */
const follows: Partial<Record<FindingType, readonly FieldName[]>> = {
  amountMismatch: ['amount', 'amountUppercase'],
  expiredBeforeSigned: ['signedOn', 'effectiveOn', 'expiresOn'],
  depositOverTwentyPercent: ['payments', 'amount'],
  paymentPercents: ['payments', 'amount'],
};
const letters = ['A', 'B', 'C', 'D', 'E'] as const;

/**
 * What does not add up once people's corrections count: a finding one of whose values was corrected is taken anew from the values as they stand, under the same
 * name if it is the same contradiction, so that an answer given to it holds. The others are as they were taken from the text.
 */
export function effectiveFindings({ fields, findings }: StoredReading, corrections: readonly FieldCorrection[]): StoredFinding[] {
  if (corrections.length === 0) return [...findings];
  const values = effectiveFields(fields, corrections);
  const corrected = new Set(corrections.map(({ field }) => field));
  const anew = ({ type, params }: Pick<StoredFinding, 'type' | 'params'>): boolean => {
    if (type === 'usccInvalid') return corrected.has(`party${params['party']}.uscc`);
    const unread = type === 'amountMismatch' && !readable(values);
    return !unread && (follows[type as FindingType] ?? []).some((field) => corrected.has(field));
  };
  const taken = named(findingsOfValues(contractValues(fields, values)).filter(anew).map((found) => ({ ...found, places: [] })));
  const kept = findings.filter((finding) => !anew(finding) && !filledIn(finding, values));
  return [...taken.map((finding) => ({ ...finding, places: placesOf(finding, values) })), ...kept].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
}

const rank: readonly StoredFinding['severity'][] = ['error', 'warning', 'uncertain', 'note'];

/** 大写 that is no sum cannot be compared; what was found before it was typed stands until it can. */
function readable(values: readonly ReadField[]): boolean {
  const uppercase = valueOf(values, 'amountUppercase');
  return uppercase === null || readsAsSum(uppercase);
}

/** An element the text does not mention and a person gave. */
function filledIn({ type, params }: StoredFinding, values: readonly ReadField[]): boolean {
  if (type !== 'missingElement') return false;
  if (params['element'] === 'price') return valueOf(values, 'amount') !== null;
  return params['element'] === 'parties' && letters.filter((letter) => valueOf(values, `party${letter}.name`)).length >= 2;
}

function placesOf({ fields }: StoredFinding, values: readonly ReadField[]): StoredFinding['places'] {
  return fields.flatMap((name) => values.find(({ field }) => field === name)?.place ?? []);
}

function contractValues(engine: readonly StoredField[], values: readonly ReadField[]): ContractValues {
  const day = (name: 'signedOn' | 'effectiveOn' | 'expiresOn'): ContractValues['signedOn'] => {
    const field = values.find((one) => one.field === name);
    if (typeof field?.value !== 'string') return null;
    const { confidence = 1, suggested = false } = (field.corrected ? undefined : engine.find((one) => one.field === name)) ?? {};
    return { value: field.value, confidence, suggested };
  };
  const payments = listOf(values.find(({ field }) => field === 'payments')?.value);
  const codes = letters.flatMap((letter) => {
    const code = valueOf(values, `party${letter}.uscc`);
    return code ? [{ letter, name: valueOf(values, `party${letter}.name`), code }] : [];
  });
  return { amount: valueOf(values, 'amount'), amountUppercase: valueOf(values, 'amountUppercase'), signedOn: day('signedOn'), effectiveOn: day('effectiveOn'), expiresOn: day('expiresOn'), payments, codes };
}

const listOf = (value: FieldValue | undefined): readonly ReadPayment[] => (Array.isArray(value) ? value : []);
