import type { ReactNode } from 'react';
import styles from './room.module.css';

/** The frame of a room: its name, what one can do, and what it holds. */
export function Room({ title, note, tools, children, flush }: { title: ReactNode; note?: ReactNode; tools?: ReactNode; children: ReactNode; flush?: boolean }): ReactNode {
  return (
    <div className={styles['room']}>
      <header className={styles['head']} data-no-print>
        <h1>{title}</h1>
        {note && <div className={styles['note']}>{note}</div>}
        {tools && <div className={styles['tools']}>{tools}</div>}
      </header>
      <div className={styles['body']} data-flush={flush || undefined}>
        {children}
      </div>
    </div>
  );
}

export function Section({ title, count, tools, children }: { title: string; count?: number; tools?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className={styles['section']}>
      <header>
        <h2>{title}</h2>
        {count !== undefined && <span className={styles['count']}>{count}</span>}
        {tools && <div className={styles['tools']}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}
