import { confirmHandOverEndpoint, type Loan, withdrawLoanEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { SignHere } from '../custody/sign-here.tsx';
import { paperStale } from '../custody/stale.ts';
import { useMe } from '../shell/me.ts';
import { say } from '../ui/toast.ts';
import { AskLoan } from './borrow-contract.tsx';
import { HandOut } from './hand-out.tsx';
import { LoanDecision } from './loan-decision.tsx';
import { ReportLost } from './report-lost.tsx';
import { ReturnCheck } from './return-check.tsx';
import styles from './loans.module.css';

/** What to do with this loan now: one thing first, the rest beside it. */
export function LoanNow({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'hand-out' | 'take-back' | 'renew' | 'lost' | 'sign'>();
  const keeps = useMe().may.has('paper.keep');
  const [actId] = useState(newActId);
  const confirm = useAct(confirmHandOverEndpoint, paperStale);
  const withdraw = useAct(withdrawLoanEndpoint, paperStale);
  const { may, handOverId, state, asker } = loan;
  const wrong = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const close = (): void => setDoing(undefined);
  const fetched = loan.papers.some(({ pagesOut }) => pagesOut !== null);
  const handOut = may.handOut && loan.papers.some(({ before }) => before === 0);
  return (
    <div className={styles['now']} data-no-print>
      <p>{sayNow(t, loan, keeps)}</p>
      {may.decide && <LoanDecision loan={loan} />}
      {may.confirm && handOverId && (
        <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate({ params: { handOverId }, body: { actId } }, { onSuccess: () => say(t('handOvers.confirmed')), onError: wrong })}>
          {t('handOvers.confirm')}
        </Button>
      )}
      {may.takeBack && (
        <Button type="primary" onClick={() => setDoing('take-back')}>
          {t('loans.takeBack')}
        </Button>
      )}
      {handOut && (
        <Button type={may.takeBack || may.decide ? 'default' : 'primary'} onClick={() => setDoing('hand-out')}>
          {t('loans.handOut')}
        </Button>
      )}
      {keeps && state === 'handing-out' && handOverId && !may.confirm && (
        <Button type="primary" onClick={() => setDoing('sign')}>
          {t('handOvers.signHere')}
        </Button>
      )}
      {may.renew && (
        <Button type={may.takeBack ? 'default' : 'primary'} onClick={() => setDoing('renew')}>
          {t('loans.renew')}
        </Button>
      )}
      {may.reportLost && <Button onClick={() => setDoing('lost')}>{t('loans.lost')}</Button>}
      {may.withdraw && (
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ params: { loanId: loan.id } }, { onSuccess: () => say(t('loans.withdrawn')), onError: wrong })}>
          {t(fetched ? 'loans.end' : 'loans.withdraw')}
        </Button>
      )}
      {doing === 'hand-out' && <HandOut loan={loan} onClose={close} />}
      {doing === 'take-back' && <ReturnCheck loan={loan} onClose={close} />}
      {doing === 'renew' && <AskLoan contractId={loan.contract.id} renews={loan.id} onClose={close} />}
      {doing === 'lost' && <ReportLost loan={loan} onClose={close} />}
      {doing === 'sign' && handOverId && <SignHere handOver={{ id: handOverId, receiver: asker }} onClose={close} />}
    </div>
  );
}

function sayNow(t: ReturnType<typeof useTranslation>['t'], loan: Loan, keeps: boolean): string {
  const { state, may, steps, papers, dueOn, overdueDays } = loan;
  if (state === 'asked') return t('loans.waitsApproval', { who: t(`loans.step.${steps.find((step) => step.state === 'waiting')?.kind ?? 'department'}`) });
  if (state === 'handing-out') return may.confirm ? t('loans.waitsForYou') : t('loans.waitsConfirm', { name: loan.asker.name });
  const before = Math.min(...papers.flatMap((paper) => paper.before ?? []));
  if (state === 'approved' && before > 0 && Number.isFinite(before)) return t('loans.waitsQueue', { count: before });
  if (state === 'approved' && !loan.ready) return t('loans.waitsBack');
  if (state === 'approved') return t(keeps ? 'loans.waitsKeeper' : 'loans.waitsFetch');
  if (state === 'out') return overdueDays > 0 ? t('loans.outLate', { name: loan.asker.name, count: overdueDays }) : t('loans.outUntil', { name: loan.asker.name, day: dueOn });
  return t(`loans.state.${state}`);
}
