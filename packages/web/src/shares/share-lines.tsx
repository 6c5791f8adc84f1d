import { revokeShareEndpoint, type ShareLink } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { formatMoment } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import styles from './shares.module.css';

/** Links with how they stand; the open ones can be closed. */
export function ShareLines({ shares, withContract = false, withMaker = true }: { shares: readonly ShareLink[]; withContract?: boolean; withMaker?: boolean }): ReactNode {
  const { t } = useTranslation();
  const revoke = useAct(revokeShareEndpoint, ['/contracts/:contractId/shares', '/shares']);
  return (
    <ul className={styles['lines']}>
      {shares.map((share) => (
        <li key={share.id}>
          <span className={styles['main']}>
            <b>{share.recipient}</b> <Tag tone={share.state === 'open' ? 'done' : 'plain'}>{t(`shares.state.${share.state}`)}</Tag>
            {withContract && (
              <small>
                {share.contract ? (
                  <Link to="/contracts/$contractId" params={{ contractId: share.contractId }}>
                    {share.contract.number} {share.contract.title}
                  </Link>
                ) : (
                  t('shares.contractHidden')
                )}
              </small>
            )}
            <small>
              {[
                t('shares.until', { at: formatMoment(share.expiresAt) }),
                t('shares.pageCount', { count: share.pages }),
                share.mostViews === null ? t('shares.views', { count: share.views }) : t('shares.viewsOf', { views: share.views, most: share.mostViews }),
                ...(share.lastViewedAt ? [t('shares.lastViewed', { at: formatMoment(share.lastViewedAt) })] : []),
                ...(share.hasPassword ? [t('shares.withPassword')] : []),
                ...(withMaker ? [share.madeBy.name] : []),
              ].join(' · ')}
            </small>
          </span>
          {share.may.revoke && (
            <Button
              size="small"
              loading={revoke.isPending && revoke.variables?.params.shareId === share.id}
              onClick={() => revoke.mutate({ params: { shareId: share.id } }, { onSuccess: () => say(t('shares.revoked')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
            >
              {t('shares.revoke')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
