import type { Extraction, Field, Place } from '@qige/extract';
import type { FieldName, FieldValue, PageBox, PageId, ReadField } from '@qige/wire';
import { typeCodeOf } from './type-code.rules.ts';

/** A field as taken from the text, with the page it stands on by its id: pages may be rearranged later. */
export interface StoredField {
  field: FieldName;
  value: FieldValue;
  printed: string | null;
  confidence: number;
  suggested: boolean;
  place: StoredPlace | null;
}

export interface StoredPlace {
  pageId: PageId;
  boxes: PageBox[];
}

export interface FieldCorrection {
  field: string;
  value: FieldValue;
  by: string;
  at: Date;
}

const plainFields = ['contractNumber', 'title', 'signedOn', 'signedPlace', 'effectiveOn', 'effectiveFrom', 'expiresOn', 'deliveryBy', 'warranty', 'disputeResolution', 'copies'] as const;

/** In the order in which a clerk confirms them. */
export const fieldOrder: readonly FieldName[] = [
  'title', 'contractNumber', 'contractType',
  'partyA.name', 'partyA.uscc', 'partyA.role', 'partyB.name', 'partyB.uscc', 'partyB.role',
  'partyC.name', 'partyC.uscc', 'partyC.role', 'partyD.name', 'partyD.uscc', 'partyD.role', 'partyE.name', 'partyE.uscc', 'partyE.role',
  'amount', 'currency', 'amountUppercase', 'payments', 'signedOn', 'signedPlace', 'effectiveOn', 'effectiveFrom', 'expiresOn',
  'deliveryBy', 'warranty', 'disputeResolution', 'copies',
];
const rare = /^party[CDE]\./;

/** The fields extraction found, each under its name; `pageIds` says which page stands behind each page number. */
export function storedFields({ fields }: Extraction, pageIds: readonly PageId[]): StoredField[] {
  const found: StoredField[] = [];
  const add = (field: FieldName, from: Field | Field<number> | null): void => {
    if (from) found.push({ field, value: from.value, printed: from.printed, confidence: from.confidence, suggested: from.suggested ?? false, place: storedPlace(from.place, pageIds) });
  };
  for (const name of plainFields) add(name, fields[name]);
  found.push({ field: 'contractType', value: typeCodeOf(fields.contractType), printed: null, confidence: fields.title?.confidence ?? 0.5, suggested: true, place: null });
  for (const { letter, name, role, uscc } of fields.parties) {
    add(`party${letter}.name`, name);
    add(`party${letter}.role`, role);
    add(`party${letter}.uscc`, uscc);
  }
  if (fields.amount) {
    add('amount', fields.amount.value);
    add('currency', fields.amount.currency);
    add('amountUppercase', fields.amount.uppercase);
  }
  const [first] = fields.payments;
  if (first) {
    const value = fields.payments.map(({ label, percent, amount, due }) => ({ label, percent, amount, dueText: due?.value ?? null }));
    const confidence = Math.min(...fields.payments.map((payment) => payment.confidence));
    found.push({ field: 'payments', value, printed: null, confidence, suggested: false, place: storedPlace(first.place, pageIds) });
  }
  return found;
}

export function storedPlace(place: Place | null, pageIds: readonly PageId[]): StoredPlace | null {
  const pageId = place && pageIds[place.page];
  return pageId ? { pageId, boxes: place.boxes.map((box) => [...box] as PageBox) } : null;
}

/** What counts, field by field: the person's value where there is one, else the engine's. A third party only where there is one. */
export function effectiveFields(engine: readonly StoredField[], corrections: readonly FieldCorrection[]): ReadField[] {
  return fieldOrder.flatMap((name) => {
    const read = engine.find(({ field }) => field === name);
    const corrected = corrections.find(({ field }) => field === name);
    if (!read && !corrected && rare.test(name)) return [];
    return [effectiveField(name, read, corrected)];
  });
}

function effectiveField(field: FieldName, read: StoredField | undefined, corrected: FieldCorrection | undefined): ReadField {
  return {
    field,
    value: corrected ? corrected.value : (read?.value ?? null),
    engine: read ? { value: read.value, printed: read.printed, confidence: read.confidence, suggested: read.suggested } : null,
    corrected: corrected ? { value: corrected.value, by: corrected.by, at: corrected.at.toISOString() } : null,
    place: read?.place ?? null,
  };
}

export function valueOf(fields: readonly ReadField[], name: FieldName): string | null {
  const value = fields.find(({ field }) => field === name)?.value ?? null;
  return value === null || Array.isArray(value) ? null : String(value);
}
