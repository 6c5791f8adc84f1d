import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContractState } from '@qige/wire';
import { amountCell, safeText } from './cells.rules.ts';
import { changesBetween } from './changes.rules.ts';
import { cursorOf, fits, placeOf } from './cursor.rules.ts';
import { sidesOf } from './names.rules.ts';
import { moveVerdict, statesFrom } from './states.rules.ts';

describe('states', () => {
  const state = fc.constantFrom(...ContractState.options);

  test('a move is good exactly when it is offered, and its reason given where one is needed', () => {
    fc.assert(
      fc.property(state, state, fc.boolean(), (from, to, mayVoid) => {
        const offered = statesFrom(from, mayVoid).includes(to);
        expect(moveVerdict(from, to, { reason: 'because', mayVoid }).kind === 'good').toBe(offered);
        const bare = moveVerdict(from, to, { reason: undefined, mayVoid });
        if (bare.kind === 'good') expect(['performing', 'completed']).toContain(to);
      }),
    );
  });

  test('what is voided stays so, and closing by mistake is undone with a reason', () => {
    expect(statesFrom('voided', true)).toEqual([]);
    expect(moveVerdict('terminated', 'performing', { reason: undefined, mayVoid: false })).toEqual({ kind: 'reason-needed', to: 'performing' });
    expect(moveVerdict('registered', 'voided', { reason: 'x', mayVoid: false })).toEqual({ kind: 'not-yours', to: 'voided' });
    expect(moveVerdict('completed', 'voided', { reason: 'x', mayVoid: true })).toMatchObject({ kind: 'impossible', allowed: ['performing'] });
  });
});

test('an amendment tells what changed, and 100 is 100.00', () => {
  const before = { title: 'a', amount: '100.00', copies: 2 };
  expect(changesBetween(before, { title: 'b', amount: '100', copies: 2 })).toEqual({ changed: ['title'], facts: { changed: ['title'], 'title.from': 'a', 'title.to': 'b' } });
  expect(changesBetween(before, { amount: '10' }).changed).toEqual(['amount']);
  expect(changesBetween(before, { title: undefined }).changed).toEqual([]);
});

describe('cursors', () => {
  test('come back as they were, and only in their own order', () => {
    const id = fc.stringMatching(/^ctr_[0-9a-z]{20}$/);
    const place = fc.record({ key: fc.option(fc.string({ unit: fc.constantFrom('重', 'a', '-', '"', ' '), maxLength: 50 })), id });
    fc.assert(
      fc.property(place, (one) => {
        expect(placeOf('signed-asc', cursorOf('signed-asc', one))).toEqual(one);
        expect(placeOf('signed-desc', cursorOf('signed-asc', one))).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => [undefined, 'object'].includes(placeOf('x', text) === undefined ? undefined : 'object')));
  });

  test('a key that no row could have is not put to the database', () => {
    expect(fits('signed', { key: '2026-02-30', id: 'x' })).toBe(false);
    expect(fits('signed', { key: null, id: 'x' })).toBe(true);
    expect(fits('number', { key: null, id: 'x' })).toBe(false);
    expect(fits('amount', { key: '1e5', id: 'x' })).toBe(false);
    expect(fits('amount', { key: '-12.50', id: 'x' })).toBe(true);
  });
});

describe('spreadsheet cells', () => {
  test('no text begins like a formula', () => {
    fc.assert(fc.property(fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '', '＝'), fc.string()), ([start, rest]) => !/^[=+\-@\t\r\n＝＋－＠]/.test(safeText(start + rest))));
    expect(safeText('=cmd|calc')).toBe("'=cmd|calc");
    expect(safeText('设备\u0000采购')).toBe('设备采购');
  });

  test('an amount keeps every digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999_999_99n }), (cents) => {
        const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        const cell = amountCell(amount);
        expect(typeof cell === 'number' ? cell.toFixed(2) : cell).toBe(amount);
      }),
    );
  });
});

test('until one of the parties is ours, all are counterparties', () => {
  expect(sidesOf([{ kind: 'counterparty', name: '甲' }, { kind: 'counterparty', name: '乙' }])).toEqual({ counterparty: '甲、乙', ownEntity: '' });
  expect(sidesOf([{ kind: 'own', name: '甲' }, { kind: 'counterparty', name: '乙' }, { kind: 'counterparty', name: '乙' }])).toEqual({ counterparty: '乙', ownEntity: '甲' });
});
