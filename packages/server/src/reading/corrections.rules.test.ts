import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box, ReadLine } from '@qige/ocr';
import { asReadLine, layCorrections, overlapOf } from './corrections.rules.ts';
import { edgesOf, packLine, spreadEdges, unpackLine } from './stored-lines.rules.ts';

/** A line as the engine gives it: characters of one width with a gap after each. */
function lineOf(text: string, x = 100, y = 200, width = 20, gap = 3): ReadLine {
  const chars = [...text].map((char, i) => {
    const left = x + i * (width + gap);
    return { text: char, box: [left, y, left + width, y + 24] as Box, confidence: 0.97 };
  });
  return { text, box: [x, y, x + chars.length * (width + gap), y + 24], confidence: 0.97, chars, part: 'body' };
}

const words = fc.array(fc.constantFrom(...'甲方乙合同金额人民币2024 年Aa'), { minLength: 1, maxLength: 30 }).map((chars) => chars.join(''));

describe('a stored line', () => {
  test('comes back with every character in its place and as sure as it was', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 9 }), (text, x, gap) => {
        const line = { ...lineOf(text, x, 40, 18, gap), table: { index: 1, row: 2, cell: 0 } };
        const back = unpackLine(packLine(line));
        expect(back).toMatchObject({ text, box: line.box, part: 'body', table: line.table });
        expect(back.chars.map(({ box }) => box)).toEqual(line.chars.map(({ box }) => box));
        for (const { confidence } of back.chars) expect(confidence).toBeCloseTo(0.97, 1);
      }),
    );
  });

  test('a line whose characters do not match its text still gets a place for each', () => {
    const stored = packLine({ ...lineOf('合同'), chars: [] });
    expect(edgesOf(stored)).toHaveLength(4);
    expect(edgesOf(stored).at(-1)).toBe(stored.b[2]);
  });
});

describe('a correction', () => {
  const stored = packLine(lineOf('合同金颔为人民币'));

  test('counts in place of what the engine read, and leaves the places of unchanged characters alone', () => {
    const { lines, unplaced } = layCorrections([stored], [{ box: stored.b, lineText: stored.t, text: '合同金额总计为人民币' }]);
    expect(unplaced).toEqual([]);
    const [line] = lines;
    expect(line?.text).toBe('合同金额总计为人民币');
    const before = edgesOf(stored);
    expect(line?.edges.slice(0, 6)).toEqual(before.slice(0, 6));
    expect(line?.edges.slice(-8)).toEqual(before.slice(-8));
    expect(line?.edges).toHaveLength(2 * 10);
    expect([...(line?.edges ?? [])]).toEqual([...(line?.edges ?? [])].sort((a, b) => a - b));
    expect(line && asReadLine(line)).toMatchObject({ text: '合同金额总计为人民币', confidence: 1 });
  });

  test('every corrected text has two edges a character, in order and inside the line', () => {
    fc.assert(
      fc.property(words, words, (was, is) => {
        const line = packLine(lineOf(was));
        const [laid] = layCorrections([line], [{ box: line.b, lineText: was, text: is }]).lines;
        expect(laid?.edges).toHaveLength(2 * [...is].length);
        const edges = laid?.edges ?? [];
        for (const [i, edge] of edges.entries()) {
          expect(edge).toBeGreaterThanOrEqual(i === 0 ? line.b[0] : (edges[i - 1] ?? 0));
          expect(edge).toBeLessThanOrEqual(line.b[2]);
        }
      }),
    );
  });

  test('finds its line again when the page is read anew and the box has moved a little', () => {
    const again = packLine(lineOf('合同金额为人民币', 103, 202));
    const { lines, unplaced } = layCorrections([packLine(lineOf('另一行', 100, 300)), again], [{ box: stored.b, lineText: stored.t, text: '合同总额为人民币' }]);
    expect(unplaced).toEqual([]);
    expect(lines.map(({ text }) => text)).toEqual(['另一行', '合同总额为人民币']);
  });

  test('is shown as unplaced, not laid over some other wording, when its line is gone', () => {
    const correction = { box: stored.b, lineText: stored.t, text: '合同金额为人民币' };
    expect(layCorrections([], [correction]).unplaced).toEqual([correction]);
    const elsewhere = packLine(lineOf('2024年8月1日签于西安'));
    const { lines, unplaced } = layCorrections([elsewhere], [correction]);
    expect(unplaced).toEqual([correction]);
    expect(lines[0]?.text).toBe('2024年8月1日签于西安');
  });

  test('two corrections never share a line, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }), (shifts) => {
        const corrections = shifts.map((shift, i) => ({ box: [100 + shift, 200, 284 + shift, 224] as Box, lineText: stored.t, text: `合同金额为人民币${i}` }));
        const { lines, unplaced } = layCorrections([stored], corrections);
        expect(lines.filter(({ correction }) => correction).length + unplaced.length).toBe(corrections.length);
      }),
    );
  });
});

test('overlap is 1 with itself, 0 apart, and the same both ways', () => {
  expect(overlapOf([0, 0, 10, 10], [0, 0, 10, 10])).toBe(1);
  expect(overlapOf([0, 0, 10, 10], [10, 0, 20, 10])).toBe(0);
  expect(overlapOf([0, 0, 10, 10], [5, 0, 15, 10])).toBeCloseTo(1 / 3);
});

test('a letter takes half the room of a Chinese character', () => {
  expect(spreadEdges('合a', 0, 30)).toEqual([0, 20, 20, 30]);
});
