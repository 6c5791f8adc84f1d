import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUscc, usccAlphabet, usccCheckCharacter, usccVerdict } from './uscc.ts';

const letter = fc.constantFrom(...usccAlphabet);
const digit = fc.constantFrom(...'0123456789');
const first17 = fc.tuple(fc.array(letter, { minLength: 2, maxLength: 2 }), fc.array(digit, { minLength: 6, maxLength: 6 }), fc.array(letter, { minLength: 9, maxLength: 9 })).map((parts) => parts.flat().join(''));

test.each(['91350100M000100Y43', '91110000101623741K', '911101066976941872', '91440300708461136T', '91110000802100433B'])('%s is valid', (code) => {
  expect(usccVerdict(code)).toEqual({ kind: 'valid', code });
});

test('a remainder of zero gives check character 0', () => {
  expect(isUscc('913501000000000240')).toBe(true);
  expect(isUscc('913501000000000530')).toBe(true);
});

test('a check character that does not hold is named', () => {
  expect(usccVerdict('91350211M0000XUF46')).toMatchObject({ kind: 'invalid', reason: 'checkDigit' });
  expect(usccVerdict('9135')).toEqual({ kind: 'invalid', reason: 'length', suggestion: null });
});

test('letters that cannot occur are read as the digits they look like, as a suggestion', () => {
  expect(usccVerdict('9135O1OOMOOO1OOY43')).toEqual({ kind: 'invalid', reason: 'alphabet', suggestion: '91350100M000100Y43' });
});

test('every code made with its check character is valid; one changed character makes it invalid', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), letter, (head, at, other) => {
      const code = head + usccCheckCharacter(head);
      expect(isUscc(code)).toBe(true);
      fc.pre(code.charAt(at) !== other);
      expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
    }),
  );
});

test('a letter that cannot occur and makes nineteen characters is left out, as a suggestion', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), fc.constantFrom(...'OISZV'), (head, at, stray) => {
      const code = head + usccCheckCharacter(head);
      expect(usccVerdict(code.slice(0, at) + stray + code.slice(at))).toEqual({ kind: 'invalid', reason: 'length', suggestion: code });
    }),
  );
});

test('a suggestion always has a check character that holds', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), letter, (head, at, other) => {
      const code = head + usccCheckCharacter(head);
      const verdict = usccVerdict(code.slice(0, at) + other + code.slice(at + 1));
      if (verdict.kind === 'invalid' && verdict.suggestion) expect(isUscc(verdict.suggestion)).toBe(true);
    }),
  );
});
