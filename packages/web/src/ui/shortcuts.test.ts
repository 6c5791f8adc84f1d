import { describe, expect, it } from 'vitest';
import { capsOf, pressOf } from './shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}): string =>
  pressOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('a key press', () => {
  it('takes ⌘ for Ctrl', () => expect(press('k', { metaKey: true })).toBe(press('K', { ctrlKey: true })));
  it('names the space bar', () => expect(press(' ')).toBe('space'));
  it('passes over the shift that a sign needs on some keyboards', () => expect(press('?', { shiftKey: true })).toBe('?'));
  it('keeps the shift of a letter and of a named key', () => {
    expect(press('R', { shiftKey: true })).toBe('shift+r');
    expect(press('Enter', { shiftKey: true, ctrlKey: true })).toBe('ctrl+shift+enter');
  });
});

describe('the caps shown for it', () => {
  it('are one a key', () => expect(capsOf('ctrl+enter')).toEqual(['Ctrl', '↵']));
  it('follow each other in a sequence', () => expect(capsOf('g d')).toEqual(['G', 'D']));
  it('can be the plus sign', () => expect(capsOf('+')).toEqual(['+']));
});
