import { labelCode } from '@qige/rules/label-code';
import type { StockList } from '@qige/wire';
import { describe, expect, test } from 'vitest';
import { type Heard, judgeHere, type KeptScan, remaining, toneOf, withAnswer } from './judge-here.ts';

const item = (label: number, at: number | null, more: Partial<StockList['items'][number]> = {}): StockList['items'][number] => ({ label, at, expected: 'here', archivalCode: null, title: null, recount: false, counted: false, ...more });
const list: StockList = {
  id: 'stk_00000000000000000000', name: '盘点', where: '库房', installation: '1A2B', state: 'counting', round: 1, sample: false,
  places: [{ id: 'plc_0000000000000000000a', label: 1, where: '甲盒' }, { id: 'plc_0000000000000000000b', label: 2, where: '乙盒' }],
  items: [item(11, 0), item(12, 0), item(13, 1), item(14, null, { expected: 'away' })],
};
const [a, b] = ['plc_0000000000000000000a', 'plc_0000000000000000000b'] as const;
const copy = (number: number): string => labelCode('1A2B', 'copy', number);

function run(steps: readonly [code: string, placeId: string | null][], of = list): { kept: KeptScan[]; heard: Heard[] } {
  const kept: KeptScan[] = [];
  const heard = steps.map(([code, placeId], n) => {
    const one = judgeHere(of, kept, { code, placeId, scanId: `s${n}`, at: n });
    if (one.kind === 'scan') kept.push(one.scan);
    return one;
  });
  return { kept, heard };
}
const verdicts = (heard: readonly Heard[]): string[] => heard.map((one) => (one.kind === 'scan' ? `${one.scan.verdict}${one.scan.repeat ? ', again' : ''}` : one.kind));

describe('without network', () => {
  test('a box, its copies and what does not belong are told apart by the list alone', () => {
    const { heard } = run([[copy(11), null], [labelCode('1A2B', 'place', 1), null], [labelCode('1A2B', 'place', 9), null], [copy(11), a], [copy(11).toLowerCase(), a], [copy(13), a], [copy(14), a], [copy(99), a], [labelCode('FFFF', 'copy', 11), a], [copy(11).slice(0, -2), a], ['6901234567892', a], [labelCode('1A2B', 'person', 1), a]]);
    expect(verdicts(heard)).toEqual(['no-place', 'place', 'place-outside', 'found', 'found, again', 'wrong-place', 'back', 'unknown', 'elsewhere', 'torn', 'not-a-label', 'not-a-label']);
  });

  test('the recount asks only for what differed; a spot check lets the rest be', () => {
    const second: StockList = { ...list, round: 2, items: [item(11, 0), item(12, 0, { recount: true }), item(13, 1)] };
    expect(verdicts(run([[copy(11), a], [copy(12), a]], second).heard)).toEqual(['not-drawn', 'found']);
    expect(remaining(second, [], a).left.map((one) => one.label)).toEqual([12]);
    expect(verdicts(run([[copy(77), a]], { ...list, sample: true }).heard)).toEqual(['not-drawn']);
  });

  test('what of a box is still to be seen is known at once', () => {
    const { kept } = run([[copy(11), a], [copy(13), a]]);
    expect(remaining(list, kept, a)).toMatchObject({ expected: 2, left: [{ label: 12 }] });
    expect(remaining(list, kept, b).left).toEqual([]);
  });

  test('what the archive answers later goes before, and a scan somebody else made first is a warning', () => {
    const [scan] = run([[copy(11), a]]).kept;
    if (!scan) throw new Error('nothing was scanned');
    expect(toneOf(scan)).toBe('good');
    const told = withAnswer(scan, { scanId: 's0', verdict: 'found', damaged: false, repeat: { by: '周敏', at: '2026-03-17T01:00:00Z' }, label: copy(11), archivalCode: null, contract: null, expectedAt: null, books: null });
    expect([toneOf(told), told.repeat?.by]).toEqual(['warn', '周敏']);
    expect(toneOf({ verdict: 'wrong-place', repeat: null, damage: null })).toBe('wrong');
  });
});
