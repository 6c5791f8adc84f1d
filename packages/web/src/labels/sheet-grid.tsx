import type { LabelSize } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './labels.module.css';

/** A sheet as it lies in the printer: what is used up, where printing begins, and how far it reaches. */
export function SheetGrid({ size, startAt, labels, onStart }: { size: LabelSize; startAt: number; labels: number; onStart: (at: number) => void }): ReactNode {
  const { t } = useTranslation();
  const cells = Array.from({ length: size.columns * size.rows }, (_, i) => i);
  const stateOf = (i: number): string => (i < startAt ? 'used' : i < startAt + labels ? 'printed' : 'free');
  return (
    <div
      className={styles['sheet']}
      role="group"
      aria-label={t('labels.startAt')}
      style={{ aspectRatio: `${size.page.width} / ${size.page.height}`, gridTemplateColumns: `repeat(${size.columns}, 1fr)`, gridTemplateRows: `repeat(${size.rows}, 1fr)` }}
    >
      {cells.map((i) => (
        <button
          key={i}
          type="button"
          className={styles['cell']}
          data-state={stateOf(i)}
          aria-pressed={i === startAt}
          aria-label={t('labels.cell', { row: Math.floor(i / size.columns) + 1, column: (i % size.columns) + 1 })}
          onClick={() => onStart(i)}
        />
      ))}
    </div>
  );
}
