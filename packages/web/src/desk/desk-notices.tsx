import { type CopyOffer, offerCopiesEndpoint, type ScanReading } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { sayField } from '../reading/say-reading.ts';
import { Keys } from '../ui/keys.tsx';
import { Progress } from '../ui/progress.tsx';
import type { DeskActs } from './use-desk-acts.tsx';
import styles from './desk.module.css';

/** What there is to know before the fields: where the scan stands, what keeps it from being registered, what it looks like. */
export function DeskNotices({ reading, acts, onField, onPage }: { reading: ScanReading; acts: DeskActs; onField: (field: string) => void; onPage: (pageId: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { pages, state, may } = reading;
  const copies = useAsk(offerCopiesEndpoint, { params: { scanId: reading.scanId } });
  const done = pages.filter((one) => one.state !== 'waiting').length;
  const failed = pages.filter((one) => one.state === 'failed');
  const like = copies.data?.waiting ?? reading.nearDuplicateOf;
  return (
    <>
      {state !== 'read' && state !== 'reading' && (
        <div className={styles['notice']} data-row role="status">
          <b>{t(`scanState.${state}`)}</b>
          <span>{reading.reason}</span>
          {may.reopen && (
            <Button size="small" onClick={() => void acts.reopen()}>
              {t('desk.reopen')} <Keys keys="u" />
            </Button>
          )}
          {reading.contractId && (
            <Link to="/contracts/$contractId" params={{ contractId: reading.contractId }}>
              {t('act.open')}
            </Link>
          )}
        </div>
      )}
      {done < pages.length && (
        <div className={styles['notice']} role="status">
          {t('desk.stillReading', { done, of: pages.length })}
          <Progress done={done} of={pages.length} label={t('desk.reading')} />
        </div>
      )}
      {failed.length > 0 && (
        <p className={styles['notice']} data-tone="wrong" role="status">
          {t('reading.failedPages', { count: failed.length })}{' '}
          {failed.slice(0, 20).map((one) => (
            <button key={one.pageId} type="button" className={styles['link']} onClick={() => onPage(one.pageId)}>
              {t('viewer.page', { number: one.number })}
            </button>
          ))}
        </p>
      )}
      {acts.missing.map((one) => (
        <p key={one.kind} className={styles['notice']} data-tone="wrong" role="alert">
          {t(`missing.${one.kind}`, { count: one.kind === 'still-reading' ? one.pagesLeft : one.kind === 'findings' ? one.findings.length : 0 })}
        </p>
      ))}
      {acts.unreadable.length > 0 && (
        <p className={styles['notice']} data-tone="wrong" role="alert">
          {t('missing.unreadable', { count: acts.unreadable.length })}{' '}
          {acts.unreadable.map((field) => (
            <button key={field} type="button" className={styles['link']} onClick={() => onField(field)}>
              {sayField(t, field)}
            </button>
          ))}
        </p>
      )}
      {acts.undecided.length > 0 && (
        <p className={styles['notice']} data-tone="wrong" role="alert">
          {t('missing.undecided', { sides: acts.undecided.map((side) => t(`side.${side}`)).join(t('act.comma')) })}
        </p>
      )}
      {copies.data?.labelNotOpen && (
        <p className={styles['notice']} data-tone="wrong" role="status">
          {t('desk.labelNotOpen', { code: copies.data.labelNotOpen })}
        </p>
      )}
      {copies.data?.contracts.map((copy: CopyOffer) => (
        <p key={copy.contractId} className={styles['notice']}>
          {t(`desk.copyBecause.${copy.because}`, { number: copy.number, title: copy.title, ordinal: copy.copy?.ordinal })}{' '}
          <Link to="/contracts/$contractId" params={{ contractId: copy.contractId }}>
            {t('act.open')}
          </Link>{' '}
          <Button size="small" disabled={!may.register} onClick={() => void acts.bind(copy)}>
            {copy.copy ? t('desk.bindTo', { ordinal: copy.copy.ordinal }) : t('desk.bind')}
          </Button>
        </p>
      ))}
      {like && (
        <p className={styles['notice']}>
          {t('desk.looksLike')}{' '}
          <Link to="/desk/$scanId" params={{ scanId: like }} search={{}}>
            {t('act.open')}
          </Link>
        </p>
      )}
    </>
  );
}
