import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldName } from '@qige/wire';
import type { StoredField } from './fields.rules.ts';
import { bitsApart, fingerprintOf } from './fingerprint.rules.ts';
import { isAnotherContract } from './near-duplicate.rules.ts';

const letters = [...'甲乙双方本着平等自愿诚实信用原则经协商一致订立如下条款共同遵守履行货物名称规格型号数量单价金额交付验收质量保证违约责任争议解决不可抗力附则签字盖章生效日期地点'];
const wording = fc.array(fc.constantFrom(...letters), { minLength: 200, maxLength: 600 }).map((chars) => chars.join(''));

describe('the fingerprint of a page', () => {
  // A fingerprint is drawn by lot: what holds is its distribution, seen on the same hundred pages each time.
  const sample = <T>(of: fc.Arbitrary<T>): T[] => fc.sample(of, { seed: 20_260_301, numRuns: 100 });
  const apart = (a: string, b: string): number => bitsApart(fingerprintOf(a) ?? '', fingerprintOf(b) ?? '');
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;

  test('hardly moves when one character in fifty is misread and spaces come and go', () => {
    const moved = sample(fc.tuple(wording, fc.nat(49))).map(([text, offset]) => apart(text, [...text].map((char, i) => (i % 50 === offset ? '囗' : i % 17 === 0 ? `${char} ` : char)).join('')));
    expect(mean(moved)).toBeLessThan(10);
    expect(Math.max(...moved)).toBeLessThan(20);
  });

  test('is far away for another wording', () => {
    const moved = sample(fc.tuple(wording, wording)).map(([a, b]) => apart(a, b));
    expect(mean(moved)).toBeGreaterThan(26);
    expect(Math.min(...moved)).toBeGreaterThan(10);
  });

  test('is none for a page with next to nothing on it', () => expect(fingerprintOf('第 1 页 共 3 页')).toBeNull());
});

describe('contracts on the same form', () => {
  const fields = (values: Partial<Record<FieldName, string>>, confidence = 0.95): StoredField[] =>
    Object.entries(values).map(([field, value]) => ({ field: field as FieldName, value, printed: value, confidence, suggested: false, place: null }));
  const one = fields({ contractNumber: 'CG-1', amount: '100.00', signedOn: '2024-01-01' });

  test('are two where the number differs, or two other things do', () => {
    expect(isAnotherContract(one, fields({ contractNumber: 'CG-2', amount: '100.00' }))).toBe(true);
    expect(isAnotherContract(one, fields({ amount: '200.00', signedOn: '2024-02-01' }))).toBe(true);
  });
  test('are one where nothing or one thing differs, or the difference is doubtful', () => {
    expect(isAnotherContract(one, one)).toBe(false);
    expect(isAnotherContract(one, fields({ contractNumber: 'CG-1', amount: '190.00' }))).toBe(false);
    expect(isAnotherContract(one, fields({ contractNumber: 'CG-7' }, 0.5))).toBe(false);
    expect(isAnotherContract(one, [])).toBe(false);
  });
});
