import { endMySessionEndpoint, listMySessionsEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { browserOf } from './browser-name.ts';
import styles from './settings.module.css';

export function Sessions(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listMySessionsEndpoint, {});
  const end = useAct(endMySessionEndpoint, ['/me/sessions']);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <>
      <p className={styles['say']}>{t('settings.sessionsSay')}</p>
      <ul className={styles['lines']}>
        {list.data.sessions.map((one) => (
          <li key={one.id}>
            <span className={styles['main']}>
              {browserOf(one.browser) || t('settings.unknownBrowser')} {one.current && <Tag tone="done">{t('settings.thisDevice')}</Tag>}
              <small>
                {one.address} · {t('settings.since', { at: formatMoment(one.createdAt) })} · {t('settings.lastSeen', { at: formatMoment(one.lastSeenAt) })}
              </small>
            </span>
            {!one.current && (
              <Button size="small" onClick={() => end.mutate({ params: { sessionId: one.id } }, { onSuccess: () => say(t('settings.sessionEnded')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                {t('settings.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
