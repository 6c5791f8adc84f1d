import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import styles from './room.module.css';
import { useTabTitle } from './tab-title.ts';

interface RoomProps {
  title: ReactNode;
  /** Which part of the room is open. */
  view?: string | undefined;
  /** The way back, where the room lies behind another. */
  onBack?: () => void;
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

/** The frame of a room: its name, what one can do, and what it holds. */
export function Room({ title, view, onBack, note, tools, children, flush }: RoomProps): ReactNode {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useTabTitle(() => [view, heading.current?.textContent].filter(Boolean).join(' · '));
  return (
    <div className={styles['room']}>
      <header className={styles['head']} data-no-print>
        {onBack && <Button type="text" size="small" aria-label={t('act.back')} title={t('act.back')} icon={<Icon name="left" />} onClick={onBack} />}
        <h1 ref={heading}>{title}</h1>
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
