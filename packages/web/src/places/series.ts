import { laySeries } from '@qige/rules/place-series';
import type { PlaceLevel } from '@qige/wire';
import type { TFunction } from 'i18next';
import { formatCount } from '../ui/format.ts';

/** Codes as most archives give them; each can be typed over. */
const usual: Readonly<Record<string, string>> = { site: 'S{n}', firm: 'F{n}', room: 'K{n}', row: 'L{n}', cabinet: 'G{n:2}', safe: 'BX{n}', shelf: '{in}-{n}', box: '{in}-{n:2}', slot: '{n}', table: 'Z{n}' };
export const usualCode = (kind: string): string => usual[kind] ?? `${kind.charAt(0).toUpperCase()}{n}`;

/** What a series comes to, in words: how many of each kind, and the first and last code; or why it cannot be laid out. */
export function saySeries(t: TFunction, levels: readonly PlaceLevel[], within: string, nameOf: (kind: string) => string): { good: boolean; text: string } {
  const laid = laySeries(levels.map(({ count = 1, from = 1, code, name = '' }) => ({ count, from, code, name })), within);
  if (laid.kind !== 'good') return { good: false, text: t(`places.series.${laid.kind}`, { kind: nameOf(levels[laid.level]?.kind ?? '') }) };
  const counts = levels.map((level, at) => `${nameOf(level.kind)} ${formatCount(laid.places.filter((one) => one.level === at).length)}`);
  const last = laid.places.filter((one) => one.level === levels.length - 1);
  const [first, final] = [last[0]?.code ?? '', last.at(-1)?.code ?? ''];
  return { good: true, text: t('places.series.good', { counts: counts.join(t('act.comma')), codes: first === final ? first : `${first} … ${final}` }) };
}
