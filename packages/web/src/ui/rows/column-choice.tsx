import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import { Unfold } from '../unfold.tsx';
import type { Columns } from './columns.ts';

export function ColumnChoice<Row>({ columns, label, resetLabel }: { columns: Columns<Row>; label: string; resetLabel: string }): ReactNode {
  const boxes = (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 6, minWidth: 160 }}>
      {columns.all.map((column) => (
        <Checkbox key={column.id} disabled={column.fixed ?? false} checked={columns.shown.includes(column)} onChange={() => columns.toggle(column.id)}>
          {column.title}
        </Checkbox>
      ))}
      <Button size="small" type="text" onClick={columns.reset} style={{ alignSelf: 'start', marginTop: 4 }}>
        {resetLabel}
      </Button>
    </div>
  );
  return (
    <Unfold content={boxes}>
      <Button icon={<Icon name="columns" size={16} />} aria-label={label} title={label} />
    </Unfold>
  );
}
