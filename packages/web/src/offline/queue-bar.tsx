import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnected } from '../api/live.ts';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { keepShell, takeNewVersion, useNewVersion } from './kept-shell.ts';
import styles from './offline.module.css';
import { queue, useQueue } from './the-queue.ts';

const QueueList = lazy(() => import('./queue-list.tsx').then((file) => ({ default: file.QueueList })));

/** Over every room: whether the archive can be reached, what waits on this device to be sent, what was refused, and a new version. */
export function QueueBar(): ReactNode {
  const { t } = useTranslation();
  const { id, name } = useMe();
  const connected = useConnected();
  const newVersion = useNewVersion();
  const { acts, sending } = useQueue();
  const [open, setOpen] = useState(false);
  useEffect(() => void keepShell(), []);
  useEffect(() => {
    if (!id) return;
    queue.start({ id: id as never, name }).catch(() => {});
    return () => queue.rest();
  }, [id, name]);
  useEffect(() => {
    if (connected) void queue.sendWaiting();
  }, [connected]);
  // What is sent at once is no news.
  const [lasting, setLasting] = useState(false);
  const any = acts.length > 0;
  useEffect(() => {
    const timer = setTimeout(() => setLasting(any), any ? 700 : 0);
    return () => clearTimeout(timer);
  }, [any]);
  const waiting = acts.filter((act) => act.state === 'waiting').length;
  const refused = acts.length - waiting;
  return (
    <>
      {(!connected || (any && lasting)) && (
        <div className={styles['bar']} data-wrong={refused > 0 || undefined} role="status" data-no-print>
          <span>{connected ? (sending ? t('offline.sending') : '') : t('shell.offline')}</span>
          {any && (
            <button type="button" onClick={() => setOpen(true)}>
              {[waiting > 0 && t('offline.waiting', { count: waiting }), refused > 0 && t('offline.refused', { count: refused })].filter(Boolean).join(' · ')}
              <Icon name="right" size={14} />
            </button>
          )}
        </div>
      )}
      {newVersion && (
        <div className={styles['bar']} role="status" data-no-print>
          <span>{t('offline.newVersion')}</span>
          <button type="button" onClick={takeNewVersion}>
            {t('offline.takeNewVersion')}
          </button>
        </div>
      )}
      <Suspense>{open && <QueueList onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
