import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDark } from '../theme/theme-choice.ts';
import { heatColour, heats } from './fill.ts';
import styles from './room.module.css';

export function Legend(): ReactNode {
  const { t } = useTranslation();
  const dark = useIsDark();
  return (
    <ul className={styles['legend']} aria-label={t('places.legend')}>
      {heats.map((heat) => (
        <li key={heat}>
          <i style={{ background: heatColour(heat, dark) }} />
          {t(`places.heat.${heat}`)}
        </li>
      ))}
    </ul>
  );
}
