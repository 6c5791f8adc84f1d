import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDark } from '../theme/theme-choice.ts';
import { fullness, heatColour, heatOf, type Filled } from './fill.ts';
import { sayFill } from './names.ts';
import styles from './places.module.css';

/** How full a place is, as a bar and in words; in the colours of the room's picture. */
export function FillBar({ place, wide }: { place: Filled; wide?: boolean }): ReactNode {
  const { t } = useTranslation();
  const dark = useIsDark();
  const share = fullness(place);
  return (
    <span className={styles['fill']} data-wide={wide || undefined}>
      {share !== null && (
        <span className={styles['track']} aria-hidden="true">
          <i style={{ width: `${Math.min(100, share * 100)}%`, background: heatColour(heatOf(place), dark) }} />
        </span>
      )}
      <span>
        {sayFill(t, place)}
        {share !== null && share > 1.011 && <b>{t('places.over')}</b>}
      </span>
    </span>
  );
}
