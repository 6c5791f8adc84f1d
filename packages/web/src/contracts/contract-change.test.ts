import type { Contract } from '@qige/wire';
import { describe, expect, it } from 'vitest';
import { changeOf, conflicts, problemsIn, textIn } from './contract-change.ts';

const contract = { parties: [], title: '采购合同', printedNumber: 'HT-1', amount: '100.00', payments: [], departmentId: null, confidentiality: 'internal', signedOn: '2026-03-17', version: 3 } as unknown as Contract;

describe('a change', () => {
  it('holds only what differs', () => {
    expect(changeOf(contract, { title: '采购合同', amount: '1,200元', contractNumber: '', signedOn: '2026-03-17' })).toEqual({ amount: '1200.00', printedNumber: null });
  });
  it('is held up by what cannot be read or may not be empty', () => {
    expect([...problemsIn({ signedOn: '2026-02-30', amount: '若干', title: ' ', copies: '', warranty: '两年', departmentId: '', payments: '[{"label":null,"percent":"三成","amount":null,"dueText":null}]' })]).toEqual([
      ['signedOn', 'day'],
      ['amount', 'money'],
      ['title', 'needed'],
      ['payments', 'payment'],
    ]);
  });
  it('of a role leaves the parties what they are', () => {
    const party = { side: 'A', partyId: 'pty_a', name: '今名', printedName: '原名', uscc: null, kind: 'own', role: null };
    const two = { ...contract, parties: [party, { ...party, side: 'B', partyId: 'pty_b', role: '卖方' }] } as unknown as Contract;
    expect(changeOf(two, { 'partyA.role': '', 'partyB.role': '卖方' })).toEqual({});
    expect(changeOf(two, { 'partyA.role': ' 买方 ' })).toEqual({
      parties: [
        { side: 'A', name: '原名', uscc: null, party: 'pty_a', role: '买方' },
        { side: 'B', name: '原名', uscc: null, party: 'pty_b', role: '卖方' },
      ],
    });
  });
  it('can take a department away', () => {
    expect(changeOf({ ...contract, departmentId: 'dep_x' } as unknown as Contract, { departmentId: '' })).toEqual({ departmentId: null });
  });
});

it('names the fields that two people changed to different things', () => {
  const theirs = { ...contract, title: '采购合同（二）', amount: '200.00' } as Contract;
  expect(conflicts(contract, theirs, { title: '采购合同（一）', amount: '200.00', signedOn: '2026-03-18' })).toEqual(['title']);
});

it('shows what the register says', () => expect(textIn(contract, 'contractNumber')).toBe('HT-1'));
