import { expect, it } from 'vitest';
import { browserOf } from './browser-name.ts';

it('names browser and system as people call them', () => {
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge · Windows');
  expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari · iOS');
  expect(browserOf('curl/8.0')).toBe('');
  expect(browserOf(null)).toBe('');
});
