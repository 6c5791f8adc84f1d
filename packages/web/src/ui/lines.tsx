import type { ReactNode } from 'react';
import styles from './lines.module.css';

/** A short list of things with their acts, one line each; on a phone the acts go below. */
export function Lines({ children, wide }: { children: ReactNode; wide?: boolean }): ReactNode {
  return (
    <ul className={styles['lines']} data-wide={wide || undefined}>
      {children}
    </ul>
  );
}

export function Line({ title, says, tools, depth = 0, children }: { title: ReactNode; says?: ReactNode; tools?: ReactNode; depth?: number; children?: ReactNode }): ReactNode {
  return (
    <li style={depth > 0 ? { paddingLeft: 16 + depth * 24 } : {}}>
      <span className={styles['main']}>
        {title}
        {says && <small>{says}</small>}
        {children}
      </span>
      {tools && <span className={styles['tools']}>{tools}</span>}
    </li>
  );
}

/** What a list or a form is for, above it. */
export function Says({ children }: { children: ReactNode }): ReactNode {
  return <p className={styles['says']}>{children}</p>;
}
