import type { CopyHolder } from '@qige/wire';
import type { TFunction } from 'i18next';

/** Who or what answers for a paper, in a word. */
export function sayHolder(t: TFunction, at: CopyHolder): string {
  if (at.holder === 'place') return at.place;
  if (at.holder === 'person') return at.name;
  if (at.holder === 'outside') return at.outside;
  return t(`custody.${at.holder}`);
}

/** The same for a narrow cell. */
export const sayHolderShortly = (t: TFunction, at: CopyHolder): string => (at.holder === 'place' ? endOfPlace(at.place) : sayHolder(t, at));

/** Of a place its end, which is what tells one box from another. */
export function endOfPlace(place: string): string {
  const parts = place.split(' / ');
  return parts.length > 3 ? `… / ${parts.slice(-3).join(' / ')}` : place;
}
