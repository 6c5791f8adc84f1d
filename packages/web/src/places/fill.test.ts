import { describe, expect, it } from 'vitest';
import { contrast } from '../theme/contrast.ts';
import { dark, light } from '../theme/palette.ts';
import { fullness, heatColour, heatOf, type Heat } from './fill.ts';

describe('how full a place is', () => {
  it('is by count or by thickness, whichever is fuller', () => {
    expect(fullness({ held: 3, heldMm: 40, capacity: 10, capacityMm: 50 })).toBe(0.8);
    expect(fullness({ held: 3, heldMm: 40 })).toBeNull();
  });
  it('goes by steps', () => {
    const of = (heldMm: number): Heat => heatOf({ held: heldMm > 0 ? 1 : 0, heldMm, capacityMm: 100 });
    expect([0, 1, 24, 25, 60, 94, 96, 101, 110].map(of)).toEqual([0, 1, 1, 2, 3, 4, 5, 5, 6]);
    expect(heatOf({ held: 2, heldMm: 9 })).toBe('unknown');
    expect(heatOf({ held: 0, heldMm: 0 })).toBe(0);
  });
});

// Told apart by lightness alone: no kind of colour blindness takes that away.
describe.each([
  ['light', false, light.paper],
  ['dark', true, dark.paper],
] as const)('the heat map on %s paper', (_, isDark, paper) => {
  it('stands out from the paper more with every step', () => {
    const steps = ([0, 1, 2, 3, 4, 5] as const).map((heat) => contrast(heatColour(heat, isDark), paper));
    for (const [at, step] of steps.entries()) if (at > 0) expect(step / (steps[at - 1] ?? 1)).toBeGreaterThan(1.2);
  });
});
