import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';
import { dark, light } from './palette.ts';

const written = ['ink', 'inkSoft', 'inkFaint', 'sealText', 'jadeText'] as const;
const under = ['paper', 'ground', 'tint'] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, palette) => {
  it.each(written.flatMap((text) => under.map((ground) => [text, ground] as const)))('%s on %s is legible', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('states are legible on their own tints', () => {
    expect(contrast(palette.sealText, palette.sealTint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.jadeText, palette.jadeTint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.amber, palette.amberTint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#FFFFFF', palette.seal)).toBeGreaterThanOrEqual(4.5);
  });
});
