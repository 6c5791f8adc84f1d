import { useEffect, useRef, type ReactNode } from 'react';
import { useVirtual } from '../use-virtual.ts';
import styles from './strip.module.css';

export interface StripPage {
  id: string;
  number: number;
  src: string | undefined;
  label: string;
  /** Something is wrong with this page. */
  wrong?: boolean;
  /** How many words of a search stand on it. */
  found?: number;
}

/** Small pictures of all pages, two thousand of them if need be. */
export function PageStrip({ pages, current, label, onPage }: { pages: readonly StripPage[]; current: string | undefined; label: string; onPage: (id: string) => void }): ReactNode {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({ count: pages.length, scroll, lineHeight: 126, overscan: 6 });
  const at = pages.findIndex((page) => page.id === current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <nav ref={scroll} className={styles['strip']} aria-label={label}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const page = pages[index];
          if (!page) return null;
          return (
            <li key={page.id} style={{ transform: `translateY(${start}px)` }}>
              <button type="button" aria-current={page.id === current ? 'page' : undefined} title={page.label} data-wrong={page.wrong || undefined} onClick={() => onPage(page.id)}>
                <span className={styles['sheet']}>{page.src && <img src={page.src} alt="" loading="lazy" draggable={false} />}</span>
                <span className="visually-hidden">{page.label}</span>
                <span className={styles['number']}>
                  {page.number}
                  {page.found ? <b>{page.found}</b> : null}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
