import type { ContractTypeId, DepartmentId, FieldName, Finding, ReadField, RegisteredParty, RegisterScan } from '@qige/wire';
import { PlainDate, RegisterScan as Form } from '@qige/wire';
import type { DepartmentName } from './company.ts';
import type { Truth } from './samples.ts';

/** Those a clerk has got to already: every second one, and whatever belongs to another contract. */
export const isRegistered = (index: number, { mainContract }: Pick<Truth, 'mainContract'>): boolean => index % 2 === 0 || Boolean(mainContract);

const departmentByType: Record<string, DepartmentName> = { XS: '销售部', DL: '销售部', KJ: '销售部', CG: '采购部', CL: '采购部', RJ: '研发部', JS: '研发部', BM: '研发部' };
export const departmentFor = (typeCode: string): DepartmentName => departmentByType[typeCode] ?? '行政部';

/** What was read, with the eye of a clerk who has the paper before her over it: number, title, parties, signing, amount. */
export function confirm(fields: readonly ReadField[], truth: Truth, chosen: { contractTypeId: ContractTypeId; departmentId: DepartmentId; main: string | null }): RegisterScan {
  const read = (name: FieldName): unknown => fields.find(({ field }) => field === name)?.value ?? null;
  const day = (name: FieldName): unknown => (PlainDate.safeParse(read(name)).success ? read(name) : null);
  const { contractNumber, title, signedOn, amount } = truth.fields;
  return Form.parse({
    contractTypeId: chosen.contractTypeId,
    departmentId: chosen.departmentId,
    fields: {
      title: title ?? read('title') ?? truth.kind,
      printedNumber: contractNumber,
      signedOn,
      amount: amount?.value ?? null,
      currency: amount?.currency ?? 'CNY',
      amountUppercase: amount?.uppercase ?? null,
      payments: read('payments') ?? [],
      signedPlace: read('signedPlace'),
      effectiveOn: day('effectiveOn'),
      effectiveFrom: read('effectiveFrom'),
      expiresOn: day('expiresOn'),
      deliveryBy: read('deliveryBy'),
      warranty: read('warranty'),
      disputeResolution: read('disputeResolution'),
      copies: read('copies'),
    },
    parties: partiesOf(truth),
    mainContract: chosen.main ? { number: chosen.main, kind: /续/.test(`${truth.kind}${title}`) ? 'renewal' : 'supplement' } : null,
  });
}

function partiesOf({ fields }: Truth): RegisteredParty[] {
  const sides = [['A', fields.partyA], ['B', fields.partyB], ['C', fields.partyC]] as const;
  return sides.flatMap(([side, party]) => (party?.name ? [{ side, name: party.name, role: party.role, uscc: party.uscc }] : []));
}

/** The clerk looks at the paper: what is really wrong with it is accepted, what only the scan made so is dismissed. */
export function answerTo(finding: Pick<Finding, 'type'>, { anomalies }: Truth): { answer: 'accepted' | 'dismissed'; note: string } {
  return anomalies.some(({ type }) => type === finding.type)
    ? { answer: 'accepted', note: '已核对纸质原件，情况属实；已告知业务经办人，按现状登记。' }
    : { answer: 'dismissed', note: '已核对纸质原件，无此问题。' };
}
