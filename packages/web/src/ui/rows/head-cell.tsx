import type { PointerEvent, ReactNode } from 'react';
import type { Column, Columns } from './columns.ts';
import { Icon } from '../icon.tsx';
import styles from './rows.module.css';

interface HeadCellProps<Row> {
  column: Column<Row>;
  columns: Columns<Row>;
  sort?: { by: string; descending: boolean } | undefined;
  onSort?: ((by: string) => void) | undefined;
  resizeLabel: string;
}

export function HeadCell<Row>({ column, columns, sort, onSort, resizeLabel }: HeadCellProps<Row>): ReactNode {
  const width = columns.widthOf(column);
  const sorted = sort?.by === column.id;
  // What it is wide on the screen, which a column that shares the width has not written down.
  const widthNow = (handle: HTMLElement): number => handle.parentElement?.offsetWidth ?? width;
  const drag = (down: PointerEvent<HTMLElement>): void => {
    down.preventDefault();
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const from = widthNow(handle);
    const move = (event: globalThis.PointerEvent): void => columns.resize(column.id, from + event.clientX - down.clientX);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  return (
    <div role="columnheader" className={styles['headCell']} data-align={column.align} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      {column.sort && onSort ? (
        <button
          type="button"
          onClick={(event) => {
            // Clicked with the mouse it gives the keys back to the list; reached by Tab it keeps them.
            if (event.detail > 0) event.currentTarget.blur();
            onSort(column.id);
          }}
        >
          {column.title}
          {sorted && <Icon name={sort.descending ? 'down' : 'up'} size={12} />}
        </button>
      ) : (
        <span>{column.title}</span>
      )}
      <span
        role="separator"
        aria-orientation="vertical"
        aria-label={`${resizeLabel}: ${column.title}`}
        aria-valuenow={width}
        aria-valuemin={56}
        aria-valuemax={800}
        tabIndex={0}
        className={styles['handle']}
        onPointerDown={drag}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
          if (!step) return;
          event.preventDefault();
          event.stopPropagation();
          columns.resize(column.id, widthNow(event.currentTarget) + step);
        }}
      />
    </div>
  );
}
