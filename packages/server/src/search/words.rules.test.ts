import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, readWords, wantedWords } from './words.rules.ts';

const word = (text: string): Asked => ({ kind: 'word', text });
const asked = (text: string): Asked | null => {
  const verdict = readWords(text);
  if (verdict.kind !== 'asked') throw new Error(`${text}: ${verdict.why}`);
  return verdict.root;
};

describe('reading the search box', () => {
  test('words stand together, OR binds looser, NOT and minus bind tighter', () => {
    expect(asked('保密 违约金')).toEqual({ kind: 'and', of: [word('保密'), word('违约金')] });
    expect(asked('a b OR c')).toEqual({ kind: 'or', of: [{ kind: 'and', of: [word('a'), word('b')] }, word('c')] });
    expect(asked('a -b')).toEqual({ kind: 'and', of: [word('a'), { kind: 'not', of: word('b') }] });
    expect(asked('(東京 AND NOT secret) OR bill')).toEqual({
      kind: 'or',
      of: [{ kind: 'and', of: [word('東京'), { kind: 'not', of: word('secret') }] }, word('bill')],
    });
  });

  test('quotes keep a phrase and signs inside it', () => {
    expect(asked('"a OR b"')).toEqual(word('a OR b'));
    expect(asked('“不可 抗力” -「仲裁」')).toEqual({ kind: 'and', of: [word('不可 抗力'), { kind: 'not', of: word('仲裁') }] });
    expect(asked('"not closed')).toEqual(word('not closed'));
  });

  test('a bracket or a minus inside a word is text', () => {
    expect(asked('合同(补充)')).toEqual(word('合同(补充)'));
    expect(asked('XS-2026-0031')).toEqual(word('XS-2026-0031'));
    expect(asked('(XS-2026 合同(补充))')).toEqual({ kind: 'and', of: [word('XS-2026'), word('合同(补充)')] });
    expect(asked(')')).toEqual(word(')'));
  });

  test('fields by either name, and what is no field is a word', () => {
    expect(asked('title:采购')).toEqual({ kind: 'contains', field: 'title', text: '采购' });
    expect(asked('相对方："华 东"')).toEqual({ kind: 'contains', field: 'party', text: '华 东' });
    expect(asked('状态:履行中')).toEqual({ kind: 'state', state: 'performing' });
    expect(asked('http://x')).toEqual(word('http://x'));
    expect(asked('constructor:x')).toEqual(word('constructor:x'));
  });

  test('ranges of days and amounts', () => {
    expect(asked('signed:2024-02')).toEqual({ kind: 'dates', field: 'signed', from: '2024-02-01', to: '2024-02-29' });
    expect(asked('年度:2025..2026')).toEqual({ kind: 'dates', field: 'signed', from: '2025-01-01', to: '2026-12-31' });
    expect(asked('到期:<=2026年3月')).toEqual({ kind: 'dates', field: 'expires', from: null, to: '2026-03-31' });
    expect(asked('amount:>=12.5万')).toEqual({ kind: 'amounts', from: '125000', to: null });
    expect(asked('金额:1,000..20000.5')).toEqual({ kind: 'amounts', from: '1000', to: '20000.5' });
  });

  test('a range that means nothing is refused, not guessed', () => {
    expect(readWords('signed:soon')).toEqual({ kind: 'unreadable', part: 'signed:soon', why: 'range' });
    expect(readWords('signed:2025-02-30').kind).toBe('unreadable');
    expect(readWords('amount:..').kind).toBe('unreadable');
    expect(readWords('state:lost').kind).toBe('unreadable');
  });

  test('anything typed gets an answer, and only wanted words are marked', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => ['asked', 'unreadable'].includes(readWords(text).kind)));
    expect(wantedWords(asked('a -b (c OR title:d)'))).toEqual(['a', 'c', 'd']);
  });
});
