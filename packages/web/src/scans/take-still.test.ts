import { expect, it } from 'vitest';
import { cropOf } from './take-still.ts';

const quad = [{ x: 0.2, y: 0.1 }, { x: 0.8, y: 0.12 }, { x: 0.78, y: 0.9 }, { x: 0.18, y: 0.88 }] as const;
it('keeps the page with a margin', () => expect(cropOf(quad, 1_000, 2_000, 0.02)).toEqual({ x: 160, y: 160, width: 660, height: 1_680 }));
it('goes no further than the picture', () => expect(cropOf([{ x: -0.02, y: 0 }, { x: 1.01, y: 0 }, { x: 1, y: 1.03 }, { x: 0, y: 1 }], 640, 480)).toEqual({ x: 0, y: 0, width: 640, height: 480 }));
it('keeps all where no page was found', () => expect(cropOf(undefined, 640, 480)).toEqual({ x: 0, y: 0, width: 640, height: 480 }));
