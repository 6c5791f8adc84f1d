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
  it('is told apart by its kind, and by the name of who is meant', () => {
    const taken = (kind: string): CallRefused => new CallRefused(409, { code: 'party_in_use', message: '', details: { kind, party: { id: 'pty_1', name: '甲公司' } } });
    expect(sayTrouble(i18n.t, taken('code-taken'))).toContain('「甲公司」');
    expect(sayTrouble(i18n.t, taken('of-another-kind'))).toBe(i18n.t('error.party_in_use'));
  });
  it('is said even of what is no refusal at all', () => expect(sayTrouble(i18n.t, new TypeError('x'))).toBe(i18n.t('error.internal')));
});
