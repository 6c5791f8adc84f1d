import { describe, expect, test } from 'vitest';
import { lettersOf } from './letters.ts';
import { placesOn, patternOf } from './mark.rules.ts';

describe('letters without a font', () => {
  test('names of any character of the national list are drawn, each its own way', () => {
    const letters = lettersOf('欧阳䶮娜㛃喆 Zhāng 2026-03-17 09:05 2001:db8::7');
    for (const { char, steps, width } of letters) {
      expect(width, char).toBeGreaterThan(10);
      expect(steps.length > 0, char).toBe(char !== ' ');
    }
    const shapes = new Map(letters.map(({ char, steps }) => [char, JSON.stringify(steps)]));
    expect(new Set(shapes.values()).size).toBe(shapes.size);
  });

  test('every character of GB 2312 is there, as far as every twentieth tells', () => {
    const gb = new TextDecoder('gb2312');
    const rows = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, row) => Array.from({ length: 0xfe - 0xa0 }, (_, cell) => gb.decode(Uint8Array.of(from + row, 0xa1 + cell))).join(''));
    const level = rows(0xb0, 0xf7).join('').replaceAll(/[^\p{Script=Han}]/gu, '');
    expect(level.length).toBeGreaterThan(6_700);
    const some = [...level].filter((_, i) => i % 20 === 0).join('');
    expect(lettersOf(some).filter(({ width }) => width !== 100)).toEqual([]);
  });

  test('what has no outline is written by its number, and still stands for itself', () => {
    const [letter] = lettersOf('𠮷');
    expect(letter?.char).toBe('𠮷');
    expect(letter?.width).toBeGreaterThan(200);
  });
});

test('the words reach into every part of a page of any shape', () => {
  for (const page of [{ width: 1654, height: 2339 }, { width: 3000, height: 400 }, { width: 300, height: 4000 }]) {
    const pattern = patternOf(page, 20);
    const places = placesOn(page, pattern);
    for (let x = 0; x <= page.width; x += 50) {
      for (let y = 0; y <= page.height; y += 50) {
        expect(places.some(([px, py]) => Math.abs(px - x) <= pattern.width / 2 && Math.abs(py - y) <= pattern.height / 2)).toBe(true);
      }
    }
  }
});
