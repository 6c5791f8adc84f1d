import type { DepartmentId } from '@qige/wire';
import { describe, expect, test } from 'vitest';
import { departmentCode, partsOf } from './filing.rules.ts';

const id = (name: string): DepartmentId => `dep_${name}` as DepartmentId;
const departments = new Map([
  [id('house'), { parentId: null, code: 'ZJB' }],
  [id('sales'), { parentId: id('house'), code: 'XSB' }],
  [id('east'), { parentId: id('sales'), code: null }],
  [id('lone'), { parentId: null, code: null }],
  [id('ring'), { parentId: id('ring'), code: null }],
]);

describe('under what a contract is filed', () => {
  test.each([
    ['sales', 'XSB', 'own'],
    ['east', 'XSB', 'above'],
    ['lone', 'BGS', 'default'],
    ['ring', 'BGS', 'default'],
    ['gone', 'BGS', 'default'],
  ])('%s: %s, %s', (department, code, from) => expect(departmentCode(departments, id(department), 'BGS')).toEqual({ code, from }));
  test('no department at all', () => expect(departmentCode(departments, null, 'BGS')).toEqual({ code: 'BGS', from: 'default' }));

  test('the year of signing, or of registration, or what was said', () => {
    const of = { signedOn: '2025-12-31', registeredOn: '2026-01-02', retention: 'D30' as const, department: 'XSB' };
    const scheme = { fonds: 'Z001', category: 'HT' };
    expect(partsOf(scheme, of).year).toBe('2025');
    expect(partsOf(scheme, { ...of, signedOn: null }).year).toBe('2026');
    expect(partsOf(scheme, of, { year: '2024', retention: 'Y', department: 'FWB' })).toEqual({ fonds: 'Z001', category: 'HT', year: '2024', retention: 'Y', department: 'FWB' });
  });
});
