import type { ReactNode } from 'react';
import { capsOf } from './shortcuts.ts';
import styles from './keys.module.css';

export function Keys({ keys }: { keys: string }): ReactNode {
  return (
    <span className={styles['keys']} aria-hidden="true">
      {capsOf(keys).map((cap, index) => (
        <kbd key={index}>{cap}</kbd>
      ))}
    </span>
  );
}
