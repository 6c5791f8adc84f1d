import type { ReactNode } from 'react';
import type { Box } from './view.ts';
import styles from './viewer.module.css';

export interface Mark {
  id: string;
  boxes: readonly Box[];
  tone: 'field' | 'wrong' | 'word' | 'quiet';
  label: string;
}

/** Places on the page. The lines keep their thickness at every scale. */
export function Marks({ marks, active, scale, onMark }: { marks: readonly Mark[]; active?: string | undefined; scale: number; onMark?: ((id: string) => void) | undefined }): ReactNode {
  const pad = 3 / scale;
  return marks.flatMap(({ id, boxes, tone, label }) =>
    boxes.map((box, index) => {
      const style = { left: box[0] - pad, top: box[1] - pad, width: box[2] - box[0] + 2 * pad, height: box[3] - box[1] + 2 * pad, '--stroke': `${1.5 / scale}px` } as React.CSSProperties;
      const shared = { className: styles['mark'], 'data-tone': tone, 'data-active': id === active || undefined, style, title: label };
      return onMark ? (
        <button key={`${id} ${index}`} type="button" tabIndex={-1} aria-label={label} {...shared} onClick={() => onMark(id)} />
      ) : (
        <span key={`${id} ${index}`} aria-hidden="true" {...shared} />
      );
    }),
  );
}
