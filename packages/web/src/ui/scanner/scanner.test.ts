import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSightings } from './sightings.ts';
import { createWedge } from './wedge.ts';

const type = (text: string, gapMs: number, hear = createWedge()) => [...text, 'Enter'].map((key, index) => hear({ key, at: 1_000 + index * gapMs })).at(-1);
const label = 'QG-1A2B-C-00001234-K';

describe('a hand scanner', () => {
  it('is heard as one scan', () => expect(type(label, 12)).toEqual({ kind: 'scan', text: label }));
  it('is heard through the shift keys it presses', () => {
    const hear = createWedge();
    let at = 0;
    for (const key of 'QG1A2BC000012349') {
      if (/[A-Z]/.test(key)) hear({ key: 'Shift', at: (at += 4) });
      hear({ key, at: (at += 4) });
    }
    expect(hear({ key: 'Tab', at: at + 4 })).toEqual({ kind: 'scan', text: 'QG1A2BC000012349' });
  });
  it('is told from a person, however long the word', () =>
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.integer({ min: 61, max: 400 }), (text, gap) => type(text, gap)?.kind === 'none')));
  it('is told from a few keys that came fast', () => expect(type('gd', 5)?.kind).toBe('none'));
  it('does not take what was typed before it for its own', () => {
    const hear = createWedge();
    type('abc', 200, hear);
    hear({ key: 'x', at: 5_000 });
    [...label].forEach((key, index) => hear({ key, at: 6_000 + index * 10 }));
    expect(hear({ key: 'Enter', at: 6_000 + label.length * 10 })).toEqual({ kind: 'scan', text: label });
  });
  it('is not heard where a person waits before Enter', () => {
    const hear = createWedge();
    [...label].forEach((key, index) => hear({ key, at: index * 10 }));
    expect(hear({ key: 'Enter', at: 2_000 }).kind).toBe('none');
  });
});

describe('a label before the camera', () => {
  const see = (frames: [at: number, ...texts: string[]][]): string[][] => {
    const isNew = createSightings(1_500, 4);
    return frames.map(([at, ...texts]) => isNew(texts, at));
  };
  it('counts once while it is in sight, also where the phone takes few pictures', () => expect(see([[0, 'a'], [120, 'a'], [4_000, 'a'], [4_100], [8_000, 'a']]).flat()).toEqual(['a']));
  it('counts again when it comes back', () => expect(see([[0, 'a'], [500], [1_000], [1_500], [2_000], [2_500, 'a']]).flat()).toEqual(['a', 'a']));
  it('does not hide another', () => expect(see([[0, 'a'], [100, 'a', 'b'], [200, 'b', 'a']])).toEqual([['a'], ['b'], []]));
});
