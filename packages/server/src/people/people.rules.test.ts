import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DepartmentId, PersonId } from '@qige/wire';
import { administratorVerdict, moveVerdict } from './people.rules.ts';

const department = (n: number): DepartmentId => `dep_${String(n).padStart(20, '0')}`;
const person = (n: number): PersonId => `per_${String(n).padStart(20, '0')}`;

test('whatever moves are allowed, departments stay a tree', () => {
  const move = fc.tuple(fc.nat(7), fc.option(fc.nat(7)));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const parents = new Map<DepartmentId, DepartmentId | null>(Array.from({ length: 8 }, (_, i) => [department(i), null]));
      for (const [moved, to] of moves) {
        const parent = to === null ? null : department(to);
        if (moveVerdict(parents, department(moved), parent).kind === 'good') parents.set(department(moved), parent);
      }
      for (const start of parents.keys()) {
        let steps = 0;
        for (let at = parents.get(start); at; at = parents.get(at)) expect(++steps).toBeLessThan(8);
      }
    }),
  );
});

test('a move under itself says the way round', () => {
  const parents = new Map([[department(1), null], [department(2), department(1)], [department(3), department(2)]]);
  expect(moveVerdict(parents, department(1), department(3))).toEqual({ kind: 'under-itself', by: [department(3), department(2), department(1)] });
  expect(moveVerdict(parents, department(1), department(9)).kind).toBe('no-such-parent');
  expect(moveVerdict(parents, null, department(3)).kind).toBe('good');
});

test('there is always an administrator left', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(4), { minLength: 1 }), fc.nat(4), fc.boolean(), fc.boolean(), fc.constantFrom('administrator', 'security'), (numbers, who, leaves, staysOne, role) => {
      const administrators = numbers.map(person);
      const verdict = administratorVerdict(administrators, person(who), { leaves, roles: staysOne ? ['clerk', role] : ['clerk', 'system'] });
      const left = administrators.filter((id) => id !== person(who) || (!leaves && staysOne));
      if (verdict.kind === 'kept') expect(left.length).toBeGreaterThan(0);
      else expect(left).toEqual([]);
    }),
  );
});
