import type { ChainLine } from '@qige/wire';
import type { TFunction } from 'i18next';
import { formatMoment } from '../ui/format.ts';

type Act = Extract<ChainLine, { line: 'act' }>;

/** What else there is to tell of a link: why, what was counted, what changed, what code it got. */
export function sayDetails(t: TFunction, { act, note, facts, pageCount, seenAt }: Act): string[] {
  const code = facts['archivalCode'];
  const voided = facts['voidedCode'];
  const over = facts['overCapacity'];
  const changed = Object.keys(facts).filter((name) => name.endsWith('.to')).map((name) => name.slice(0, -3));
  return [
    ...(typeof code === 'string' ? [t('custody.chain.code', { code })] : []),
    ...(typeof voided === 'string' ? [t('custody.chain.voided', { code: voided })] : []),
    ...changed.map((name) => `${t(`custody.field.${name}`, { defaultValue: name })} ${sayValue(t, name, facts[`${name}.from`])} → ${sayValue(t, name, facts[`${name}.to`])}`),
    ...(pageCount !== null && act !== 'noted' && act !== 'opened' ? [t('custody.chain.pagesCounted', { count: pageCount })] : []),
    ...(pageCount !== null && act === 'opened' ? [t('custody.pages', { count: pageCount })] : []),
    ...(typeof over === 'string' ? [t('custody.chain.overCapacity', { why: over })] : []),
    ...(note ? [note] : []),
    ...(seenAt ? [t('custody.chain.seen', { at: formatMoment(seenAt) })] : []),
  ];
}

function sayValue(t: TFunction, name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (name === 'condition' || name === 'pagingSeal') return t(`custody.${name === 'condition' ? 'condition' : 'pagingSealShort'}.${String(value)}`, { defaultValue: String(value) });
  return String(value);
}
