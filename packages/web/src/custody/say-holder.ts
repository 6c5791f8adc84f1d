import type { CopyHolder } from '@qige/wire';
import type { TFunction } from 'i18next';

/** Who or what answers for a paper, in a word. */
export function sayHolder(t: TFunction, at: CopyHolder): string {
  if (at.holder === 'place') return at.place;
  if (at.holder === 'person') return at.name;
  if (at.holder === 'outside') return at.outside;
  return t(`custody.${at.holder}`);
}
