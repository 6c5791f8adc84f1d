import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { auditKinds } from '@qige/wire';
import { words as english } from '../words/en/words.ts';
import { words } from '../words/zh/words.ts';
import { kindGroups, sayEvent, sayFacts, sayOf } from './say-event.ts';

const i18n = createInstance();
await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: words }, en: { translation: english } }, interpolation: { escapeValue: false } });
const { t } = i18n;

describe('an event of the trail', () => {
  it('is a sentence', () => expect(sayEvent(t, 'contract.registered')).toBe('合同登记'));
  it('that the screen does not know yet is shown as it is', () => expect(sayEvent(t, 'moon.landed-on')).toBe('moon.landed-on'));
  it('says what a change made of what', () => {
    expect(sayFacts(t, { changed: ['amount', 'title'], 'amount.from': '100.00', 'amount.to': '250.50', 'title.from': null, 'title.to': '合同' })).toBe('改动 金额 100.00 → 250.50；合同名称 – → 合同');
  });
  it('says what was searched for', () => {
    expect([sayEvent(t, 'search.asked'), sayEvent(t, 'search.saved'), sayEvent(t, 'search.forgotten'), sayEvent(t, 'archive-copy.asked')]).toEqual(['检索', '保存检索', '删除保存的检索', '要求重做归档 PDF']);
    expect(sayFacts(t, { words: '保密', year: 2025, state: 'performing', contractTypeId: 'cty_1' })).toBe('检索词 保密 · 年度 2025 · 状态 履行中');
  });
  it('says by what somebody came in', () => expect(sayFacts(t, { by: 'oidc+code' })).toBe('凭 统一登录 + 验证码'));
  it('names the contract once', () => {
    expect(sayOf(t, { contractNumber: 'XS-2026-0001', facts: { pages: 2 } })).toBe('XS-2026-0001 · 页数 2');
    expect(sayOf(t, { contractNumber: 'XS-2026-0001', facts: { number: 'XS-2026-0001' } })).toBe('编号 XS-2026-0001');
    expect(sayOf(t, { contractNumber: null, facts: {} })).toBe('');
  });
  it('keeps checksums and ids to itself', () => expect(sayFacts(t, { sha256: 'abc', files: ['fil_1'], number: 'XS-2026-0001' })).toBe('编号 XS-2026-0001'));
});

describe.each(['zh-CN', 'en'])('the choice of events in %s', (language) => {
  const say = i18n.getFixedT(language);
  const groups = kindGroups(say);
  const offered = groups.flatMap(({ options }) => options);

  it('offers every kind of event there is', () => expect(auditKinds.filter((kind) => !offered.some(({ value }) => value === kind))).toEqual([]));
  it('says each in words, and no two of a heading alike', () => {
    expect(offered.filter(({ value, label }) => label === value || label.startsWith('event.'))).toEqual([]);
    expect(groups.filter(({ label }) => label.startsWith('audit.kind.'))).toEqual([]);
    for (const { options } of groups) expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
  });
  it('has no words for events that are none', () => {
    const spoken = Object.entries(words.event).flatMap(([heading, kinds]) => Object.keys(kinds).map((one) => `${heading}.${one}`));
    expect(spoken.filter((kind) => !(auditKinds as readonly string[]).includes(kind))).toEqual([]);
  });
});
