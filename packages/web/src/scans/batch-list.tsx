import { type Batch, listBatchesEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { BatchDetail } from './batch-detail.tsx';
import { SayTimeLeft } from './time-left.tsx';
import styles from './scans.module.css';

/** Batches, newest first, each with how far it has come. */
export function BatchList({ open, onOpen }: { open: string | undefined; onOpen: (batchId: string | undefined) => void }): ReactNode {
  const { t } = useTranslation();
  const list = useAskPaged(listBatchesEndpoint, { query: {} }, (after) => ({ query: after ? { after } : {} }));
  const batches = list.data?.pages.flatMap((page) => page.batches) ?? [];
  const at = batches.findIndex((batch) => batch.id === open);
  const go = (to: number): void => onOpen(batches[Math.max(0, Math.min(batches.length - 1, to))]?.id);
  useShortcuts(t('keys.list'), [
    { keys: 'j', says: t('keys.next'), run: () => go(at + 1) },
    { keys: 'k', says: t('keys.previous'), run: () => go(at - 1) },
    { keys: 'escape', off: !open, run: () => onOpen(undefined) },
  ]);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (batches.length === 0) return <Empty icon="folder" title={t('intake.noBatches')} text={t('intake.noBatchesHint')} />;
  return (
    <>
      <ul className={styles['batches']}>
        {batches.map((batch) => (
          <li key={batch.id}>
            <button type="button" className={styles['batch']} aria-expanded={batch.id === open} onClick={() => onOpen(batch.id === open ? undefined : batch.id)}>
              <Icon name={batch.id === open ? 'down' : 'right'} size={14} />
              <span className={styles['batchName']}>
                <b>{batch.name || t('intake.unnamed')}</b>
                <span className={styles['faint']}>
                  {t(`intake.source.${batch.source}`)} · {batch.createdBy} · {formatMoment(batch.createdAt)}
                </span>
              </span>
              <BatchState batch={batch} />
            </button>
            {batch.id === open && <BatchDetail batchId={batch.id} />}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button style={{ marginTop: 12 }} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}

export function BatchState({ batch: { progress, secondsLeft } }: { batch: Batch }): ReactNode {
  const { t } = useTranslation();
  const pagesDone = progress.pagesRead + progress.pagesFailed;
  const working = progress.received > 0 || progress.reading > 0 || pagesDone < progress.pages;
  return (
    <span className={styles['batchState']}>
      <span className={styles['tags']}>
        {progress.quarantined > 0 && <Tag tone="wrong">{t('intake.quarantinedCount', { count: progress.quarantined })}</Tag>}
        {progress.duplicates > 0 && <Tag tone="wait">{t('intake.duplicateCount', { count: progress.duplicates })}</Tag>}
        {progress.read > 0 && <Tag>{t('intake.toCheck', { count: progress.read })}</Tag>}
        {progress.registered > 0 && <Tag tone="done">{t('intake.registeredCount', { count: progress.registered })}</Tag>}
      </span>
      <span className={styles['batchLine']}>
        <span className={styles['faint']}>
          {progress.pages === 0 ? t('intake.files_n', { count: progress.files }) : t('intake.pagesRead', { done: pagesDone, of: progress.pages })}
          {working && <SayTimeLeft seconds={secondsLeft} />}
        </span>
        <Progress done={pagesDone} of={Math.max(1, progress.pages)} label={t('desk.reading')} />
      </span>
    </span>
  );
}
