import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** An estimate as people say it: to the half minute, then to the minute. */
export function SayTimeLeft({ seconds }: { seconds: number | null }): ReactNode {
  const { t } = useTranslation();
  if (seconds === null) return null;
  const minutes = Math.round(seconds / 60);
  const said = seconds < 45 ? t('time.soon') : minutes < 90 ? t('time.minutes', { count: Math.max(1, minutes) }) : t('time.hours', { count: Math.round(minutes / 60) });
  return <> · {said}</>;
}
