import { type Loan, type LoanPaper, showReturnPhotoEndpoint, urlOf } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaperName } from '../custody/paper-line.tsx';
import { formatMoment } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';
import styles from './loans.module.css';

/** The papers of a loan: how each went out, and how it came back. */
export function LoanPapers({ loan }: { loan: Loan }): ReactNode {
  return (
    <ul className={styles['lines']}>
      {loan.papers.map((paper) => (
        <Paper key={paper.copyId} loan={loan} paper={paper} />
      ))}
    </ul>
  );
}

function Paper({ loan, paper }: { loan: Loan; paper: LoanPaper }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const { outcome, pagesOut, pagesBack, before, out } = paper;
  const short = pagesBack !== null && pagesOut !== null && pagesBack < pagesOut;
  const tag = (): ReactNode => {
    if (outcome === 'back') return <Tag tone={short || paper.conditionBack === 'damaged' ? 'wrong' : 'plain'}>{t('loans.back')}</Tag>;
    if (outcome === 'lost') return <Tag tone="wrong">{t('loans.lostHere')}</Tag>;
    if (outcome === 'not-lent') return <Tag>{t('loans.notLent')}</Tag>;
    if (out) return <Tag tone="done">{t('loans.state.out')}</Tag>;
    return <Tag tone={before ? 'wait' : 'plain'}>{before && loan.state === 'approved' ? t('loans.queued', { count: before + 1 }) : t(`loans.standing.${paper.standing}`)}</Tag>;
  };
  return (
    <li className={styles['paper']}>
      <header>
        <b>{name(paper)}</b>
        {paper.seals.length > 0 && <Tag>{t('loans.sealed', { numbers: paper.seals.join(t('act.comma')) })}</Tag>}
        {tag()}
      </header>
      <p>
        {[
          pagesOut !== null ? t('loans.pagesOut', { count: pagesOut }) : t('handOvers.pages', { count: paper.pageCount }),
          pagesBack !== null ? t('loans.pagesBack', { count: pagesBack }) : '',
          paper.sealBack && paper.sealBack !== 'none' ? `${t('loans.seal')}${t(`loans.sealBack.${paper.sealBack}`)}` : '',
          paper.conditionBack ? t(`loans.conditionOf.${paper.conditionBack}`) : '',
          paper.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {paper.home && outcome === null && (
        <p>
          {t('loans.home')} {paper.home.where}
        </p>
      )}
      {paper.checkedBy && <p>{t('loans.checked', { at: formatMoment(paper.checkedAt), name: paper.checkedBy })}</p>}
      {paper.hasPhoto && <img src={urlOf(showReturnPhotoEndpoint, { params: { loanId: loan.id, copyId: paper.copyId } })} alt={t('loans.photo')} loading="lazy" />}
    </li>
  );
}
