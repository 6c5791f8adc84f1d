import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyName, entryVerdict, fromAnywhere, fromHere, isTouchDue, linkVerdict, ofCodes, pauseOf, sessionVerdict } from './sign-in.rules.ts';
import { newRecoveryCodes, newSecret, recoveryCodeIn, stepOf } from './totp.ts';

test('a factor that is there is always asked for; one that a role needs is set up on the way in', () => {
  const verdict = (roles: string[], hasFactor: boolean, secondFactorRoles: string[]) => entryVerdict({ roles, hasFactor }, { secondFactorRoles }).kind;
  expect(verdict(['clerk'], false, [])).toBe('open');
  expect(verdict(['clerk'], true, [])).toBe('code');
  expect(verdict(['clerk', 'administrator'], false, ['administrator'])).toBe('enrol');
  expect(verdict(['clerk'], false, ['administrator'])).toBe('open');
  expect(verdict(['administrator'], true, ['administrator'])).toBe('code');
});

test('a session counts until it was unused too long or opened too long ago, and is noted in time', () => {
  const rules = { idleMinutes: 30, maxHours: 12 };
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));
  const verdict = (opened: number, used: number, now: number) => sessionVerdict({ createdAt: at(opened), updatedAt: at(used) }, rules, at(now)).kind;
  expect([verdict(0, 0, 29), verdict(0, 0, 30), verdict(0, 700, 719), verdict(0, 719, 720)]).toEqual(['in-force', 'idle', 'in-force', 'too-old']);
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 20_160 }), fc.nat(30_000), (idleMinutes, unused) => {
      const session = { createdAt: at(0), updatedAt: at(0) };
      if (sessionVerdict(session, { idleMinutes, maxHours: 10_000 }, at(unused)).kind === 'idle') expect(isTouchDue(session, { idleMinutes }, at(unused))).toBe(true);
    }),
  );
});

test('a counted key tells whom it pauses, from its limit on', () => {
  const tried = { email: 'lin@example.com', address: '10.0.0.7' };
  for (const [limit, pause] of [
    [fromHere(tried), { kind: 'name-here', ...tried }],
    [fromAnywhere(tried), { kind: 'name', email: tried.email, address: null }],
    [anyName(tried), { kind: 'address', email: null, address: tried.address }],
    [ofCodes(tried), { kind: 'code', email: tried.email, address: null }],
  ] as const) {
    expect(pauseOf({ key: limit.key, count: limit.most })).toEqual(pause);
    expect(pauseOf({ key: limit.key, count: limit.most - 1 })).toBeUndefined();
  }
  expect(pauseOf({ key: '127.0.0.1/change-password', count: 99 })).toBeUndefined();
});

test('whom a provider vouches for: the subject first, then a proven address that stands for nobody else', () => {
  const verdict = (bySubject: number, byEmail: 'none' | 'free' | 'linked', emailProven: boolean, registers: boolean) => linkVerdict({ bySubject, byEmail, emailProven, registers }).kind;
  expect(verdict(1, 'none', false, false)).toBe('linked');
  expect(verdict(2, 'free', true, true)).toBe('taken');
  expect(verdict(0, 'free', true, false)).toBe('link');
  expect(verdict(0, 'free', false, true)).toBe('unproven');
  expect(verdict(0, 'linked', true, true)).toBe('taken');
  expect(verdict(0, 'none', true, false)).toBe('unknown');
  expect(verdict(0, 'none', true, true)).toBe('register');
});

/** RFC 6238 by its own words, to hold the library against. */
function codeAt(secret: string, step: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

test('codes are those of RFC 6238, half a minute early or late at most', () => {
  const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'; // its secret, 12345678901234567890
  expect([59, 1_111_111_109, 1_234_567_890].map((seconds) => codeAt(rfc, Math.floor(seconds / 30)))).toEqual(['287082', '081804', '005924']);
  const secret = newSecret();
  const now = new Date('2026-03-17T09:00:10Z');
  const step = Math.floor(now.getTime() / 30_000);
  for (const away of [-1, 0, 1]) expect(stepOf(secret, codeAt(secret, step + away), now)).toBe(step + away);
  for (const away of [-3, -2, 2, 3]) expect(stepOf(secret, codeAt(secret, step + away), now)).not.toBe(step + away);
  expect(stepOf(secret, 'abcdef', now)).toBeUndefined();
});

test('recovery codes are read in whatever way they were typed, and are never taken for a code of the authenticator', () => {
  for (const code of newRecoveryCodes()) expect(recoveryCodeIn(` ${code.toUpperCase()} `)).toBe(code.replace('-', ''));
  expect(recoveryCodeIn('123456')).toBeUndefined();
});
