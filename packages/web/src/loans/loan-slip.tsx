import type { Loan } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaperName } from '../custody/paper-line.tsx';
import { formatMoment } from '../ui/format.ts';
import styles from './loans.module.css';

/** The loan on a sheet of paper, to be signed; on the screen it is not there. */
export function LoanSlip({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const row = (title: string, value: ReactNode): ReactNode => (
    <tr>
      <th>{title}</th>
      <td colSpan={3}>{value}</td>
    </tr>
  );
  return (
    <section className={styles['slip']} data-print>
      <h1>{t('loans.slipTitle')}</h1>
      <table>
        <tbody>
          <tr>
            <th>{t('loans.slipBorrower')}</th>
            <td>{loan.asker.name}</td>
            <th>{t('loans.slipDepartment')}</th>
            <td>{loan.asker.departmentName}</td>
          </tr>
          {row(t('loans.papers'), `${loan.contract.number} ${loan.contract.title}`)}
          {loan.papers.map((paper) => (
            <tr key={paper.copyId}>
              <th />
              <td colSpan={3}>
                {name(paper)}　{t('loans.pagesOut', { count: paper.pagesOut ?? paper.pageCount })}
                {paper.seals.length > 0 && `　${t('loans.sealed', { numbers: paper.seals.join(t('act.comma')) })}`}
                {paper.kind === 'photocopy' && `　${t('loans.slipPhotocopy', { purpose: loan.purpose })}`}
              </td>
            </tr>
          ))}
          {row(t('loans.purpose'), loan.purpose)}
          {row(t('loans.whyPaper'), loan.whyPaper)}
          {row(t('loans.dueOn'), `${loan.dueOn}　${loan.onSite ? t('loans.onSite') : ''}`)}
          {row(t('loans.approvals'), loan.steps.map((step) => `${t(`loans.step.${step.kind}`)}${t('act.colon')}${step.decidedBy ?? ''} ${t(`loans.stepState.${step.state}`)} ${formatMoment(step.decidedAt)}`).join('　'))}
          <tr className={styles['signs']}>
            <th>{t('loans.slipSignOut')}</th>
            <td>{t('loans.slipDay')}</td>
            <th>{t('loans.slipSignBack')}</th>
            <td>{t('loans.slipDay')}</td>
          </tr>
          {row(t('loans.slipKeeper'), '')}
        </tbody>
      </table>
      <p>{t('loans.slipRules')}</p>
    </section>
  );
}
