import { RegisterScan } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registrationOf, sidesOf } from './draft.ts';

describe('the registration', () => {
  it('always fits the wire, however little is filled in', () => {
    const typed = fc.dictionary(fc.constantFrom('title', 'amount', 'signedOn', 'copies', 'currency', 'partyA.name', 'partyA.uscc', 'partyB.name', 'warranty', 'main.number'), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(typed, (values) => {
        const at = (field: string): string => (field === 'contractTypeId' ? 'cty_00000000000000000001' : (values[field] ?? ''));
        const { error } = RegisterScan.safeParse(registrationOf(at, ['A', 'B'], 3));
        expect(error?.issues ?? []).toEqual([]);
      }),
    );
  });
  it('leaves out parties without a name and takes a chosen one', () => {
    const values: Record<string, string> = { contractTypeId: 'cty_00000000000000000001', title: '合同', 'partyB.name': '乙公司', 'partyB.choice': 'new' };
    expect(registrationOf((field) => values[field] ?? '', ['A', 'B'], 1).parties).toEqual([{ side: 'B', name: '乙公司', role: null, uscc: null, party: 'new' }]);
  });
});

it('two sides are always there to be filled in, more when the paper names them', () => {
  expect(sidesOf([], {})).toEqual(['A', 'B']);
  expect(sidesOf([{ field: 'partyC.name', value: '丙' }], {})).toEqual(['A', 'B', 'C']);
  expect(sidesOf([], { 'partyD.name': '丁' })).toEqual(['A', 'B', 'D']);
});
