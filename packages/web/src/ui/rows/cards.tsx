import type { Virtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import type { RowsProps } from './rows.tsx';
import styles from './rows.module.css';

interface CardsProps<Row> extends RowsProps<Row> {
  scroll: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  at: number;
  choose: ((row: Row) => void) | undefined;
}

/** The same list for one hand. */
export function Cards<Row>({ rows, keyOf, words, Card, onCurrent, onOpen, scroll, virtual, at, tail, chosen, choose }: CardsProps<Row>): ReactNode {
  return (
    <div ref={scroll} className={styles['scroll']}>
      <ul aria-label={words.label} style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index] as Row;
          return (
            <li key={keyOf(row)} ref={virtual.measureElement} data-index={index} className={styles['cardLine']} style={{ transform: `translateY(${start}px)` }}>
              {choose && (
                <label className={styles['chooseCard']}>
                  <input type="checkbox" aria-label={words.choose} checked={chosen?.has(keyOf(row)) ?? false} onChange={() => choose(row)} />
                </label>
              )}
              <button type="button" className={styles['card']} aria-current={index === at || undefined} onClick={() => (onCurrent ?? onOpen)?.(row)}>
                <Card row={row} />
              </button>
            </li>
          );
        })}
      </ul>
      {tail && <div className={styles['tail']}>{tail}</div>}
    </div>
  );
}
