import type { Contract, ContractChange, FieldValue } from '@qige/wire';
import { type Problem, paymentsOf, textOf, unreadable, valueOf } from '../reading/field-values.ts';

/** Fields of the form, named as the reading names them where it knows them. */
export const editable = [
  'title', 'contractTypeId', 'contractNumber', 'signedOn', 'signedPlace', 'effectiveOn', 'effectiveFrom', 'expiresOn', 'amount', 'amountUppercase', 'currency', 'payments',
  'deliveryBy', 'warranty', 'disputeResolution', 'copies', 'departmentId', 'ownerId', 'confidentiality',
] as const;
/** What a party is called in the contract besides its letter: 买方, 出租人. */
const roles = ['partyA.role', 'partyB.role', 'partyC.role', 'partyD.role', 'partyE.role'] as const;
export type Editable = (typeof editable)[number] | (typeof roles)[number];
export type Edits = Readonly<Partial<Record<Editable, string>>>;

export const roleOf = (side: string): Editable => `party${side}.role` as Editable;
const isRole = (field: Editable): field is (typeof roles)[number] => field.endsWith('.role');

/** What the register says of a field, as text to be typed over. */
export function textIn(contract: Contract, field: Editable): string {
  if (field === 'contractNumber') return contract.printedNumber ?? '';
  if (isRole(field)) return contract.parties.find(({ side }) => roleOf(side) === field)?.role ?? '';
  return textOf(contract[field] as FieldValue, field);
}

const needed: ReadonlySet<Editable> = new Set(['title', 'currency']);
const chosen: ReadonlySet<Editable> = new Set(['contractTypeId', 'departmentId', 'ownerId', 'confidentiality']);

/** What is wrong with what was typed, field by field: nothing is saved while anything is, so that nothing typed is lost unseen. */
export function problemsIn(edits: Edits): Map<Editable, Problem> {
  return new Map(
    Object.entries(edits).flatMap(([name, typed]): [Editable, Problem][] => {
      const field = name as Editable;
      if (chosen.has(field)) return [];
      const problem = needed.has(field) && typed.trim() === '' ? 'needed' : unreadable(field, typed);
      return problem ? [[field, problem]] : [];
    }),
  );
}

/** Only what differs is sent, so that two people can change different fields of one contract. */
export function changeOf(contract: Contract, edits: Edits): ContractChange {
  const change: Record<string, unknown> = {};
  const role = (side: string): string | null => edits[roleOf(side)]?.trim() ?? null;
  for (const field of editable) {
    const typed = edits[field];
    if (typed === undefined || typed === textIn(contract, field)) continue;
    if (field === 'payments') change['payments'] = paymentsOf(typed);
    else if (chosen.has(field)) change[field] = typed || null;
    else {
      const read = valueOf(field, typed);
      if ('value' in read) change[field === 'contractNumber' ? 'printedNumber' : field] = read.value;
    }
  }
  if (contract.parties.some(({ side }) => role(side) !== null && role(side) !== textIn(contract, roleOf(side)))) {
    change['parties'] = contract.parties.map(({ side, partyId, printedName, uscc, ...party }) => ({ side, name: printedName, uscc, party: partyId, role: role(side) === null ? party.role : role(side) || null }));
  }
  return change as ContractChange;
}

/** Fields that somebody else changed since, in a way that this person's typing would overwrite. */
export function conflicts(before: Contract, now: Contract, edits: Edits): Editable[] {
  return [...editable, ...roles].filter((field) => {
    const typed = edits[field];
    return typed !== undefined && textIn(before, field) !== textIn(now, field) && typed !== textIn(now, field);
  });
}
