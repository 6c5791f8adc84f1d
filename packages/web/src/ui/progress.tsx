import type { ReactNode } from 'react';
import styles from './progress.module.css';

/** A count on its way: `done` of `of`, drawn as a line. */
export function Progress({ done, of, label, wrong }: { done: number; of: number; label: string; wrong?: boolean }): ReactNode {
  const share = of > 0 ? Math.min(1, done / of) : 0;
  return (
    <div className={styles['progress']} role="progressbar" aria-valuemin={0} aria-valuemax={of} aria-valuenow={done} aria-label={label} data-full={share === 1 || undefined} data-wrong={wrong || undefined}>
      <span style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
