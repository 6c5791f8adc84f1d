import type { FieldName, FieldValue, ReadField, RegisterScan } from '@qige/wire';
import type { FieldCorrection } from '../reading/fields.rules.ts';

/** What the clerk confirmed, field by field, under the names the reading uses. */
export function confirmedValues({ fields, parties }: Pick<RegisterScan, 'fields' | 'parties'>): Map<FieldName, FieldValue> {
  const { printedNumber, payments, ...rest } = fields;
  const values = new Map<FieldName, FieldValue>([['contractNumber', printedNumber], ['payments', payments]]);
  for (const [name, value] of Object.entries(rest)) values.set(name as FieldName, value);
  for (const { side, role, name, uscc } of parties) {
    values.set(`party${side}.name`, name);
    values.set(`party${side}.role`, role);
    values.set(`party${side}.uscc`, uscc);
  }
  return values;
}

/** The fields in which the clerk's word differs from what counted so far, a party left out included: these are kept as corrections. */
export function correctionsIn(confirmed: ReadonlyMap<FieldName, FieldValue>, read: readonly ReadField[]): [FieldName, FieldValue][] {
  const before = new Map(read.map(({ field, value }) => [field, value]));
  const gone = read.filter(({ field, value }) => field.startsWith('party') && value !== null && !confirmed.has(field));
  return [...[...confirmed].filter(([field, value]) => !same(field, value, before.get(field) ?? null)), ...gone.map(({ field }): [FieldName, null] => [field, null])];
}

/** The corrections by which findings are judged: those kept before and what is confirmed now. A field left empty now says nothing about the paper. */
export function withConfirmed(before: readonly FieldCorrection[], confirmed: readonly (readonly [FieldName, FieldValue])[], given: Pick<FieldCorrection, 'by' | 'at'>): FieldCorrection[] {
  const now = confirmed.filter(([, value]) => value !== null);
  return [...before.filter(({ field }) => !now.some(([other]) => other === field)), ...now.map(([field, value]) => ({ field, value, ...given }))];
}

function same(field: FieldName, a: FieldValue, b: FieldValue): boolean {
  if (field === 'amount' && a !== null && b !== null) return Number(a) === Number(b);
  // The currency has a default; nothing printed and the default are no contradiction.
  if (field === 'currency' && b === null) return a === 'CNY';
  return plain(a) === plain(b);
}

const plain = (value: FieldValue): string => (value === null || (Array.isArray(value) && value.length === 0) ? '' : typeof value === 'object' ? JSON.stringify(value.map(({ label, percent, amount, dueText }) => [label, percent, amount && Number(amount), dueText])) : String(value).trim());
