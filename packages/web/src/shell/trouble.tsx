import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { Empty } from '../ui/empty.tsx';
import { useTabTitle } from '../ui/tab-title.ts';

/** A screen that could not be drawn or fetched; the rest of the house goes on. */
export function Trouble({ error, reset }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <Empty icon="warn" title={t('trouble.title')} text={sayTrouble(t, error)}>
      <Button
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t('act.again')}
      </Button>
    </Empty>
  );
}

export function NothingHere(): ReactNode {
  const { t } = useTranslation();
  useTabTitle(() => t('trouble.nothingHere'));
  return (
    <Empty icon="search" title={t('trouble.nothingHere')} text={t('trouble.nothingHereWhy')}>
      <Link to="/today">{t('trouble.toToday')}</Link>
    </Empty>
  );
}
