import {
  call,
  dismissFileEndpoint,
  downloadReceivedFileEndpoint,
  givePasswordEndpoint,
  type listSetAsideFilesEndpoint,
  type ReceivedFile,
  retryFileEndpoint,
  takeDuplicateEndpoint,
  urlOf,
} from '@qige/wire';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh, type ReplyOf, useAct } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment, formatSize } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import styles from './scans.module.css';

type FilesPaged = UseInfiniteQueryResult<InfiniteData<ReplyOf<typeof listSetAsideFilesEndpoint>>>;

export function FileList({ list, kind }: { list: FilesPaged; kind: 'quarantined' | 'duplicate' }): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const files = list.data.pages.flatMap((page) => page.files);
  if (files.length === 0) return <Empty icon="check" title={t(`intake.none.${kind}`)} text={t(`intake.noneHint.${kind}`)} />;
  const waiting = files.filter((file) => file.state === kind);
  const dismissAll = async (): Promise<void> => {
    try {
      for (const { id } of waiting) await call(send, dismissFileEndpoint, { params: { fileId: id } });
      say(t('intake.dismissedAll', { count: waiting.length }));
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    } finally {
      await refresh(stale);
    }
  };
  return (
    <>
      {may.has('intake.add') && waiting.length > 2 && (
        <Button size="small" style={{ display: 'block', marginBottom: 8 }} onClick={() => void dismissAll()}>
          {t('intake.dismissAll', { count: waiting.length })}
        </Button>
      )}
      <FileLines files={files} withBatch more={list} />
    </>
  );
}

/** `first`: so many lines, and the rest on request; `more`: where further files come from. */
export function FileLines({ files, withBatch, first = Number.POSITIVE_INFINITY, more }: { files: readonly ReceivedFile[]; withBatch?: boolean; first?: number; more?: FilesPaged }): ReactNode {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, files.length - first);
  return (
    <ul className={styles['files']}>
      {files.slice(0, files.length - hidden).map((file) => (
        <FileLine key={file.id} file={file} withBatch={withBatch ?? false} />
      ))}
      {hidden > 0 && (
        <li className={styles['file']}>
          <button type="button" className={styles['more']} onClick={() => setAll(true)}>
            {more?.hasNextPage ? t('act.more') : t('intake.andMore', { count: hidden })}
          </button>
        </li>
      )}
      {hidden === 0 && more?.hasNextPage && (
        <li className={styles['file']}>
          <Button loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
            {t('act.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

const stale = ['/files', '/batches'];

/** A file that could not be taken as it is: why, in plain words, and what can be done. */
function FileLine({ file, withBatch }: { file: ReceivedFile; withBatch: boolean }): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const retry = useAct(retryFileEndpoint, stale);
  const dismiss = useAct(dismissFileEndpoint, stale);
  const take = useAct(takeDuplicateEndpoint, stale);
  const password = useAct(givePasswordEndpoint, stale);
  const at = { params: { fileId: file.id } };
  const trouble = { onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' }) };
  const encrypted = file.reason === 'password_needed' || file.reason === 'password_wrong';
  return (
    <li className={styles['file']}>
      <Icon name={file.state === 'duplicate' ? 'copy' : encrypted ? 'lock' : 'warn'} />
      <div className={styles['fileSays']}>
        <p className={styles['fileName']}>
          {file.folder && <span className={styles['faint']}>{file.folder}/</span>}
          {file.name} <span className={styles['faint']}>{formatSize(file.size)}</span>
        </p>
        {file.state === 'duplicate' && file.duplicateOf ? (
          <p>
            {t('intake.duplicateOf', { name: file.duplicateOf.name, batch: file.duplicateOf.batchName })}{' '}
            {file.duplicateOf.contractId ? (
              <Link to="/contracts/$contractId" params={{ contractId: file.duplicateOf.contractId }}>
                {t('act.open')}
              </Link>
            ) : (
              file.duplicateOf.scanId && (
                <Link to="/desk/$scanId" params={{ scanId: file.duplicateOf.scanId }} search={{}}>
                  {t('act.open')}
                </Link>
              )
            )}
          </p>
        ) : (
          <p>{file.state === 'duplicate' ? t('intake.duplicateElsewhere') : t(`quarantine.${file.reason ?? 'broken'}`, { ...file.reasonDetails })}</p>
        )}
        {withBatch && (
          <p className={styles['faint']}>
            {file.batchName || t('intake.unnamed')} · {formatMoment(file.receivedAt)}
          </p>
        )}
      </div>
      <div className={styles['fileTools']}>
        {may.has('intake.add') && file.state === 'quarantined' && !encrypted && (
          <Button size="small" loading={retry.isPending} onClick={() => retry.mutate(at, { onSuccess: () => say(t('intake.retried')), ...trouble })}>
            {t('act.again')}
          </Button>
        )}
        {may.has('intake.add') && encrypted && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('intake.password')}
          </Button>
        )}
        {may.has('intake.add') && file.state === 'duplicate' && (
          <Button size="small" loading={take.isPending} onClick={() => take.mutate(at, { onSuccess: () => say(t('intake.taken')), ...trouble })}>
            {t('intake.take')}
          </Button>
        )}
        <Button size="small" href={urlOf(downloadReceivedFileEndpoint, at)} download>
          {t('intake.download')}
        </Button>
        {may.has('intake.add') && (
          <Button size="small" loading={dismiss.isPending} onClick={() => dismiss.mutate(at, { onSuccess: () => say(t('intake.dismissed')), ...trouble })}>
            {t('intake.dismiss')}
          </Button>
        )}
      </div>
      {asking && (
        <AskText
          title={t('intake.passwordTitle')}
          hint={file.name}
          label={t('intake.password')}
          secret
          confirm={t('act.open')}
          cancel={t('act.cancel')}
          busy={password.isPending}
          trouble={password.error ? sayTrouble(t, password.error) : undefined}
          onCancel={() => setAsking(false)}
          onAnswer={(text) =>
            password.mutate(
              { ...at, body: { password: text } },
              {
                onSuccess: () => {
                  setAsking(false);
                  say(t('intake.retried'));
                },
              },
            )
          }
        />
      )}
    </li>
  );
}
