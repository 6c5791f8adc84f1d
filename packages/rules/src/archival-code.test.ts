import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archivalCode, type ArchivalParts, type ArchivalTemplate, readArchivalCode, retentionCodes, seriesOf, standardCode, standardTemplate, templateVerdict, wrongPart } from './archival-code.ts';

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const text = (alphabet: string, length: number) => fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
const parts: fc.Arbitrary<ArchivalParts> = fc.record({
  fonds: text(`0123456789${capitals}`, 4),
  category: text(capitals, 2),
  year: fc.integer({ min: 1900, max: 2199 }).map(String),
  retention: fc.constantFrom(...retentionCodes),
  department: text(`0123456789${capitals}`, 3),
});
const good = (source: string): ArchivalTemplate => {
  const verdict = templateVerdict(source);
  if (verdict.kind === 'bad') throw new Error(`${source}: ${verdict.problem} ${verdict.part}`);
  return verdict.template;
};
const standard = good(standardTemplate);
/** Templates as an archive may set them: the parts in any order, with either joiner, with or without department, an own piece before. */
const template = fc
  .tuple(fc.shuffledSubarray(['fonds', 'category', 'year', 'retention', 'department'], { minLength: 5 }), fc.boolean(), fc.array(fc.constantFrom('-', '·', '-ML1-'), { minLength: 6, maxLength: 6 }), fc.integer({ min: 3, max: 6 }))
  .map(([order, department, joiners, width]) => good(`${order.filter((one) => department || one !== 'department').map((one, i) => `{${one}}${joiners[i] ?? '-'}`).join('')}{item:${width}}`));

describe('an archival code', () => {
  it('is written as the standards say', () => {
    const example = { fonds: 'Z001', category: 'HT', year: '2026', retention: 'D30', department: 'XSB' };
    expect(archivalCode(standard, example, 1)).toEqual({ kind: 'good', code: 'Z001-HT·2026-D30-XSB-0001' });
    fc.assert(fc.property(parts, fc.integer({ min: 1, max: 9999 }), (given, item) => {
      const verdict = archivalCode(standard, given, item);
      expect(verdict.kind === 'good' && standardCode.test(verdict.code)).toBe(true);
    }));
  });

  it('is read back as it was written, under any template', () => {
    fc.assert(fc.property(template, parts, fc.integer({ min: 1, max: 999 }), (how, given, item) => {
      const verdict = archivalCode(how, given, item);
      const read = verdict.kind === 'good' ? readArchivalCode(how, verdict.code) : undefined;
      expect(read?.item).toBe(item);
      expect(given).toMatchObject(read?.parts ?? { none: true });
    }));
  });

  it('is never the same for two items, whatever they are of', () => {
    fc.assert(fc.property(template, parts, parts, fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (how, a, b, m, n) => {
      const [one, other] = [archivalCode(how, a, m), archivalCode(how, b, n)];
      const same = seriesOf(how, a) === seriesOf(how, b) && m === n;
      expect(one.kind === 'good' && other.kind === 'good' && one.code === other.code).toBe(same);
    }));
  });

  it('ends with its series: an item neither wraps nor grows', () => {
    const of = { fonds: 'Z001', category: 'HT', year: '2026', retention: 'Y', department: 'BGS' };
    expect(archivalCode(standard, of, 9999).kind).toBe('good');
    for (const item of [0, -1, 1.5, 10_000, Number.NaN]) expect(archivalCode(standard, of, item)).toEqual({ kind: 'series-full', series: 'Z001-HT·2026-Y-BGS-', last: 9999 });
  });

  it('is refused where a part has another shape', () => {
    const of = { fonds: 'Z001', category: 'HT', year: '2026', retention: 'D30', department: 'BGS' };
    const wrong = { fonds: ['Z01', 'z001', 'Z0011'], category: ['H', 'HTX', 'H1'], year: ['26', '二〇二六'], retention: ['D20', 'd30', ''], department: ['BG', 'bgs', '办公室'] };
    for (const [part, values] of Object.entries(wrong)) {
      for (const value of values) {
        expect(wrongPart({ ...of, [part]: value })).toBe(part);
        expect(archivalCode(standard, { ...of, [part]: value }, 1)).toEqual({ kind: 'wrong-part', part });
      }
    }
  });

  it('is not read where it is not one', () => {
    for (const code of ['', 'Z001-HT·2026-D30-XSB-0000', 'Z001-HT·2026-D30-XSB-00001', 'Z001-HT-2026-D30-XSB-0001', 'Z001-HT·2026-D20-XSB-0001', ' Z001-HT·2026-D30-XSB-0001']) expect(readArchivalCode(standard, code)).toBeUndefined();
  });
});

describe('a template', () => {
  it.each([
    ['{fonds}-{category}·{year}-{retention}-{department}', 'missing'],
    ['{fonds}-{year}-{retention}-{item:4}', 'missing'],
    ['{fonds}-{category}·{year}-{retention}-{item:4}-X', 'item-not-last'],
    ['{fonds}-{category}·{year}-{retention}-{item:4}{item:4}', 'item-not-last'],
    ['{fonds}-{category}·{year}-{year}-{retention}-{item:4}', 'twice'],
    ['{fonds}-{category}·{year}-{retention}-{item}', 'item-width'],
    ['{fonds}-{category}·{year}-{retention}-{item:9}', 'item-width'],
    ['{fonds}-{category}·{year}-{retention}-{box}-{item:4}', 'unknown-token'],
    ['{fonds:3}-{category}·{year}-{retention}-{item:4}', 'unknown-token'],
    ['{fonds}-{category}{year}-{retention}-{item:4}', 'not-joined'],
    ['{fonds}-{category}·{year}-{retention}-A{item:4}', 'not-joined'],
    ['{fonds}/{category}·{year}-{retention}-{item:4}', 'forbidden-character'],
    ['=1+{fonds}-{category}·{year}-{retention}-{item:4}', 'forbidden-character'],
    ['A'.repeat(101), 'too-long'],
  ])('%s is refused: %s', (source, problem) => expect(templateVerdict(source)).toMatchObject({ kind: 'bad', problem }));

  it('whatever is typed, a verdict comes back', () => {
    fc.assert(fc.property(fc.string(), (source) => {
      expect(['good', 'bad']).toContain(templateVerdict(source).kind);
    }));
  });
});
