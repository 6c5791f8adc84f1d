import { useSyncExternalStore } from 'react';

const media = (query: string) => {
  const list = window.matchMedia(query);
  return (): boolean =>
    useSyncExternalStore(
      (hear) => {
        list.addEventListener('change', hear);
        return () => list.removeEventListener('change', hear);
      },
      () => list.matches,
    );
};

/** Narrow enough for one hand: tables become cards, the rail lies at the bottom. */
export const useIsPhone = media('(max-width: 640px)');
/** Too narrow for a list and a panel side by side. */
export const useIsNarrow = media('(max-width: 900px)');
