import { expect, test } from 'vitest';
import { verdictOf } from './password-strength.ts';
import { passwordVerdict } from './password.rules.ts';

test.each([
  ['leaked as it stands', 'leaked', ['1234567890', 'qwertyuiop', 'password123', 'a123456789', 'PASSWORD123', 'qwerty123456']],
  ['made of the person’s own name or address', 'own', ['sanfeng1990', 'zhangsanfeng', 'zhangsanfeng1', 'Zhangsanfeng88', 'sf-zhang2020']],
  ['easily guessed', 'guessable', ['aaaaaaaaaaaa', 'abcdefghijkl', '5201314520', 'woaini1314', 'woaini1314520', 'admin@123456', 'P@ssw0rd2026', '19900101199', '北京北京北京北京北京', 'drowssap123']],
])('%s: %s', (_what, kind, passwords) => {
  const bearer = { name: '张三丰', email: 'sf-zhang@example.com' };
  expect(passwords.map((one) => [one, verdictOf(one, bearer).kind])).toEqual(passwords.map((one) => [one, kind]));
});

test('what takes long to guess is good, whatever it is made of', () => {
  const passwords = ['correct horse 电池', 'another long one', '湖心亭看雪三百字一气呵成', 'k7#vQz2!mWpe', 'zhangsanfeng keeps 17 green boxes'];
  expect(passwords.map((one) => [one, verdictOf(one, { name: '张三丰' }).kind])).toEqual(passwords.map((one) => [one, 'good']));
});

test('the longest password allowed is judged without a long wait on the way', () => {
  expect(verdictOf('kX9$'.repeat(32), {}).kind).toBe('guessable');
  expect(verdictOf('x'.repeat(128), {}).kind).toBe('guessable');
});

test('the reason said is the one that helps: a leaked whole before a name in it, a name before a pattern', () => {
  const few = (...from: ('leaked' | 'own' | 'other')[]) => passwordVerdict({ guessesLog10: 3, pieces: from.map((one) => ({ text: 'x', from: one })) }).kind;
  expect([few('leaked'), few('leaked', 'own'), few('leaked', 'other'), few('other')]).toEqual(['leaked', 'own', 'guessable', 'guessable']);
  expect(passwordVerdict({ guessesLog10: 8, pieces: [{ text: 'x', from: 'leaked' }] }).kind).toBe('good');
});
