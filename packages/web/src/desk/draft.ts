import type { ContractType, FieldValue, ReadField, RegisterScan, ScanReading } from '@qige/wire';
import { paymentsOf, textOf, unreadable, valueOf } from '../reading/field-values.ts';

/** What the clerk typed, by field; whatever is not here still reads as the archive read it. */
export type Edits = Readonly<Record<string, string>>;

export type Side = 'A' | 'B' | 'C' | 'D' | 'E';
const sides: readonly Side[] = ['A', 'B', 'C', 'D', 'E'];
/** Sides that the contract names, and always at least two to fill in. */
export function sidesOf(fields: readonly Pick<ReadField, 'field' | 'value'>[], edits: Edits): Side[] {
  const named = (side: Side): boolean =>
    fields.some(({ field, value }) => field.startsWith(`party${side}.`) && value !== null) || Object.entries(edits).some(([field, text]) => field.startsWith(`party${side}.`) && text !== '');
  return sides.filter((side) => side === 'A' || side === 'B' || named(side));
}

/** The text that stands in each field: as typed, else as the archive has it. */
export function textsOf(reading: Pick<ScanReading, 'fields' | 'departmentId'>, types: readonly ContractType[], edits: Edits): (field: string) => string {
  const byName = new Map<string, ReadField>(reading.fields.map((field) => [field.field, field]));
  const ofArchive = (field: string): string => {
    if (field === 'contractTypeId') {
      const code = byName.get('contractType')?.value;
      const type = types.find((one) => !one.retired && one.code === code) ?? types.find((one) => !one.retired);
      return type?.id ?? '';
    }
    if (field === 'departmentId') return reading.departmentId ?? '';
    if (field === 'confidentiality') return 'internal';
    if (field === 'main.kind') return 'supplement';
    return textOf(byName.get(field)?.value, field);
  };
  return (field) => edits[field] ?? ofArchive(field);
}

const plain = [
  'title', 'contractNumber', 'signedOn', 'signedPlace', 'amount', 'amountUppercase', 'currency', 'payments',
  'effectiveOn', 'effectiveFrom', 'expiresOn', 'deliveryBy', 'warranty', 'disputeResolution', 'copies',
];

/** Fields whose text stands for nothing that could be kept: registered as it is, it would be lost. */
export function unreadableIn(at: (field: string) => string, sides: readonly Side[]): string[] {
  return [...plain, ...sides.flatMap((side) => ['name', 'uscc', 'role'].map((part) => `party${side}.${part}`))].filter((field) => unreadable(field, at(field)) !== null);
}

/** The whole form as the registration wants it; `at` gives the text that stands in a field now. */
export function registrationOf(at: (field: string) => string, sides: readonly Side[], version: number): RegisterScan {
  const value = <T extends FieldValue>(field: string): T | null => {
    const read = valueOf(field, at(field));
    return 'value' in read ? (read.value as T | null) : null;
  };
  const main = at('main.number').trim();
  return {
    contractTypeId: at('contractTypeId') as RegisterScan['contractTypeId'],
    fields: {
      title: value<string>('title') ?? '',
      printedNumber: value('contractNumber'),
      signedOn: value('signedOn'),
      signedPlace: value('signedPlace'),
      effectiveOn: value('effectiveOn'),
      effectiveFrom: value('effectiveFrom'),
      expiresOn: value('expiresOn'),
      amount: value('amount'),
      currency: value<string>('currency') ?? 'CNY',
      amountUppercase: value('amountUppercase'),
      payments: paymentsOf(at('payments')),
      deliveryBy: value('deliveryBy'),
      warranty: value('warranty'),
      disputeResolution: value('disputeResolution'),
      copies: value<number>('copies'),
    },
    parties: sides.flatMap((side) => {
      const name = value<string>(`party${side}.name`) ?? '';
      const choice = at(`party${side}.choice`);
      return name === ''
        ? []
        : [{ side, name, role: value<string>(`party${side}.role`), uscc: value<string>(`party${side}.uscc`), ...(choice ? { party: choice as 'new' } : {}) }];
    }),
    departmentId: (at('departmentId') || null) as RegisterScan['departmentId'],
    ownerId: (at('ownerId') || null) as RegisterScan['ownerId'],
    confidentiality: (at('confidentiality') || 'internal') as RegisterScan['confidentiality'],
    mainContract: main ? { number: main, kind: (at('main.kind') || 'supplement') as 'supplement' } : null,
    version,
  };
}
