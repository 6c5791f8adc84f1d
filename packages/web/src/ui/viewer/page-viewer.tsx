import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon, type IconName } from '../icon.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { Marks, type Mark } from './marks.tsx';
import { TextLayer, type TextLine } from './text-layer.tsx';
import { useView } from './use-view.ts';
import { around, type Box, nearest } from './view.ts';
import styles from './viewer.module.css';

export interface ViewerWords {
  keysTitle: string;
  zoomIn: string;
  zoomOut: string;
  fit: string;
  width: string;
  next: string;
  previous: string;
  of: string;
  broken: string;
  correctText: string;
  pageText: string;
}

interface PageViewerProps {
  src: string | undefined;
  width: number;
  height: number;
  alt: string;
  words: ViewerWords;
  marks?: readonly Mark[];
  /** The mark that is lit; the page moves so that it can be read. */
  active?: string | undefined;
  onMark?: (id: string) => void;
  lines?: readonly TextLine[] | undefined;
  /** Somebody wants to put this line right; left out where that may not be done. */
  onLine?: ((index: number) => void) | undefined;
  onTurn?: (by: 1 | -1) => void;
  first?: 'page' | 'width';
  tools?: ReactNode;
  /** Shown in place of an image that is not there. */
  missing?: ReactNode;
}

export function PageViewer(props: PageViewerProps): ReactNode {
  const { src, width, height, words, marks = [], active, onTurn, lines, onLine } = props;
  const control = useView({ width, height }, props.first ?? 'page');
  const { port, view, zoom, pan, show } = control;
  const [failed, setFailed] = useState<string>();
  const broken = failed !== undefined && failed === src;
  // The boxes are new objects at every drawing; as text, with the page they are on, they say whether there is somewhere new to go.
  const goal = JSON.stringify([src, active, around(marks.find((mark) => mark.id === active)?.boxes ?? [])]);
  useEffect(() => {
    const place = (JSON.parse(goal) as [unknown, unknown, Box | null])[2];
    if (place) show(place);
  }, [goal, show]);

  const [picking, setPicking] = useState<{ on: string | undefined; from: number }>();
  const before = useRef<Element>(null);
  const mayPick = onLine !== undefined && lines !== undefined && lines.length > 0;
  const pick = (): void => {
    if (!port.current?.contains(document.activeElement)) before.current = document.activeElement;
    const lit = around(marks.find((mark) => mark.id === active)?.boxes ?? []);
    setPicking({ on: src, from: lit ? nearest((lines ?? []).map((line) => line.box), lit) : 0 });
  };
  const leave = useCallback((): void => {
    setPicking(undefined);
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }, []);
  // Turned to another page, the lines there are gone through from the first.
  const from = useMemo(() => (picking && mayPick ? { line: picking.on === src ? picking.from : 0 } : undefined), [picking, mayPick, src]);

  useShortcuts(words.keysTitle, [
    { keys: 't', off: !mayPick, run: pick },
    { keys: 'alt+t', says: words.correctText, always: true, off: !mayPick, run: pick },
    { keys: '+', says: words.zoomIn, run: () => zoom(1.25) },
    { keys: '=', run: () => zoom(1.25) },
    { keys: 'alt+=', always: true, run: () => zoom(1.25) },
    { keys: '-', says: words.zoomOut, run: () => zoom(0.8) },
    { keys: 'alt+-', always: true, run: () => zoom(0.8) },
    { keys: '0', says: words.fit, run: control.fit },
    { keys: 'w', says: words.width, run: control.fitAcross },
    { keys: ']', says: words.next, off: !onTurn, run: () => onTurn?.(1) },
    { keys: '[', says: words.previous, off: !onTurn, run: () => onTurn?.(-1) },
    { keys: 'alt+arrowdown', always: true, run: () => pan(0, -120) },
    { keys: 'alt+arrowup', always: true, run: () => pan(0, 120) },
    { keys: 'alt+arrowleft', always: true, run: () => pan(120, 0) },
    { keys: 'alt+arrowright', always: true, run: () => pan(-120, 0) },
  ]);

  const tool = (name: IconName, label: string, run: () => void): ReactNode => <Button type="text" size="small" icon={<Icon name={name} size={16} />} aria-label={label} title={label} onClick={run} />;
  return (
    <div className={styles['viewer']}>
      <div className={styles['bar']}>
        {onTurn && tool('up', words.previous, () => onTurn(-1))}
        {onTurn && tool('down', words.next, () => onTurn(1))}
        <span className={styles['of']}>{words.of}</span>
        <span className={styles['gap']} />
        {props.tools}
        {mayPick && <Button type="text" size="small" icon={<Icon name="edit" size={16} />} aria-label={words.correctText} aria-pressed={from !== undefined} title={words.correctText} className={styles['toggle'] ?? ''} onClick={from === undefined ? pick : leave} />}
        {tool('minus', words.zoomOut, () => zoom(0.8))}
        <span className={styles['scale']}>{Math.round(view.scale * 100)}%</span>
        {tool('plus', words.zoomIn, () => zoom(1.25))}
        {tool('fit', words.fit, control.fit)}
        {tool('width', words.width, control.fitAcross)}
      </div>
      <div ref={port} className={styles['port']} onPointerDown={control.onPointerDown} onScroll={(event) => event.currentTarget.scrollTo(0, 0)}>
        {src && !broken ? (
          <div className={styles['page']} data-picking={from !== undefined || undefined} style={{ width, height, transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`, '--stroke': `${1.5 / view.scale}px` } as React.CSSProperties}>
            <img src={src} width={width} height={height} alt={props.alt} draggable={false} onError={() => setFailed(src)} />
            {lines && <TextLayer key={src} lines={lines} label={words.pageText} picking={from} onLine={onLine} onSeen={show} onLeave={leave} />}
            <Marks marks={marks} active={active} scale={view.scale} onMark={props.onMark} />
          </div>
        ) : (
          <div className={styles['missing']}>{props.missing ?? words.broken}</div>
        )}
      </div>
    </div>
  );
}
