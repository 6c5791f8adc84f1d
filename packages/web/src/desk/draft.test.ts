import { RegisterScan } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registrationOf, sidesOf, unreadableIn } from './draft.ts';

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

describe('what cannot be read', () => {
  it('holds registering up, field by field, wherever it is typed', () => {
    const values: Record<string, string> = { signedOn: '2026-02-30', amount: '若干', copies: '一', payments: '[{"label":"首付款","percent":"三成","amount":null,"dueText":null}]', title: '合同', deliveryBy: '合同签订后30日内', 'partyB.role': '卖'.repeat(501) };
    expect(unreadableIn((field) => values[field] ?? '', ['A', 'B'])).toEqual(['signedOn', 'amount', 'payments', 'copies', 'partyB.role']);
  });
  it('is nothing that a registration would leave out unseen', () => {
    const typed = fc.dictionary(fc.constantFrom('amount', 'signedOn', 'expiresOn', 'copies', 'currency', 'deliveryBy', 'warranty'), fc.string({ minLength: 1, maxLength: 30 }).filter((text) => /\S/.test(text)));
    fc.assert(
      fc.property(typed, (values) => {
        const at = (field: string): string => values[field] ?? '';
        const { fields } = registrationOf(at, ['A', 'B'], 1);
        const unreadable = unreadableIn(at, ['A', 'B']);
        for (const field of Object.keys(values)) expect(unreadable.includes(field) || fields[field as 'amount'] !== null).toBe(true);
      }),
    );
  });
});

it('two sides are always there to be filled in, more when the paper names them', () => {
  expect(sidesOf([], {})).toEqual(['A', 'B']);
  expect(sidesOf([{ field: 'partyC.name', value: '丙' }], {})).toEqual(['A', 'B', 'C']);
  expect(sidesOf([], { 'partyD.name': '丁' })).toEqual(['A', 'B', 'D']);
});
