import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldName } from '@qige/wire';
import type { StoredField } from './fields.rules.ts';
import { bitsApart, fingerprintOf } from './fingerprint.rules.ts';
import { isAnotherContract } from './near-duplicate.rules.ts';

const letters = [...'甲乙双方本着平等自愿诚实信用原则经协商一致订立如下条款共同遵守履行货物名称规格型号数量单价金额交付验收质量保证违约责任争议解决不可抗力附则签字盖章生效日期地点'];
const wording = fc.array(fc.constantFrom(...letters), { minLength: 200, maxLength: 600 }).map((chars) => chars.join(''));

describe('the fingerprint of a page', () => {
  test('hardly moves when one character in fifty is misread and spaces come and go', () => {
    fc.assert(
      fc.property(wording, fc.nat(49), (text, offset) => {
        const misread = [...text].map((char, i) => (i % 50 === offset ? '囗' : i % 17 === 0 ? `${char} ` : char)).join('');
        expect(bitsApart(fingerprintOf(text) ?? '', fingerprintOf(misread) ?? '')).toBeLessThanOrEqual(16);
      }),
      { numRuns: 50 },
    );
  });

  test('is far away for another wording', () => {
    fc.assert(
      fc.property(wording, wording, (a, b) => {
        fc.pre(a.slice(0, 50) !== b.slice(0, 50));
        expect(bitsApart(fingerprintOf(a) ?? '', fingerprintOf(b) ?? '')).toBeGreaterThan(10);
      }),
      { numRuns: 50 },
    );
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
