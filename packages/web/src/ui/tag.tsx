import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type Tone = 'plain' | 'done' | 'wrong' | 'wait';

/** A state in a word. */
export function Tag({ tone = 'plain', children, title }: { tone?: Tone; children: ReactNode; title?: string }): ReactNode {
  return (
    <span className={styles['tag']} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
