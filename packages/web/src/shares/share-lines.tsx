import { type OverseenShare, revokeShareEndpoint, type ShareLink } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';

/** Links with how they stand; the open ones can be closed. */
export function ShareLines({ shares, withContract = false, withMaker = true }: { shares: readonly ShareLink[]; withContract?: boolean; withMaker?: boolean }): ReactNode {
  const { t } = useTranslation();
  const revoke = useAct(revokeShareEndpoint, ['/contracts/:contractId/shares', '/shares']);
  return (
    <Lines>
      {shares.map((share) => (
        <Line
          key={share.id}
          title={<ShareTitle share={share} />}
          says={sayShare(t, share, withMaker)}
          tools={
            share.may.revoke && (
              <Button
                size="small"
                aria-label={`${t('shares.revoke')}: ${share.recipient}`}
                loading={revoke.isPending && revoke.variables?.params.shareId === share.id}
                onClick={() => revoke.mutate({ params: { shareId: share.id } }, { onSuccess: () => say(t('shares.revoked')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
              >
                {t('shares.revoke')}
              </Button>
            )
          }
        >
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
        </Line>
      ))}
    </Lines>
  );
}

export function ShareTitle({ share }: { share: OverseenShare }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <b>{share.recipient}</b> <Tag tone={share.state === 'open' ? 'done' : 'plain'}>{t(`shares.state.${share.state}`)}</Tag>
    </>
  );
}

export function sayShare(t: TFunction, { expiresAt, pages, mostViews, views, lastViewedAt, hasPassword, madeBy }: OverseenShare, withMaker: boolean): string {
  return [
    ...(withMaker ? [madeBy.name] : []),
    t('shares.until', { at: formatMoment(expiresAt) }),
    t('shares.pageCount', { count: pages }),
    mostViews === null ? t('shares.views', { count: views }) : t('shares.viewsOf', { views, most: mostViews }),
    ...(lastViewedAt ? [t('shares.lastViewed', { at: formatMoment(lastViewedAt) })] : []),
    ...(hasPassword ? [t('shares.withPassword')] : []),
  ].join(' · ');
}
