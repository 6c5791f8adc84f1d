import { confirmHandOverEndpoint, putBackCopiesEndpoint, takeCopiesEndpoint } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { type ActOutcome } from '../offline/queue.ts';
import { enqueueAct } from '../offline/the-queue.ts';
import { formatMoment } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { feel } from '../ui/scanner/feel.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import styles from './scan.module.css';
import { type LabelledCopy, paperOf, type Task } from './scanning.ts';
import { staleAfterActs } from './use-scanning.ts';

export function BigButton({ icon, children, onClick, primary = false }: { icon: IconName; children: ReactNode; onClick: () => void; primary?: boolean }): ReactNode {
  return (
    <Button size="large" type={primary ? 'primary' : 'default'} style={{ height: 52 }} icon={<Icon name={icon} size={20} />} onClick={onClick}>
      {children}
    </Button>
  );
}

/** A paper in the hand: whose it is, where the books have it, and what can be done with it here. */
export function SeenCopy({ copy, begin, look }: { copy: LabelledCopy; begin: (task: Task) => void; look: (code: string) => Promise<unknown> }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { at, may } = copy;
  const where = at.holder === 'place' ? at.place : at.holder === 'person' ? t('scanning.inHands', { name: at.name }) : at.holder === 'outside' ? at.outside : t(`scanning.holder.${at.holder}`);
  const paper = paperOf(copy);

  async function does(done: string, act: Promise<ActOutcome<unknown>>): Promise<void> {
    const outcome = await act;
    if (outcome.kind === 'refused') {
      feel('wrong');
      return say(sayTrouble(t, outcome.error), { tone: 'wrong' });
    }
    feel('good');
    say(outcome.kind === 'done' ? done : t('scanning.later', { act: done }));
    if (outcome.kind === 'done') await look(copy.code);
  }
  const about = (says: string) => ({ says, href: `/scan?code=${copy.code}`, stale: staleAfterActs });
  const [taken, back, confirmed] = [t('scanning.taken', { what: paper }), t('scanning.putBack', { what: paper }), t('scanning.confirmed', { what: paper })];
  const copies = [{ copyId: copy.copyId }];
  const toLoan = (loanId: string): void => void navigate({ to: '/archive/loans/$loanId', params: { loanId } });
  const loanId = copy.loanId ?? copy.waitingLoanId;
  return (
    <article className={styles['card']} aria-label={paper}>
      <header>
        <h2>{copy.title}</h2>
        <p>
          <b>{copy.contractNumber}</b> · {t(`scanning.kind.${copy.kind}`)} {copy.ordinal} · {t('scanning.pageCount', { count: copy.pageCount })}
        </p>
      </header>
      <dl>
        <dt>{t('scanning.where')}</dt>
        <dd className={styles['where']} data-wrong={at.holder === 'lost' || undefined}>
          {where}
        </dd>
        <dt>{t('scanning.since')}</dt>
        <dd>{formatMoment(copy.since)}</dd>
        {copy.archivalCode && (
          <>
            <dt>{t('scanning.archivalCode')}</dt>
            <dd>{copy.archivalCode}</dd>
          </>
        )}
        {copy.condition !== 'good' && (
          <>
            <dt>{t('scanning.condition')}</dt>
            <dd>{t(`scanning.conditionOf.${copy.condition}`)}</dd>
          </>
        )}
      </dl>
      <div className={styles['tags']}>
        {copy.loanId && <Tag tone="wait">{t('scanning.onLoan')}</Tag>}
        {copy.handOver && <Tag tone="wait">{t(copy.handOver.toMe ? 'scanning.offeredToMe' : 'scanning.offered')}</Tag>}
        {copy.waitingLoanId && <Tag tone="wait">{t('scanning.loanWaits')}</Tag>}
      </div>
      <div className={styles['acts']}>
        {may.confirmHandOver && copy.handOver && (
          <BigButton primary icon="check" onClick={() => copy.handOver && void does(confirmed, enqueueAct(confirmHandOverEndpoint, { params: { handOverId: copy.handOver.id }, body: {} }, about(confirmed)))}>
            {t('scanning.confirm')}
          </BigButton>
        )}
        {may.takeBack && loanId && (
          <BigButton primary icon="undo" onClick={() => toLoan(loanId)}>
            {t('scanning.takeBack')}
          </BigButton>
        )}
        {may.lend && loanId && (
          <BigButton primary icon="leave" onClick={() => toLoan(loanId)}>
            {t('scanning.lend')}
          </BigButton>
        )}
        {may.move && (
          <BigButton icon="archive" onClick={() => begin({ task: 'bring', copy: { code: copy.code, paper } })}>
            {t('scanning.move')}
          </BigButton>
        )}
        {may.putBack && (
          <BigButton icon="again" onClick={() => void does(back, enqueueAct(putBackCopiesEndpoint, { body: { copies } }, about(back)))}>
            {t('scanning.back')}
          </BigButton>
        )}
        {may.take && (
          <BigButton icon="up" onClick={() => void does(taken, enqueueAct(takeCopiesEndpoint, { body: { copies } }, about(taken)))}>
            {t('scanning.take')}
          </BigButton>
        )}
        {(may.handOver || (may.move && at.holder === 'place')) && (
          <BigButton icon="people" onClick={() => begin({ task: 'give', giving: { receiver: null, papers: [{ copyId: copy.copyId, code: copy.code, paper, pageCount: copy.pageCount, trouble: '' }] } })}>
            {t('scanning.give')}
          </BigButton>
        )}
        <BigButton icon="contracts" onClick={() => void navigate({ to: '/contracts/$contractId', params: { contractId: copy.contractId } })}>
          {t(may.borrow && !may.lend ? 'scanning.openOrBorrow' : 'scanning.open')}
        </BigButton>
      </div>
    </article>
  );
}
