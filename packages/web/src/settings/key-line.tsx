import type { KeyRow } from '@qige/wire';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';

/** Why a key opens nothing any more; null while it does. */
export function keyOver(key: KeyRow, now: string): 'revoked' | 'expired' | null {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && key.expiresAt < now ? 'expired' : null;
}

export function KeyTitle({ row, over }: { row: KeyRow; over: 'revoked' | 'expired' | null }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <b>{row.name}</b> <code>{row.start}…</code> {over && <Tag tone="wrong">{t(`settings.${over}`)}</Tag>}
    </>
  );
}

export function sayKey(t: TFunction, { createdAt, expiresAt, lastUsedAt }: KeyRow): string {
  return [
    t('settings.since', { at: formatMoment(createdAt) }),
    ...(expiresAt ? [t('settings.until', { at: formatMoment(expiresAt) })] : []),
    ...(lastUsedAt ? [t('settings.lastSeen', { at: formatMoment(lastUsedAt) })] : []),
  ].join(' · ');
}
