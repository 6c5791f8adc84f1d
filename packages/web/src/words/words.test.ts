import { Permission } from '@qige/wire';
import { describe, expect, it } from 'vitest';
import { words as en } from './en/words.ts';
import { words as zh } from './zh/words.ts';

/** `a.b.c`; the plural endings of English and Chinese differ, so they are taken off. */
function keysOf(words: object, under = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) => {
    const key = under ? `${under}.${name}` : name;
    return typeof value === 'string' ? [key.replace(/_(one|other)$/, '')] : keysOf(value as object, key);
  });
}

const files = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!./zh/*', '!./en/*'], { query: '?raw', import: 'default', eager: true });
const code = Object.values(files);

const quoted = code.flatMap((text) => [...text.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)+)['"`]/g)].map((match) => match[1] ?? ''));
/** `t(`error.${code}`)`: everything that begins so is in use. */
const begun = code.flatMap((text) => [...text.matchAll(/`([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)*\.)\$\{/g)].map((match) => match[1] ?? ''));
const asked = code.flatMap((text) => [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''));

const zhKeys = new Set(keysOf(zh));
const enKeys = new Set(keysOf(en));

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...enKeys].filter((key) => !zhKeys.has(key))).toEqual([]);
    expect([...zhKeys].filter((key) => !enKeys.has(key))).toEqual([]);
  });

  it('have every word that is asked for', () => {
    expect(asked.filter((key) => !zhKeys.has(key))).toEqual([]);
  });

  it('have a word for every permission', () => {
    expect(Permission.options.filter((one) => !zhKeys.has(`permission.${one}`))).toEqual([]);
  });

  it('have no word that nobody asks for', () => {
    const used = new Set(quoted);
    expect([...zhKeys].filter((key) => !used.has(key) && !begun.some((start) => key.startsWith(start)))).toEqual([]);
  });

  it('leave no Chinese in the English and take the same blanks', () => {
    const flat = (words: object, under = ''): [string, string][] =>
      Object.entries(words).flatMap(([name, value]) =>
        typeof value === 'string' ? [[`${under}${name}`, value] as [string, string]] : flat(value as object, `${under}${name}.`),
      );
    const blanks = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].sort();
    const chinese = new Map(flat(zh).map(([key, text]) => [key.replace(/_(one|other)$/, ''), text]));
    for (const [key, text] of flat(en)) {
      if (key.endsWith('_one')) continue;
      expect([key, blanks(text)]).toEqual([key, blanks(chinese.get(key.replace(/_other$/, '')) ?? '')]);
    }
    expect(flat(en).filter(([key, text]) => /[一-鿿]/.test(text) && !key.startsWith('language.') && !key.includes('example'))).toEqual([]);
  });
});
