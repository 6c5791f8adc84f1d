import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Icon, type IconName } from '../icon.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { Marks, type Mark } from './marks.tsx';
import { TextLayer, type TextLine } from './text-layer.tsx';
import { useView } from './use-view.ts';
import { around, type Box } from './view.ts';
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
  onLine?: (index: number) => void;
  onTurn?: (by: 1 | -1) => void;
  first?: 'page' | 'width';
  tools?: ReactNode;
  /** Shown in place of an image that is not there. */
  missing?: ReactNode;
}

export function PageViewer(props: PageViewerProps): ReactNode {
  const { src, width, height, words, marks = [], active, onTurn } = props;
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

  useShortcuts(words.keysTitle, [
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
        {tool('minus', words.zoomOut, () => zoom(0.8))}
        <span className={styles['scale']}>{Math.round(view.scale * 100)}%</span>
        {tool('plus', words.zoomIn, () => zoom(1.25))}
        {tool('fit', words.fit, control.fit)}
        {tool('width', words.width, control.fitAcross)}
      </div>
      <div ref={port} className={styles['port']} onPointerDown={control.onPointerDown}>
        {src && !broken ? (
          <div className={styles['page']} style={{ width, height, transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}>
            <img src={src} width={width} height={height} alt={props.alt} draggable={false} onError={() => setFailed(src)} />
            {props.lines && <TextLayer lines={props.lines} onLine={props.onLine} />}
            <Marks marks={marks} active={active} scale={view.scale} onMark={props.onMark} />
          </div>
        ) : (
          <div className={styles['missing']}>{broken ? words.broken : props.missing}</div>
        )}
      </div>
    </div>
  );
}
