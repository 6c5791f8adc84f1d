import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'antd';
import { Icon } from './icon.tsx';
import { useShortcuts } from './shortcuts.ts';
import styles from './panel.module.css';

/** Stands beside a list, which stays where it was; over it on a phone. */
export function Panel({ title, closeLabel, onClose, tools, children, width = 480 }: { title: ReactNode; closeLabel: string; onClose: () => void; tools?: ReactNode; children: ReactNode; width?: number }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  // Opened from a phone's card or by a key: the reader is taken along, the list keeps its place.
  useEffect(() => {
    if (window.matchMedia('(max-width: 900px)').matches) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside className={styles['panel']} style={{ '--panel-width': `${width}px` } as React.CSSProperties}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <div className={styles['tools']}>
          {tools}
          <Button type="text" size="small" aria-label={closeLabel} title={closeLabel} icon={<Icon name="close" size={16} />} onClick={onClose} />
        </div>
      </header>
      <div className={styles['body']}>{children}</div>
    </aside>
  );
}
