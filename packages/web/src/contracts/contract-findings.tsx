import type { Finding } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayFinding } from '../reading/say-reading.ts';
import { formatMoment } from '../ui/format.ts';
import { Tag, type Tone } from '../ui/tag.tsx';
import styles from './contracts.module.css';

const tones: Record<Finding['severity'], Tone> = { error: 'wrong', warning: 'wait', uncertain: 'plain', note: 'plain' };

export function ContractFindings({ findings, active, onShow }: { findings: readonly Finding[]; active: string | undefined; onShow: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  if (findings.length === 0) return <p className={styles['nothing']}>{t('contracts.noFindings')}</p>;
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => (
        <li key={finding.id} data-active={active === `finding ${finding.id}` || undefined}>
          <button type="button" disabled={finding.places.length === 0} onClick={() => onShow(`finding ${finding.id}`)}>
            <Tag tone={finding.answer ? 'done' : tones[finding.severity]}>{finding.answer ? t(`desk.${finding.answer.answer}`) : t(`severity.${finding.severity}`)}</Tag>
            <span>
              {sayFinding(t, finding)}
              <small>{finding.source}</small>
              {finding.answer && (
                <small>
                  {finding.answer.by} · {formatMoment(finding.answer.at)} {finding.answer.note}
                </small>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
