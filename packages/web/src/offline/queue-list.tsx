import { CallRefused } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import type { WaitingAct } from './acts.ts';
import styles from './offline.module.css';
import { dropAct, queue, tryAgain, useQueue } from './the-queue.ts';

/** What this device has still to send: in order, each refusal with its reason and a way on. */
export function QueueList({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const { acts, sending } = useQueue();
  const mine = acts.filter((act) => act.personId === me.id);
  const others = Map.groupBy(acts.filter((act) => act.personId !== me.id), (act) => act.personName);
  return (
    <Dialog open title={t('offline.title')} onCancel={onClose} footer={null} width={560}>
      <p className={styles['says']}>{t(mine.length === 0 ? 'offline.none' : 'offline.says')}</p>
      <ol className={styles['acts']}>
        {mine.map((act) => (
          <Line key={act.actId} act={act} onClose={onClose} />
        ))}
      </ol>
      {[...others].map(([name, theirs]) => (
        <p key={name} className={styles['others']}>
          {t('offline.others', { name, count: theirs.length })}
        </p>
      ))}
      {mine.some((act) => act.state === 'waiting') && (
        <Button size="large" block icon={<Icon name="again" size={16} />} loading={sending} onClick={() => void queue.sendWaiting()}>
          {t('offline.sendNow')}
        </Button>
      )}
    </Dialog>
  );
}

function Line({ act, onClose }: { act: WaitingAct; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const drop = (): void => {
    void dropAct(act.actId);
    say(t('offline.dropped', { act: act.says }));
  };
  return (
    <li data-state={act.state}>
      <div>
        <b>{act.says}</b>
        <span className={styles['faint']}>{formatMoment(act.seenAt)}</span>
      </div>
      {act.refusal && <p className={styles['refusal']}>{sayTrouble(t, new CallRefused(act.refusal.status, act.refusal.error))}</p>}
      <div className={styles['tools']}>
        {act.state === 'refused' && act.href && (
          <Button
            onClick={() => {
              onClose();
              void navigate({ to: act.href as never });
            }}
          >
            {t('offline.correct')}
          </Button>
        )}
        {act.state === 'refused' && <Button onClick={() => void tryAgain(act.actId)}>{t('act.again')}</Button>}
        <Button type="text" onClick={drop}>
          {t('offline.drop')}
        </Button>
      </div>
    </li>
  );
}
