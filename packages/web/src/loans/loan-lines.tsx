import type { Loan } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { formatMoment } from '../ui/format.ts';
import { LoanTags } from './loan-state.tsx';
import styles from './loans.module.css';

/** Loans one under the other; each opens its own screen. Cards on a phone. */
export function LoanLines({ loans }: { loans: readonly Loan[] }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <ul className={styles['lines']}>
      {loans.map((loan) => (
        <li key={loan.id}>
          <Link to="/archive/loans/$loanId" params={{ loanId: loan.id }} className={styles['line']}>
            <span>
              <b>
                {loan.contract.number} {loan.contract.title}
              </b>
              <small>{[loan.purpose, loan.papers.length > 1 ? t('loans.copies', { count: loan.papers.length }) : ''].filter(Boolean).join(' · ')}</small>
            </span>
            <span>
              {loan.asker.id !== me.id && (
                <>
                  {loan.asker.name} <span className={styles['soft']}>{loan.asker.departmentName}</span>
                </>
              )}
              <small>{t('loans.askedOn', { at: formatMoment(loan.askedAt).slice(0, 10) })}</small>
            </span>
            <span className={styles['tags']}>
              <LoanTags loan={loan} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
