import type { Loan } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './loans.module.css';

const icons = { waiting: 'clock', approved: 'check', refused: 'close' } as const;

/** Whose yes it needs, and who gave it. */
export function LoanSteps({ steps }: Pick<Loan, 'steps'>): ReactNode {
  const { t } = useTranslation();
  return (
    <ol className={styles['steps']}>
      {steps.map((step, index) => (
        <li key={index} data-state={step.state}>
          <Icon name={icons[step.state]} size={16} />
          <div>
            {t(`loans.step.${step.kind}`)} <span className={styles['soft']}>{[step.departmentName, step.why === 'always' ? '' : t(`loans.why.${step.why}`)].filter(Boolean).join(' · ')}</span>
            <div className={styles['soft']}>{step.decidedBy ? [`${step.decidedBy} ${t(`loans.stepState.${step.state}`)}`, formatMoment(step.decidedAt), step.reason].filter(Boolean).join(' · ') : t('loans.stepState.waiting')}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
