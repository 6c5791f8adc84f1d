import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { words as english } from '../words/en/words.ts';
import { words as chinese } from '../words/zh/words.ts';
import { keptOf, sayChecked, sayChecklist } from './say-round.ts';

const speaking = async (lng: string, translation: object) => {
  const i18n = createInstance();
  await i18n.init({ lng, resources: { [lng]: { translation } }, interpolation: { escapeValue: false } });
  return i18n.t;
};
const [en, zh] = [await speaking('en', english), await speaking('zh-CN', chinese)];
const checklist = { name: '库房九防', source: '机关档案管理规定（国家档案局令第13号）', lines: ['防火', '防紫外线', '灭火器在位'] };

test('a checklist that came with the archive is read in the reader’s language, and what was added to it as it was written', () => {
  expect(sayChecklist(en, checklist)).toEqual({ name: 'Nine protections', source: expect.stringContaining('Order No. 13'), lines: ['Fire', 'Ultraviolet light', '灭火器在位'] });
  expect(sayChecklist(zh, checklist).lines).toEqual(checklist.lines);
});

test('a line left as it was is kept so that others read it in theirs; one that was changed is kept as typed', () => {
  expect(['Fire', 'Ultraviolet light and lamps', '灭火器在位'].map(keptOf(en, checklist))).toEqual(['防火', 'Ultraviolet light and lamps', '灭火器在位']);
  expect(sayChecked(en, 'Dust')).toBe('Dust');
});
