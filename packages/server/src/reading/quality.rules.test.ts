import { expect, test } from 'vitest';
import type { PageQuality } from '@qige/wire';
import { qualityVerdicts } from './quality.rules.ts';

const good: PageQuality = { dpi: 300, rotation: 0, skew: 0.1, blur: 0.1, blank: false, cut: false, colour: 'colour', photo: false };
const rulesBroken = (quality: Partial<PageQuality>, seals = 0, confidence = 0.98): string[] =>
  qualityVerdicts({ quality: { ...good, ...quality }, seals: Array.from({ length: seals }, () => ({ shape: 'round' as const })), confidence }).map(({ rule }) => rule);

test('a good page has nothing against it', () => expect(rulesBroken({}, 2)).toEqual([]));

test.each<[Partial<PageQuality>, string[]]>([
  [{ dpi: 200 }, []],
  [{ dpi: 199.4 }, []],
  [{ dpi: 150 }, ['resolution']],
  [{ dpi: null, photo: true }, ['resolution-unknown', 'photo']],
  [{ skew: -2.3 }, ['skew']],
  [{ blur: 0.8 }, ['blur']],
  [{ blank: true, blur: 1 }, ['blank']],
  [{ cut: true }, ['cut']],
  [{ colour: 'grey' }, []],
])('%o', (quality, rules) => expect(rulesBroken(quality)).toEqual(rules));

test('a sealed page must be in colour', () => {
  expect(rulesBroken({ colour: 'grey' }, 1)).toEqual(['seal-not-in-colour']);
  expect(rulesBroken({ colour: 'bilevel' }, 1)).toEqual(['seal-not-in-colour']);
});

test('every verdict says what was measured, what is asked, and by whom', () => {
  const [verdict] = qualityVerdicts({ quality: { ...good, dpi: 150 }, seals: [], confidence: undefined });
  expect(verdict).toEqual({ rule: 'resolution', severity: 'fault', source: 'DA/T 31-2017', measured: 150, limit: 200 });
});

test('text the engine is unsure of is pointed out', () => expect(rulesBroken({}, 0, 0.7)).toEqual(['doubtful-text']));
