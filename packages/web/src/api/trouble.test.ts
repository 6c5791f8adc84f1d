import { CallRefused, ErrorCode } from '@qige/wire';
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { words as en } from '../words/en/words.ts';
import { words as zh } from '../words/zh/words.ts';
import { fieldProblems, sayTrouble } from './trouble.ts';

const i18n = createInstance();
await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zh }, en: { translation: en } }, interpolation: { escapeValue: false } });

describe('what went wrong', () => {
  it.each(ErrorCode.options)('%s has its own sentence in both languages', (code) => {
    const refused = new CallRefused(409, { code, message: 'for programs' });
    for (const language of ['zh-CN', 'en']) expect(sayTrouble(i18n.getFixedT(language), refused)).not.toMatch(/^error\.|for programs/);
  });
  it('names the fields that are not filled in correctly', () => {
    const refused = new CallRefused(400, { code: 'invalid_request', message: '', details: { fields: [{ field: 'email', problem: 'Invalid' }] } });
    expect(fieldProblems(refused)).toEqual([{ field: 'email', problem: 'Invalid' }]);
    expect(sayTrouble(i18n.t, refused)).toContain('email');
  });
  it('is said even of what is no refusal at all', () => expect(sayTrouble(i18n.t, new TypeError('x'))).toBe(i18n.t('error.internal')));
});
