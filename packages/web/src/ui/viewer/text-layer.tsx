import { memo, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { Box } from './view.ts';
import styles from './viewer.module.css';

export interface TextLine {
  box: Box;
  text: string;
  /** Somebody said that it reads otherwise than the engine read it. */
  corrected?: boolean;
}

interface TextLayerProps {
  lines: readonly TextLine[];
  label: string;
  /** The lines are gone through one by one, from this one on; undefined while they only lie there. */
  picking: { line: number } | undefined;
  onLine: ((index: number) => void) | undefined;
  onSeen: (box: Box) => void;
  onLeave: () => void;
}

const brush = document.createElement('canvas').getContext('2d');

/** How wide the text is, in units of its height. */
function widthOf(text: string): number {
  if (!brush) return text.length;
  brush.font = '100px sans-serif';
  return Math.max(0.1, brush.measureText(text).width / 100);
}

/** The words themselves, unseen, where they stand on the image: to be selected, copied, read out, and put right line by line. */
export const TextLayer = memo(function TextLayer({ lines, label, picking, onLine, onSeen, onLeave }: TextLayerProps): ReactNode {
  const layer = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(picking?.line ?? 0);
  const here = Math.min(at, lines.length - 1);
  const go = (to: number): void => (layer.current?.children[Math.max(0, Math.min(lines.length - 1, to))] as HTMLElement | undefined)?.focus({ preventScroll: true });
  useEffect(() => {
    if (picking) (layer.current?.children[picking.line] as HTMLElement | undefined)?.focus({ preventScroll: true });
  }, [picking]);

  const seen = (index: number, element: HTMLElement): void => {
    setAt(index);
    const line = lines[index];
    // Under a finger or the mouse the page keeps still: it would slip away from the click.
    if (line && element.matches(':focus-visible')) onSeen(line.box);
  };
  const steps: Record<string, () => void> = {
    ArrowDown: () => go(here + 1),
    ArrowUp: () => go(here - 1),
    Home: () => go(0),
    End: () => go(lines.length - 1),
    Enter: () => onLine?.(here),
    F2: () => onLine?.(here),
    Escape: onLeave,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  const picked = picking !== undefined;
  return (
    <div ref={layer} className={styles['text']} data-text data-picking={picked || undefined} {...(picked ? { role: 'listbox', 'aria-label': label, onKeyDown } : {})}>
      {lines.map(({ box, text, corrected }, index) => {
        const height = (box[3] - box[1]) * 0.82;
        return (
          <div
            key={index}
            data-corrected={corrected || undefined}
            style={{ left: box[0], top: box[1], width: box[2] - box[0], height: box[3] - box[1] }}
            {...(picked ? { role: 'option', 'aria-selected': index === here, tabIndex: index === here ? 0 : -1, onFocus: (event: FocusEvent<HTMLElement>) => seen(index, event.currentTarget) } : {})}
            {...(onLine ? { [picked ? 'onClick' : 'onDoubleClick']: () => onLine(index) } : {})}
          >
            <span style={{ fontSize: height, lineHeight: `${box[3] - box[1]}px`, transform: `scaleX(${(box[2] - box[0]) / (height * widthOf(text))})` }}>{text}</span>
          </div>
        );
      })}
    </div>
  );
});
