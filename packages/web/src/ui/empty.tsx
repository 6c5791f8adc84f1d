import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './empty.module.css';

/** Says what goes here, and offers the first step. */
export function Empty({ icon, title, text, children }: { icon: IconName; title: string; text?: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles['empty']}>
      <Icon name={icon} size={36} />
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className={styles['steps']}>{children}</div>}
    </div>
  );
}
