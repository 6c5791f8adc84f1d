import type { Loan } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/tag.tsx';

const tones = { asked: 'wait', approved: 'wait', refused: 'wrong', withdrawn: 'plain', 'handing-out': 'wait', out: 'done', closed: 'plain' } as const;

/** How a loan stands, in as few words as possible: late before all else. */
export function LoanTags({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  const { state, overdueDays, dueOn } = loan;
  const before = loan.papers.reduce<number | null>((least, paper) => (paper.before === null ? least : Math.min(least ?? paper.before, paper.before)), null);
  return (
    <>
      {loan.renewsId && <Tag>{t('loans.renewal')}</Tag>}
      {loan.onSite && <Tag>{t('loans.onSiteShort')}</Tag>}
      {loan.escalated && state === 'out' && <Tag tone="wrong">{t('loans.escalated')}</Tag>}
      {overdueDays > 0 ? (
        <Tag tone="wrong">{t('loans.overdue', { count: overdueDays })}</Tag>
      ) : (
        <Tag tone={loan.ready ? 'done' : tones[state]} title={dueOn}>
          {state === 'out' ? t('loans.due', { day: dueOn }) : loan.ready ? t(loan.may.handOut ? 'loans.ready' : 'loans.readyToFetch') : state === 'approved' && before !== null ? t('loans.queued', { count: before + 1 }) : t(`loans.state.${state}`)}
        </Tag>
      )}
    </>
  );
}
