import { endMySessionEndpoint, listMySessionsEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { browserOf } from './browser-name.ts';

export function Sessions(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listMySessionsEndpoint, {});
  const end = useAct(endMySessionEndpoint, ['/me/sessions']);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <>
      <Says>{t('settings.sessionsSay')}</Says>
      <Lines>
        {list.data.sessions.map((one) => (
          <Line
            key={one.id}
            title={
              <>
                {browserOf(one.browser) || t('settings.unknownBrowser')} {one.current && <Tag tone="done">{t('settings.thisDevice')}</Tag>}
              </>
            }
            says={`${one.address} · ${t('settings.since', { at: formatMoment(one.createdAt) })} · ${t('settings.lastSeen', { at: formatMoment(one.lastSeenAt) })}`}
            tools={
              !one.current && (
                <Button size="small" loading={end.isPending && end.variables.params.sessionId === one.id} onClick={() => end.mutate({ params: { sessionId: one.id } }, { onSuccess: () => say(t('settings.sessionEnded')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                  {t('settings.endSession')}
                </Button>
              )
            }
          />
        ))}
      </Lines>
    </>
  );
}
