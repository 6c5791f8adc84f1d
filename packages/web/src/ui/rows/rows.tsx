import { useEffect, useRef, type ComponentType, type ReactNode } from 'react';
import { useShortcuts } from '../shortcuts.ts';
import { useIsPhone } from '../use-phone.ts';
import { useVirtual } from '../use-virtual.ts';
import { Cards } from './cards.tsx';
import type { Columns } from './columns.ts';
import { HeadCell } from './head-cell.tsx';
import styles from './rows.module.css';

export interface RowsWords {
  label: string;
  keysTitle: string;
  next: string;
  previous: string;
  open: string;
  peek: string;
  choose: string;
  chooseAll: string;
  resize: string;
}

export interface RowsProps<Row> {
  columns: Columns<Row>;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  words: RowsWords;
  Card: ComponentType<{ row: Row }>;
  /** The line the reader is at. */
  current?: string | undefined;
  onCurrent?: (row: Row) => void;
  onOpen?: (row: Row) => void;
  onPeek?: (row: Row) => void;
  sort?: { by: string; descending: boolean } | undefined;
  onSort?: (by: string) => void;
  chosen?: ReadonlySet<string>;
  onChosen?: (chosen: ReadonlySet<string>) => void;
  /** Called as the end comes near, while there is more. */
  onNearEnd?: (() => void) | undefined;
  tail?: ReactNode;
}

const rowHeight = 40;

/** A list of any length: only the lines in sight are drawn. Keys j k x space Enter; cards on a phone. */
export function Rows<Row>(props: RowsProps<Row>): ReactNode {
  const { columns, rows, keyOf, words, current, chosen, onChosen, onNearEnd } = props;
  const phone = useIsPhone();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({ count: rows.length, scroll, lineHeight: phone ? 96 : rowHeight, overscan: 12, covered: phone ? 0 : 40 });
  const at = rows.findIndex((row) => keyOf(row) === current);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (onNearEnd && last >= rows.length - 20) onNearEnd();
  }, [last, rows.length, onNearEnd]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row) props.onCurrent?.(row);
  };
  const here = rows[at];
  const choose = (row: Row): void => {
    const next = new Set(chosen);
    if (!next.delete(keyOf(row))) next.add(keyOf(row));
    onChosen?.(next);
  };
  useShortcuts(words.keysTitle, [
    { keys: 'j', says: words.next, run: () => go(at + 1) },
    { keys: 'k', says: words.previous, run: () => go(at - 1) },
    { keys: 'arrowdown', run: () => go(at + 1) },
    { keys: 'arrowup', run: () => go(at - 1) },
    { keys: 'home', run: () => go(0) },
    { keys: 'end', run: () => go(rows.length - 1) },
    { keys: 'enter', says: words.open, off: !here || !props.onOpen, run: () => here && props.onOpen?.(here) },
    { keys: 'space', says: words.peek, off: !here || !props.onPeek, run: () => here && props.onPeek?.(here) },
    { keys: 'x', says: words.choose, off: !here || !onChosen, run: () => here && choose(here) },
  ]);

  if (phone) return <Cards {...props} scroll={scroll} virtual={virtual} at={at} choose={onChosen && choose} />;

  const template = [onChosen ? '36px' : '', ...columns.shown.map(columns.trackOf), 'minmax(0, 1fr)'].filter(Boolean).join(' ');
  const width = columns.shown.reduce((sum, column) => sum + columns.leastOf(column), onChosen ? 36 : 0);
  return (
    <div ref={scroll} className={styles['scroll']} role="grid" aria-label={words.label} aria-rowcount={rows.length + 1} aria-multiselectable={onChosen ? true : undefined} tabIndex={0}>
      <div className={styles['head']} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth: width }}>
        {onChosen && (
          <div role="columnheader" className={styles['choose']}>
            <input
              type="checkbox"
              aria-label={words.chooseAll}
              checked={rows.length > 0 && rows.every((row) => chosen?.has(keyOf(row)))}
              onChange={(event) => onChosen(event.target.checked ? new Set(rows.map(keyOf)) : new Set())}
            />
          </div>
        )}
        {columns.shown.map((column) => (
          <HeadCell key={column.id} column={column} columns={columns} sort={props.sort} onSort={props.onSort} resizeLabel={words.resize} />
        ))}
        <div role="presentation" />
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize(), minWidth: width }}>
        {items.map(({ index, start }) => {
          const row = rows[index] as Row;
          const key = keyOf(row);
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={key === current}
              className={styles['row']}
              data-chosen={chosen?.has(key) || undefined}
              style={{ gridTemplateColumns: template, transform: `translateY(${start}px)`, height: rowHeight }}
              onClick={() => {
                if (window.getSelection()?.isCollapsed !== false) props.onCurrent?.(row);
              }}
              onDoubleClick={() => props.onOpen?.(row)}
            >
              {onChosen && (
                <div role="gridcell" className={styles['choose']} onClick={(event) => event.stopPropagation()}>
                  <input type="checkbox" aria-label={words.choose} checked={chosen?.has(key) ?? false} onChange={() => choose(row)} />
                </div>
              )}
              {columns.shown.map((column) => (
                <div key={column.id} role="gridcell" className={styles['cell']} data-align={column.align}>
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {props.tail && <div className={styles['tail']}>{props.tail}</div>}
    </div>
  );
}
