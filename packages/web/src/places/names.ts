import { listPlaceKindsEndpoint, type PlaceKind } from '@qige/wire';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { formatCount } from '../ui/format.ts';
import type { Filled } from './fill.ts';

/** Code and name as they stand on the label. */
export const titleOf = ({ code, name }: { code: string; name?: string | undefined }): string => (name ? `${code} ${name}` : code);

export function useKinds(): { kinds: readonly PlaceKind[]; nameOf: (code: string) => string; of: (code: string) => PlaceKind | undefined } {
  const { i18n } = useTranslation();
  const list = useAsk(listPlaceKindsEndpoint, {}, { staleTime: 60_000 });
  const kinds = list.data?.kinds ?? [];
  const of = (code: string): PlaceKind | undefined => kinds.find((kind) => kind.code === code);
  return { kinds, of, nameOf: (code) => of(code)?.[i18n.language === 'en' ? 'nameEn' : 'name'] ?? code };
}

/** What stands in it of what it takes, in words. */
export function sayFill(t: TFunction, { held, heldMm, capacity, capacityMm }: Filled): string {
  const mm = Math.round(heldMm);
  const parts = [capacity ? t('places.heldOf', { held: formatCount(held), capacity: formatCount(capacity) }) : t('places.held', { held: formatCount(held) })];
  if (capacityMm) parts.push(t('places.mmOf', { mm: formatCount(mm), capacity: formatCount(capacityMm) }));
  else if (mm > 0) parts.push(t('places.mm', { mm: formatCount(mm) }));
  return parts.join(' · ');
}
