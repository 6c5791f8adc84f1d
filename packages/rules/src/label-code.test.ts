import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, labelCode, readLabel } from './label-code.ts';

const installation = fc.stringMatching(/^[0-9A-F]{4}$/);
const subject = fc.constantFrom('copy' as const, 'place' as const, 'person' as const);
const number = fc.integer({ min: 1, max: 99_999_999 });

describe('the code of a label', () => {
  test('has the check character of the donation number that ISBT 128 gives as its example', () => {
    expect(checkCharacter('G123498654321')).toBe('H');
  });
  test('is read back however it is written', () => {
    fc.assert(
      fc.property(installation, subject, number, (here, what, no) => {
        const code = labelCode(here, what, no);
        expect(code).toMatch(/^QG-[0-9A-F]{4}-[CPR]-\d{8}-[0-9A-Z*]$/);
        for (const text of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}\n`]) expect(readLabel(text, here)).toEqual({ kind: 'good', subject: what, number: no });
      }),
    );
  });
  test('with one character misread, or two neighbours exchanged, is never taken for another of this archive', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
    fc.assert(
      fc.property(installation, subject, number, fc.nat(15), fc.constantFrom(...alphabet), (here, what, no, at, other) => {
        const plain = labelCode(here, what, no).replaceAll('-', '');
        const misread = plain.slice(0, at) + other + plain.slice(at + 1);
        const exchanged = plain.slice(0, at) + (plain[at + 1] ?? '') + (plain[at] ?? '') + plain.slice(at + 2);
        for (const wrong of [misread, exchanged]) if (wrong !== plain) expect(readLabel(wrong, here).kind).not.toBe('good');
      }),
    );
  });
  test('of another archive, cut short, or no label at all, is told apart', () => {
    const code = labelCode('1A2B', 'copy', 1234);
    expect(readLabel(code, '9999')).toEqual({ kind: 'elsewhere', installation: '1A2B' });
    expect(readLabel(code.slice(0, -4), '1A2B')).toEqual({ kind: 'torn' });
    for (const text of ['', 'https://example.com', 'QIGE:SEP:1', '6901234567892', 'XS-2026-0001']) expect(readLabel(text, '1A2B')).toEqual({ kind: 'not-a-label' });
  });
});
