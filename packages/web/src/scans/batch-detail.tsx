import { type BatchId, listBatchFilesEndpoint, type ScanSummary, showBatchEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { pageThumbnail } from '../reading/page-addresses.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { FileLines } from './file-list.tsx';
import styles from './scans.module.css';

const tones: Partial<Record<ScanSummary['state'], Tone>> = { registered: 'done', rescan: 'wait', set_aside: 'wait', rejected: 'wrong' };
const first = 60;

/** The scans that a batch has become, and the files that need somebody. */
export function BatchDetail({ batchId }: { batchId: BatchId }): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const [all, setAll] = useState(false);
  const batch = useAsk(showBatchEndpoint, { params: { batchId } });
  const ofBatch = { params: { batchId }, query: { wanting: 'true' as const } };
  const listed = useAskPaged(listBatchFilesEndpoint, ofBatch, (after) => ({ ...ofBatch, query: { ...ofBatch.query, ...(after ? { after } : {}) } }));
  if (batch.error) return <Trouble error={batch.error} reset={() => void batch.refetch()} />;
  if (!batch.data || !listed.data) return <Loading />;
  const { scans } = batch.data;
  const wanting = listed.data.pages.flatMap((page) => page.files);
  const waiting = batch.data.batch.progress.received;
  return (
    <div className={styles['detail']}>
      {may.has('desk.register') && batch.data.batch.progress.read > 0 && (
        <Link to="/desk" search={{ batch: batchId }} className={styles['toDesk']}>
          {t('intake.toDesk')} <Icon name="right" size={14} />
        </Link>
      )}
      {wanting.length > 0 && <FileLines files={wanting} first={3} more={listed} />}
      {waiting > 0 && <p className={styles['faint']}>{t('intake.opening', { count: waiting })}</p>}
      <ul className={styles['scans']}>
        {(all ? scans : scans.slice(0, first)).map((scan) => (
          <li key={scan.id}>
            <ScanCard scan={scan} mayDesk={may.has('desk.register')} />
          </li>
        ))}
      </ul>
      {!all && scans.length > first && (
        <button type="button" className={styles['more']} onClick={() => setAll(true)}>
          {t('intake.andMore', { count: scans.length - first })}
        </button>
      )}
    </div>
  );
}

function ScanCard({ scan, mayDesk }: { scan: ScanSummary; mayDesk: boolean }): ReactNode {
  const { t } = useTranslation();
  const body = (
    <>
      <span className={styles['thumb']}>{scan.firstPageId && <img src={pageThumbnail(scan.firstPageId, scan.version)} alt="" loading="lazy" />}</span>
      <span className={styles['scanSays']}>
        <b>{scan.name}</b>
        <span className={styles['tags']}>
          <Tag tone={tones[scan.state] ?? 'plain'}>{t(`scanState.${scan.state}`)}</Tag>
          {scan.nearDuplicateOf && <Tag tone="wait">{t('intake.nearDuplicate')}</Tag>}
          {scan.pagesFailed > 0 && <Tag tone="wrong">{t('desk.failedPages', { count: scan.pagesFailed })}</Tag>}
        </span>
        <span className={styles['faint']}>{t('intake.pages', { count: scan.pages })}</span>
        {scan.state === 'reading' && <Progress done={scan.pagesRead + scan.pagesFailed} of={scan.pages} label={t('desk.reading')} />}
        {scan.reason && <span className={styles['faint']}>{scan.reason}</span>}
      </span>
    </>
  );
  if (scan.contractId) {
    return (
      <Link to="/contracts/$contractId" params={{ contractId: scan.contractId }} className={styles['scan']}>
        {body}
      </Link>
    );
  }
  return mayDesk ? (
    <Link to="/desk/$scanId" params={{ scanId: scan.id }} search={{ batch: scan.batchId }} className={styles['scan']}>
      {body}
    </Link>
  ) : (
    <Link to="/scans/$scanId/pages" params={{ scanId: scan.id }} className={styles['scan']}>
      {body}
    </Link>
  );
}
