import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentsOf, problemOf, sumsDiffer, textOf, valueOf } from './field-values.ts';

describe('what is typed', () => {
  it('is read by the kind of its field', () => {
    expect(valueOf('signedOn', '20260317')).toEqual({ value: '2026-03-17' });
    expect(valueOf('amount', '74.043万')).toEqual({ value: '740430.00' });
    expect(valueOf('copies', '４份')).toEqual({ value: 4 });
    expect(valueOf('currency', 'usd')).toEqual({ value: 'USD' });
    expect(valueOf('title', '  采购合同 ')).toEqual({ value: '采购合同' });
    expect(valueOf('expiresOn', ' ')).toEqual({ value: null });
    expect(valueOf('disputeResolution', '仲裁：深圳国际仲裁院')).toEqual({ value: 'arbitration:深圳国际仲裁院' });
    expect(valueOf('disputeResolution', 'Court: 甲方所在地人民法院')).toEqual({ value: 'court:甲方所在地人民法院' });
    expect(valueOf('disputeResolution', '友好协商')).toEqual({ value: '友好协商' });
    expect(valueOf('deliveryBy', '2026年3月17日')).toEqual({ value: '2026-03-17' });
    expect(valueOf('deliveryBy', '合同签订后30日内')).toEqual({ value: '合同签订后30日内' });
    expect(valueOf('title', '采购\t合同\n')).toEqual({ value: '采购 合同' });
  });
  it('is told what is wrong with it', () => {
    expect(problemOf('signedOn', '2026-02-30')).toBe('day');
    expect(problemOf('amount', '若干')).toBe('money');
    expect(problemOf('partyA.uscc', '91110108551385082Q')).toBeNull();
    expect(problemOf('partyA.uscc', '91110108551385082X')).toBe('uscc-checkDigit');
    expect(problemOf('partyA.uscc', '9111')).toBe('uscc-length');
    expect(problemOf('partyA.uscc', '')).toBeNull();
    expect(problemOf('payments', '[{"label":null,"percent":null,"amount":"若干","dueText":null}]')).toBe('payment');
    expect(problemOf('payments', 'nonsense')).toBeNull();
  });
  it('survives the way through text', () => {
    const payment = fc.record({ label: fc.constantFrom('首付款', null), percent: fc.constantFrom(30, null), amount: fc.constantFrom('100.00', null), dueText: fc.constant(null) });
    fc.assert(fc.property(fc.array(payment, { maxLength: 5 }), (payments) => { expect(paymentsOf(textOf(payments))).toEqual(payments); }));
    expect(paymentsOf('nonsense')).toEqual([]);
  });
});

it('an amount and its 大写 are held against each other as sums', () => {
  expect(sumsDiffer('12345.00', '伍拾肆万肆仟捌佰元整')).toBe(true);
  expect(sumsDiffer('¥544,800.00', '人民币伍拾肆万肆仟捌佰圆整')).toBe(false);
  expect(sumsDiffer('544800', '')).toBe(false);
  expect(sumsDiffer('about', '伍拾元整')).toBe(false);
});
