import type { Contract } from '@qige/wire';
import { describe, expect, it } from 'vitest';
import { changeOf, conflicts, textIn } from './contract-change.ts';

const contract = { title: '采购合同', printedNumber: 'HT-1', amount: '100.00', payments: [], departmentId: null, confidentiality: 'internal', signedOn: '2026-03-17', version: 3 } as unknown as Contract;

describe('a change', () => {
  it('holds only what differs', () => {
    expect(changeOf(contract, { title: '采购合同', amount: '1,200元', contractNumber: '', signedOn: '2026-03-17' })).toEqual({ amount: '1200.00', printedNumber: null });
  });
  it('leaves out what cannot be read', () => {
    expect(changeOf(contract, { signedOn: '2026-02-30', amount: '若干' })).toEqual({});
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
