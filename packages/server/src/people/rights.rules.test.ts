import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Confidentiality, Permission, Scope } from '@qige/wire';
import { giveVerdict, type HeldRole, rightsOf } from './rights.rules.ts';

const role = fc.record({
  code: fc.constant('made-up'),
  permissions: fc.subarray([...Permission.options]),
  grants: fc.subarray([...Permission.options]),
  scope: fc.constantFrom(...Scope.options),
  clearance: fc.option(fc.constantFrom(...Confidentiality.options)),
}) satisfies fc.Arbitrary<HeldRole>;
const roles = fc.array(role, { maxLength: 3 });
const level = fc.constantFrom(...Confidentiality.options);
const rank = (scope: Scope | null): number => (scope === null ? -1 : Scope.options.indexOf(scope));

test('another role never takes a right away', () => {
  fc.assert(
    fc.property(roles, role, level, (held, more, own) => {
      const [before, after] = [rightsOf(held, own), rightsOf([...held, more], own)];
      expect([...before.permissions].every((one) => after.permissions.has(one))).toBe(true);
      expect(rank(after.sees)).toBeGreaterThanOrEqual(rank(before.sees));
      expect(Confidentiality.options.indexOf(after.clearance)).toBeGreaterThanOrEqual(Confidentiality.options.indexOf(before.clearance));
    }),
  );
});

test('who sees no contracts has no scope, whatever their roles say of it', () => {
  expect(rightsOf([{ code: 'security', permissions: ['people.manage'], grants: ['contracts.see'], scope: 'all', clearance: null }], 'internal')).toMatchObject({ sees: null, handles: null });
});

test('nobody gives what they neither hold nor may give, and unless they manage roles nothing wider or higher than their own', () => {
  fc.assert(
    fc.property(roles, level, roles, level, (held, own, given, clearance) => {
      const giver = rightsOf(held, own);
      if (giveVerdict(giver, given, clearance).kind !== 'good') return;
      const taken = rightsOf(given, clearance);
      for (const one of [...taken.permissions, ...taken.mayGive]) expect(giver.mayGive.has(one)).toBe(true);
      if (giver.permissions.has('roles.manage')) return;
      expect(rank(taken.sees)).toBeLessThanOrEqual(rank(giver.sees));
      expect(rank(taken.handles)).toBeLessThanOrEqual(rank(giver.handles));
      expect(Confidentiality.options.indexOf(taken.clearance)).toBeLessThanOrEqual(Confidentiality.options.indexOf(giver.clearance));
    }),
    { numRuns: 1_000 },
  );
});
