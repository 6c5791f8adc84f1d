import type { Contract, ContractChange, FieldValue } from '@qige/wire';
import { paymentsOf, textOf, valueOf } from '../reading/field-values.ts';

/** Fields of the form, named as the reading names them where it knows them. */
export const editable = [
  'title', 'contractTypeId', 'contractNumber', 'signedOn', 'signedPlace', 'effectiveOn', 'effectiveFrom', 'expiresOn', 'amount', 'amountUppercase', 'currency', 'payments',
  'deliveryBy', 'warranty', 'disputeResolution', 'copies', 'departmentId', 'ownerId', 'confidentiality',
] as const;
export type Editable = (typeof editable)[number];

/** What the register says of a field, as text to be typed over. */
export function textIn(contract: Contract, field: Editable): string {
  if (field === 'contractNumber') return contract.printedNumber ?? '';
  return textOf(contract[field] as FieldValue, field);
}

/** Only what differs is sent, so that two people can change different fields of one contract. */
export function changeOf(contract: Contract, edits: Readonly<Partial<Record<Editable, string>>>): ContractChange {
  const change: Record<string, unknown> = {};
  for (const field of editable) {
    const typed = edits[field];
    if (typed === undefined || typed === textIn(contract, field)) continue;
    if (field === 'payments') change['payments'] = paymentsOf(typed);
    else if (['contractTypeId', 'departmentId', 'ownerId', 'confidentiality'].includes(field)) change[field] = typed || null;
    else {
      const read = valueOf(field, typed);
      if ('value' in read) change[field === 'contractNumber' ? 'printedNumber' : field] = read.value;
    }
  }
  return change as ContractChange;
}

/** Fields that somebody else changed since, in a way that this person's typing would overwrite. */
export function conflicts(before: Contract, now: Contract, edits: Readonly<Partial<Record<Editable, string>>>): Editable[] {
  return editable.filter((field) => {
    const typed = edits[field];
    return typed !== undefined && textIn(before, field) !== textIn(now, field) && typed !== textIn(now, field);
  });
}
