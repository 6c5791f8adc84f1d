import { PageFailure } from '@qige/wire';
import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { words as en } from '../words/en/words.ts';
import { words as zh } from '../words/zh/words.ts';
import { sayFailure, sayFinding } from './say-reading.ts';

const i18n = createInstance();
await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zh }, en: { translation: en } }, interpolation: { escapeValue: false } });

it.each(PageFailure.options)('a page that failed as %s says so and what to do, in both languages', (failure) => {
  for (const language of ['zh-CN', 'en']) expect(sayFailure(i18n.getFixedT(language), failure)).not.toMatch(/^pageFailure|^$/);
});

it('the amounts of a finding stand with their thousands, in both languages', () => {
  const finding = { type: 'amountMismatch' as const, params: { digits: '1740430.00', uppercase: '壹佰柒拾肆万', uppercaseValue: '1740000.00' } };
  for (const language of ['zh-CN', 'en']) expect(sayFinding(i18n.getFixedT(language), finding)).toMatch(/¥1,740,430\.00.*¥1,740,000\.00/);
});
