import { describe, expect, test } from 'vitest';
import type { ScanState } from '@qige/wire';
import { bindingVerdict, moveVerdict, registeringVerdict, type Move } from './desk.rules.ts';

const scan = { state: 'read' as ScanState, pages: 3, pagesLeft: 0, findings: [] };
const confirmed = { title: '采购合同', parties: [{ name: '上海岑屏工贸有限公司' }] };
const finding = (id: string, severity: 'error' | 'warning', answered: boolean) => ({
  id,
  severity,
  answer: answered ? { answer: 'accepted' as const, note: 'so agreed', by: 'Li', at: '2026-01-01T00:00:00Z' } : null,
});

describe('registering', () => {
  test('what is read, has a title and a party is ready', () => {
    expect(registeringVerdict(scan, confirmed)).toEqual({ kind: 'ready' });
  });

  test('everything that is missing is said at once', () => {
    const verdict = registeringVerdict({ state: 'reading', pages: 0, pagesLeft: 2, findings: [finding('a', 'error', false)] }, { title: ' ', parties: [{ name: '' }] });
    expect(verdict).toEqual({
      kind: 'not-ready',
      missing: [{ kind: 'still-reading', pagesLeft: 2 }, { kind: 'no-pages' }, { kind: 'title' }, { kind: 'party' }, { kind: 'findings', findings: ['a'] }],
    });
  });

  test('only contradictions must be answered, and an answer is enough', () => {
    expect(registeringVerdict({ ...scan, findings: [finding('a', 'error', true), finding('b', 'warning', false)] }, confirmed)).toEqual({ kind: 'ready' });
  });

  test.each(['registered', 'rejected', 'merged'] as const)('a scan that is %s has left the desk', (state) => {
    expect(registeringVerdict({ ...scan, state }, confirmed)).toEqual({ kind: 'closed', state });
    expect(bindingVerdict({ ...scan, state })).toEqual({ kind: 'closed', state });
  });

  test.each(['set_aside', 'rescan'] as const)('a scan that is %s may still be registered', (state) => {
    expect(registeringVerdict({ ...scan, state }, confirmed).kind).toBe('ready');
  });

  test('another copy needs no fields, but must be read', () => {
    expect(bindingVerdict(scan)).toEqual({ kind: 'ready' });
    expect(bindingVerdict({ ...scan, pagesLeft: 1 }).kind).toBe('not-ready');
  });
});

test('every move from every state', () => {
  const table = (['reject', 'set-aside', 'rescan', 'reopen'] as Move[]).map((move) =>
    (['reading', 'read', 'set_aside', 'rescan', 'rejected', 'registered', 'merged'] as ScanState[]).map((state) => moveVerdict(move, state).kind[0]).join(''),
  );
  // a allowed, s still reading, c closed
  expect(table).toEqual(['aaaaccc', 'sacaccc', 'saacccc', 'scaaacc']);
});
