import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchVerdict, mergeVerdict } from './match.rules.ts';
import { initialsOf, sortKeyOf } from './pinyin.ts';

describe('matching a party', () => {
  const code = fc.constantFrom(null, 'A', 'B', 'C');
  const party = fc.record({ uscc: code });

  test('the code decides; a name alone is enough unless the codes contradict each other', () => {
    fc.assert(
      fc.property(code, fc.option(party, { nil: undefined }), fc.array(party, { maxLength: 3 }), (given, byCode, byName) => {
        const verdict = matchVerdict(given, byCode, byName);
        if (byCode) expect(verdict).toEqual({ kind: 'by-code', party: byCode });
        else if (byName.length === 0) expect(verdict.kind).toBe('new');
        else if (verdict.kind === 'by-name') expect(given === null || verdict.party.uscc === null || verdict.party.uscc === given).toBe(true);
        else expect(verdict.kind === 'code-differs' && byName.every((one) => one.uscc !== null && one.uscc !== given)).toBe(true);
      }),
    );
  });

  test('two legal persons are never one', () => {
    const one = { id: '1', kind: 'counterparty', uscc: 'A' };
    expect(mergeVerdict(one, one).kind).toBe('same-party');
    expect(mergeVerdict(one, { ...one, id: '2', uscc: 'B' }).kind).toBe('code-differs');
    expect(mergeVerdict(one, { ...one, id: '2', kind: 'own' }).kind).toBe('kind-differs');
    expect(mergeVerdict(one, { ...one, id: '2', uscc: null }).kind).toBe('good');
  });
});

test('initials and sort keys follow the reading in context', () => {
  expect(initialsOf('重庆ABC贸易（集团）有限公司')).toBe('cqabcmyjtyxgs');
  expect(sortKeyOf('重庆长安')).toBe('chong qing chang an');
  expect(['上海甲', '安徽乙', '北京丙'].toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))).toEqual(['安徽乙', '北京丙', '上海甲']);
});
