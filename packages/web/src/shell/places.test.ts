import { describe, expect, it } from 'vitest';
import { matches, places, placesFor } from './places.ts';

describe('the rail', () => {
  it('shows a reader only what a reader may enter', () => {
    expect(placesFor(new Set(['contracts.see', 'parties.see'])).map((place) => place.id)).toEqual(['today', 'contracts', 'search', 'parties', 'settings']);
  });
  it('has a key of its own for every room', () => {
    expect(new Set(places.map((place) => place.jump)).size).toBe(places.length);
  });
});

describe('the command bar', () => {
  it('finds a room by its name, its pinyin and its initials', () => {
    expect(matches('核对', '核对', 'hd hedui desk')).toBe(4);
    expect(matches('HD', '核对', 'hd hedui desk')).toBe(4);
    expect(matches('hed', '核对', 'hd hedui desk')).toBe(3);
    expect(matches('对', '核对', 'hd hedui desk')).toBe(2);
    expect(matches('合同', '核对', 'hd hedui desk')).toBe(0);
  });
});
