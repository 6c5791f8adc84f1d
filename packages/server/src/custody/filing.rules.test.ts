import type { DepartmentId } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { departmentCode, partsOf, workingDaysBefore } from './filing.rules.ts';

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

describe('working days', () => {
  test.each([
    ['2026-03-20', 5, '2026-03-13'],
    ['2026-03-16', 1, '2026-03-13'],
    ['2026-03-15', 1, '2026-03-13'],
    ['2026-03-18', 0, '2026-03-18'],
  ])('before %s, %i: %s', (day, count, before) => expect(workingDaysBefore(day, count)).toBe(before));
  test('never on a weekend, never fewer days than asked', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 300 }), (date, count) => {
        const day = date.toISOString().slice(0, 10);
        const before = new Date(`${workingDaysBefore(day, count)}T00:00:00Z`);
        expect([0, 6]).not.toContain(before.getUTCDay());
        expect((Date.parse(day) - before.getTime()) / 86_400_000).toBeGreaterThanOrEqual(count);
      }),
    );
  });
});
