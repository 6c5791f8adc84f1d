import { decideLoanEndpoint, type Loan } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { paperStale } from '../custody/stale.ts';
import { AskText } from '../ui/ask-text.tsx';
import { say } from '../ui/toast.ts';

/** Yes, or no with a reason. */
export function LoanDecision({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  const [refusing, setRefusing] = useState(false);
  const decide = useAct(decideLoanEndpoint, paperStale);
  const answer = (body: { answer: 'approved' } | { answer: 'refused'; reason: string }): void =>
    decide.mutate(
      { params: { loanId: loan.id }, body },
      {
        onSuccess: () => {
          setRefusing(false);
          say(t(body.answer === 'approved' ? 'loans.approved' : 'loans.refused'));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <>
      <Button type="primary" loading={decide.isPending} onClick={() => answer({ answer: 'approved' })}>
        {t('loans.approve')}
      </Button>
      <Button onClick={() => setRefusing(true)}>{t('loans.refuse')}</Button>
      {refusing && <AskText title={t('loans.refuseTitle', { name: loan.asker.name })} label={t('loans.refuseWhy')} most={300} confirm={t('loans.refuse')} cancel={t('act.cancel')} busy={decide.isPending} onCancel={() => setRefusing(false)} onAnswer={(reason) => answer({ answer: 'refused', reason })} />}
    </>
  );
}
