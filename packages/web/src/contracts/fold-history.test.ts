import type { AuditEntry } from '@qige/wire';
import { expect, test } from 'vitest';
import { foldHistory } from './fold-history.ts';

let id = 100;
const entry = (kind: string, person: string, at: string, facts: Record<string, unknown> = {}): AuditEntry => ({ id: id--, at, actor: { kind: 'person', id: person, name: person }, keyId: null, address: null, kind, subjectId: null, contractId: null, contractNumber: null, facts, sealNumber: null });

test('looks of one person with nothing between are one line; another person, act or fact begins a new one', () => {
  const folded = foldHistory([
    entry('contract.viewed', 'a', '9'), entry('contract.viewed', 'a', '8'), entry('contract.viewed', 'a', '7'),
    entry('contract.viewed', 'b', '6'),
    entry('contract.noted', 'a', '5', { text: 'x', n: 1 }), entry('contract.noted', 'a', '4', { n: 1, text: 'x' }), entry('contract.noted', 'a', '3', { text: 'y' }),
    entry('contract.viewed', 'a', '2'),
  ]);
  expect(folded.map(({ entry: { kind, actor, at }, count, since }) => [kind, actor.id, at, count, since])).toEqual([
    ['contract.viewed', 'a', '9', 3, '7'],
    ['contract.viewed', 'b', '6', 1, '6'],
    ['contract.noted', 'a', '5', 2, '4'],
    ['contract.noted', 'a', '3', 1, '3'],
    ['contract.viewed', 'a', '2', 1, '2'],
  ]);
});
