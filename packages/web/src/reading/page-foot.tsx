import type { PageFailure, QualityVerdict, ScanReading } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayFailure, sayVerdict } from './say-reading.ts';
import styles from './page-foot.module.css';

type LostCorrection = ScanReading['unplaced'][number];
/** By which its place is lit on the page. */
export const lostId = ({ box }: LostCorrection): string => `lost ${box.join()}`;

interface PageFootProps {
  page: { state: 'waiting' | 'read' | 'failed'; failure: PageFailure | null; verdicts: readonly QualityVerdict[] } | undefined;
  /** What people had put right and no line of the page fits any more. */
  lost: readonly LostCorrection[];
  numberOf: (pageId: string) => number | undefined;
  mayCorrect: boolean;
  asking: boolean;
  onAgain: () => void;
  onShow: (lost: LostCorrection) => void;
  onTakeBack: (lost: LostCorrection) => void;
}

/** What there is to say of the page above it: why it could not be read, how good it is, and corrections that lost their line. */
export function PageFoot({ page, lost, numberOf, mayCorrect, asking, onAgain, onShow, onTakeBack }: PageFootProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {page?.state === 'failed' && (
        <p className={styles['failed']} role="status">
          <span>{t('reading.pageFailed', { why: sayFailure(t, page.failure) })}</span>
          {mayCorrect && (
            <Button size="small" loading={asking} onClick={onAgain}>
              {t('reading.again')}
            </Button>
          )}
        </p>
      )}
      {page && page.verdicts.length > 0 && (
        <ul className={styles['quality']}>
          {page.verdicts.map((verdict) => (
            <li key={verdict.rule} data-fault={verdict.severity === 'fault' || undefined}>
              {sayVerdict(t, verdict)}
            </li>
          ))}
        </ul>
      )}
      {lost.length > 0 && (
        <details className={styles['lost']} open>
          <summary>{t('reading.lost', { count: lost.length })}</summary>
          <ul>
            {lost.map((one) => (
              <li key={`${one.pageId} ${lostId(one)}`}>
                <span>
                  {t('reading.lostLine', { number: numberOf(one.pageId) ?? '', text: one.text, was: one.lineText })}
                </span>
                <Button size="small" onClick={() => onShow(one)}>
                  {t('reading.showPlace')}
                </Button>
                {mayCorrect && (
                  <Button size="small" onClick={() => onTakeBack(one)}>
                    {t('reading.takeBack')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
