import { type Batch, listAccessRequestsEndpoint, listBatchesEndpoint, listContractsEndpoint, listDeskEndpoint, listPartiesEndpoint, listSetAsideFilesEndpoint } from '@qige/wire';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useFirstAnswers } from '../api/ask.ts';
import { ArchiveToday } from '../archive/archive-today.tsx';
import { MyRequests } from '../contracts/my-requests.tsx';
import { StateTag } from '../contracts/state-tag.tsx';
import { WaitingRequests } from '../contracts/waiting-requests.tsx';
import { BatchState } from '../scans/batch-list.tsx';
import { FileLines } from '../scans/file-list.tsx';
import { useMe } from '../shell/me.ts';
import { Empty } from '../ui/empty.tsx';
import { formatCount, formatMoment, formatMoney } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Room, Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import styles from './today.module.css';

/** Each person's day: what waits, what is wrong, what is on its way, what came last; every line acts in place. */
export function TodayRoom(): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { may, name } = useMe();
  const desk = useAsk(listDeskEndpoint, { query: { limit: 6 } }, { enabled: may.has('desk.register') });
  const rescan = useAsk(listDeskEndpoint, { query: { state: 'rescan', limit: 4 } }, { enabled: may.has('desk.register') });
  const files = useAsk(listSetAsideFilesEndpoint, { query: { limit: 5 } }, { enabled: may.has('intake.see') });
  const batches = useAsk(listBatchesEndpoint, { query: { limit: 10 } }, { enabled: may.has('intake.see') });
  const contracts = useAsk(listContractsEndpoint, { query: { limit: 8 } }, { enabled: may.has('contracts.see') });
  const requests = useAsk(listAccessRequestsEndpoint, { query: {} }, { enabled: may.has('contracts.see') });
  const asked = requests.data?.requests ?? [];
  const [now] = useState(() => new Date());
  const date = now.toLocaleDateString(i18n.language, { dateStyle: 'full' });
  const own = useAsk(listPartiesEndpoint, { query: { kind: 'own', limit: 1 } }, { enabled: may.has('settings.manage') && may.has('parties.see') });
  const running = (batches.data?.batches ?? []).filter(isRunning);
  const waiting = desk.data?.counts.read ?? 0;
  const nothing = waiting === 0 && (rescan.data?.items.length ?? 0) === 0 && (files.data?.files.length ?? 0) === 0 && running.length === 0 && asked.length === 0 && (contracts.data?.contracts.length ?? 0) === 0;
  const settled = (!may.has('contracts.see') || contracts.isFetched) && (!may.has('desk.register') || desk.isFetched) && (!may.has('intake.see') || (files.isFetched && batches.isFetched));
  const ready = useFirstAnswers(settled);

  return (
    <Room title={t('room.today')} note={`${date} · ${name}`}>
      {own.data?.parties.length === 0 && (contracts.data?.contracts.length ?? 0) > 0 && (
        <p className={styles['hint']}>
          {t('today.noOwn')} <Link to="/parties">{t('today.setOwn')}</Link>
        </p>
      )}
      {ready && settled && nothing && (
        <Empty icon="today" title={t('today.empty')} {...(may.has('contracts.see') ? { text: t(may.has('intake.add') ? 'today.emptyHint' : 'today.emptyReader') } : {})}>
          {may.has('intake.add') && (
            <Button type="primary" onClick={() => void navigate({ to: '/scans' })}>
              {t('desk.toIntake')}
            </Button>
          )}
        </Empty>
      )}
      {!ready && <Loading />}
      <div className={styles['columns']} data-waiting={!ready || undefined}>
        <div>
          <ArchiveToday />
          {asked.length > 0 && (
            <Section title={t('requests.waiting')} count={asked.length}>
              <WaitingRequests requests={asked} withContract />
            </Section>
          )}
          {waiting > 0 && (
            <Section
              title={t('today.desk')}
              count={waiting}
              tools={
                <Button type="primary" size="small" onClick={() => void navigate({ to: '/desk/$scanId', params: { scanId: desk.data?.items[0]?.scanId ?? '' }, search: {} })}>
                  {t('desk.start')}
                </Button>
              }
            >
              <ul className={styles['lines']}>
                {desk.data?.items.map((item) => (
                  <li key={item.scanId}>
                    <Link to="/desk/$scanId" params={{ scanId: item.scanId }} search={{}} className={styles['desk']}>
                      <span className={styles['name']}>{item.title ?? item.name}</span>
                      <span className={styles['soft']}>{item.parties.join(t('act.comma'))}</span>
                      <span>{item.open.errors > 0 && <Tag tone="wrong">{t('desk.findingCount', { count: item.open.errors })}</Tag>}</span>
                      <span className={styles['figure']}>{formatMoney(item.amount)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
              {waiting > (desk.data?.items.length ?? 0) && (
                <Link to="/desk" className={styles['all']}>
                  {t('today.all', { number: formatCount(waiting) })}
                </Link>
              )}
            </Section>
          )}
          {(rescan.data?.items.length ?? 0) > 0 && (
            <Section title={t('today.rescan')} count={rescan.data?.counts.rescan ?? 0}>
              <ul className={styles['lines']}>
                {rescan.data?.items.map((item) => (
                  <li key={item.scanId}>
                    <Link to="/desk/$scanId" params={{ scanId: item.scanId }} search={{ state: 'rescan' }}>
                      <span className={styles['name']}>{item.title ?? item.name}</span>
                      <span className={styles['soft']}>{item.reason}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {(files.data?.files.length ?? 0) > 0 && (
            <Section title={t('today.wrong')} {...(files.data?.next ? {} : { count: files.data?.files.length ?? 0 })}>
              <FileLines files={files.data?.files ?? []} withBatch />
              {files.data?.next && (
                <Link to="/scans" search={{ view: 'quarantined' }} className={styles['all']}>
                  {t('act.more')}
                </Link>
              )}
            </Section>
          )}
        </div>
        <div>
          <MyRequests />
          {running.length > 0 && (
            <Section title={t('today.running')} count={running.length}>
              <ul className={styles['lines']}>
                {running.map((batch) => (
                  <li key={batch.id}>
                    <Link to="/scans" search={{ batch: batch.id }} className={styles['batch']}>
                      <span className={styles['name']}>{batch.name || t('intake.unnamed')}</span>
                      <BatchState batch={batch} />
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {(contracts.data?.contracts.length ?? 0) > 0 && (
            <Section title={t('today.registered')}>
              <ul className={styles['lines']}>
                {contracts.data?.contracts.map((row) => (
                  <li key={row.id}>
                    <Link to="/contracts/$contractId" params={{ contractId: row.id }}>
                      <span className={styles['figure']}>{row.number}</span>
                      <span className={styles['name']}>{row.title}</span>
                      {row.state !== 'registered' && <StateTag state={row.state} />}
                      <span className={styles['soft']} title={formatMoment(row.registeredAt)}>{formatMoment(row.registeredAt).slice(0, 10)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
              <Link to="/contracts" className={styles['all']}>
                {t('today.toContracts')}
              </Link>
            </Section>
          )}
        </div>
      </div>
    </Room>
  );
}

function isRunning({ progress }: Batch): boolean {
  return progress.received > 0 || progress.reading > 0 || progress.pagesRead + progress.pagesFailed < progress.pages;
}
