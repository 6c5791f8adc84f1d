import type { fileCopiesEndpoint, FilingProposal } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../api/ask.ts';
import { PrintLabels } from '../labels/print-labels.tsx';
import { sayHolder } from './say-holder.ts';
import styles from './custody.module.css';

/** The codes that were just given, to be written or stuck on the papers. */
export function FiledCodes({ lines, filed }: { lines: readonly FilingProposal[]; filed: ReplyOf<typeof fileCopiesEndpoint> }): ReactNode {
  const { t } = useTranslation();
  const [first] = filed.done;
  const titles = new Map(lines.map(({ copyId, contract, ordinal }) => [copyId, { ...contract, ordinal }]));
  return (
    <>
      <div className={styles['acts']}>
        <PrintLabels ids={filed.done.map(({ copyId }) => copyId)} templates={['item', 'stamp']} />
      </div>
      <p className={styles['done']} role="status">
        {t('custody.filing.done', { count: filed.done.length })}
        {first && ` · ${t('custody.filing.doneSay', { where: sayHolder(t, first.holder) })}`}
      </p>
      <PrintLabels ids={filed.done.map(({ copyId }) => copyId)} templates={['stamp', 'item']} />
      <ul className={styles['lines']}>
        {filed.done.map(({ copyId, archivalCode }) => (
          <li key={copyId}>
            <span className={styles['code']}>{archivalCode}</span>
            <span className={styles['main']}>
              {titles.get(copyId)?.title}
              <small className={styles['figure']}>{titles.get(copyId)?.number}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
