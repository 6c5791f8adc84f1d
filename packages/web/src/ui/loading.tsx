import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './loading.module.css';

/** Shown only when the wait is long enough to be noticed. */
export function Loading(): ReactNode {
  const { t } = useTranslation();
  return (
    <p className={styles['loading']} role="status">
      {t('act.loading')}
    </p>
  );
}
