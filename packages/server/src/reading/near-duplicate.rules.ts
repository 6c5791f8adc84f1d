import type { FieldName } from '@qige/wire';
import type { StoredField } from './fields.rules.ts';

const telling: readonly FieldName[] = ['contractNumber', 'signedOn', 'amount', 'partyA.name', 'partyB.name'];
const sure = 0.8;

/**
 * Two contracts on the same form look alike page by page, so what was filled in decides: another number, or two other things that
 * differ, make it another contract. What was read with doubt says nothing.
 */
export function isAnotherContract(mine: readonly StoredField[], theirs: readonly StoredField[]): boolean {
  const differing = telling.filter((name) => {
    const [a, b] = [valueOf(mine, name), valueOf(theirs, name)];
    return a !== undefined && b !== undefined && a !== b;
  });
  return differing.includes('contractNumber') || differing.length >= 2;
}

function valueOf(fields: readonly StoredField[], name: FieldName): string | undefined {
  const field = fields.find((one) => one.field === name);
  return field && field.confidence >= sure && field.value !== null ? String(field.value).replace(/\s/g, '') : undefined;
}
