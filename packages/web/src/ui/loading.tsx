import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './loading.module.css';

/** Shown only when the wait is long enough to be noticed; `now`: it has been already. */
export function Loading({ now = false }: { now?: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <p className={styles['loading']} data-now={now || undefined} role="status">
      {t('act.loading')}
    </p>
  );
}
