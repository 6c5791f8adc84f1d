import { confirmHandOverEndpoint, type HandOver, refuseHandOverEndpoint, showSignatureEndpoint, urlOf, withdrawHandOverEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { formatMoment } from '../ui/format.ts';
import { say } from '../ui/toast.ts';
import { Tag } from '../ui/tag.tsx';
import { PaperName } from './paper-line.tsx';
import { SignHere } from './sign-here.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

const tones = { offered: 'wait', confirmed: 'done', refused: 'wrong', withdrawn: 'plain' } as const;

/** Hand-overs, each with what its reader can do about it in place. */
export function HandOverLines({ handOvers, short }: { handOvers: readonly HandOver[]; short?: boolean }): ReactNode {
  return (
    <ul className={styles['lines']}>
      {handOvers.map((handOver) => (
        <Line key={handOver.id} handOver={handOver} short={short ?? false} />
      ))}
    </ul>
  );
}

function Line({ handOver, short }: { handOver: HandOver; short: boolean }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'refuse' | 'sign'>();
  const confirm = useAct(confirmHandOverEndpoint, paperStale);
  const refuse = useAct(refuseHandOverEndpoint, paperStale);
  const withdraw = useAct(withdrawHandOverEndpoint, paperStale);
  const { id, giver, receiver, papers, state, may, loanId } = handOver;
  const [actId] = useState(newActId);
  const device = { actId };
  const told = (key: 'confirmed' | 'refused' | 'withdrawn') => ({
    onSuccess: () => {
      setAsking(undefined);
      say(t(`handOvers.${key}`));
    },
    onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' as const }),
  });
  return (
    <li>
      <div className={styles['main']}>
        {papers.map((paper) => (
          <Link key={paper.copyId} to="/contracts/$contractId" params={{ contractId: paper.contractId }}>
            <PaperName paper={paper} />
            {paper.pagesOut !== null && <span className={styles['soft']}> · {t('handOvers.pages', { count: paper.pagesOut })}</span>}
          </Link>
        ))}
        <small>
          {short ? t('handOvers.from', { name: giver.name }) : t('handOvers.fromTo', { giver: giver.name, receiver: receiver.name })} · {formatMoment(handOver.decidedAt ?? handOver.releasedAt)}
          {handOver.decidedHow && ` · ${t(`handOvers.how.${handOver.decidedHow}`)}`}
          {handOver.note && ` · ${handOver.note}`}
          {handOver.reason && ` · ${handOver.reason}`}
        </small>
      </div>
      <div className={styles['acts']}>
        {!short && <Tag tone={tones[state]}>{t(`handOvers.state.${state}`)}</Tag>}
        {loanId && !short && (
          <Link to="/archive/loans/$loanId" params={{ loanId }}>
            {t('loans.see')}
          </Link>
        )}
        {handOver.signed && (
          <a href={urlOf(showSignatureEndpoint, { params: { handOverId: id } })} target="_blank" rel="noreferrer">
            {t('handOvers.seeSignature')}
          </a>
        )}
        {may.confirm && (
          <>
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate({ params: { handOverId: id }, body: device }, told('confirmed'))}>
              {t('handOvers.confirm')}
            </Button>
            <Button onClick={() => setAsking('refuse')}>{t('handOvers.refuse')}</Button>
          </>
        )}
        {may.signHere && <Button onClick={() => setAsking('sign')}>{t('handOvers.signHere')}</Button>}
        {may.withdraw && !may.confirm && (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ params: { handOverId: id }, body: device }, told('withdrawn'))}>
            {t('handOvers.withdraw')}
          </Button>
        )}
      </div>
      {asking === 'refuse' && <AskText title={t('handOvers.refuseTitle', { name: giver.name })} label={t('handOvers.refuseWhy')} most={300} confirm={t('handOvers.refuse')} cancel={t('act.cancel')} busy={refuse.isPending} onCancel={() => setAsking(undefined)} onAnswer={(reason) => refuse.mutate({ params: { handOverId: id }, body: { reason, ...device } }, told('refused'))} />}
      {asking === 'sign' && <SignHere handOver={handOver} onClose={() => setAsking(undefined)} />}
    </li>
  );
}
