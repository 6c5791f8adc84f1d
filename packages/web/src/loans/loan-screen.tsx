import { type Loan, type LoanId, showLoanEndpoint } from '@qige/wire';
import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room, Section } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { LoanNow } from './loan-now.tsx';
import { LoanPapers } from './loan-papers.tsx';
import { LoanSlip } from './loan-slip.tsx';
import { LoanTags } from './loan-state.tsx';
import { LoanSteps } from './loan-steps.tsx';
import styles from './loans.module.css';

export function LoanScreen(): ReactNode {
  const loanId = useParams({ from: '/inside/archive/loans/$loanId' }).loanId as LoanId;
  const loan = useAsk(showLoanEndpoint, { params: { loanId } });
  if (loan.error) return <Trouble error={loan.error} reset={() => void loan.refetch()} />;
  return loan.data ? <Shown key={loanId} loan={loan.data} /> : <Loading />;
}

function Shown({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const navigate = useNavigate();
  const back = (): void => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/archive', search: { view: 'loans' } }));
  useShortcuts(t('loans.part.loans'), [
    { keys: 'escape', says: t('act.back'), run: back },
    { keys: 'p', says: t('loans.slip'), run: () => window.print() },
  ]);
  return (
    <Room
      title={`${loan.contract.number} ${loan.contract.title}`}
      onBack={back}
      note={<LoanTags loan={loan} />}
      tools={
        <Button icon={<Icon name="print" size={16} />} onClick={() => window.print()}>
          {t('loans.slip')}
        </Button>
      }
    >
      <div className={styles['screen']}>
        <LoanNow loan={loan} />
        <div>
          <Section title={t('loans.papers')}>
            <LoanPapers loan={loan} />
          </Section>
          <Section title={t('loans.part.loans')}>
            <dl className={styles['facts']}>
              <dt>{t('loans.slipBorrower')}</dt>
              <dd>{[loan.asker.name, loan.asker.departmentName].filter(Boolean).join(' · ')}</dd>
              <dt>{t('loans.purpose')}</dt>
              <dd>{loan.purpose}</dd>
              <dt>{t('loans.whyPaper')}</dt>
              <dd>{loan.whyPaper}</dd>
              <dt>{t('loans.place')}</dt>
              <dd>{t(loan.onSite ? 'loans.onSite' : 'loans.out')}</dd>
              <dt>{t('loans.askedAt')}</dt>
              <dd>{formatMoment(loan.askedAt)}</dd>
              <dt>{t('loans.dueOn')}</dt>
              <dd>{[loan.dueOn, loan.onSite ? '' : t('loans.days', { count: loan.days })].filter(Boolean).join(' · ')}</dd>
            </dl>
            <p style={{ marginTop: 12 }}>
              <Link to="/contracts/$contractId" params={{ contractId: loan.contract.id }}>
                {t('loans.seeContract')}
              </Link>
              {loan.renewsId && (
                <Link to="/archive/loans/$loanId" params={{ loanId: loan.renewsId }} style={{ marginLeft: 16 }}>
                  {t('loans.see')}
                </Link>
              )}
            </p>
          </Section>
        </div>
        <Section title={t('loans.approvals')}>
          <LoanSteps steps={loan.steps} />
        </Section>
      </div>
      <LoanSlip loan={loan} />
    </Room>
  );
}
