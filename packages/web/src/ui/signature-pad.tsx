import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import styles from './signature-pad.module.css';

interface SignatureWords {
  area: string;
  say: string;
  type: string;
  draw: string;
  typed: string;
  clear: string;
}

const [width, height] = [720, 216];

/** A place to sign: drawn with finger, pen or mouse, or, from a keyboard, the name typed. Hands out a PNG in base64, null while it is empty. Always black on white: it is printed. */
export function SignaturePad({ words, onChange }: { words: SignatureWords; onChange: (png: string | null) => void }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [typing, setTyping] = useState(false);
  const [name, setName] = useState('');

  const pen = (): CanvasRenderingContext2D | null => canvas.current?.getContext('2d') ?? null;
  const wipe = (): void => {
    const context = pen();
    if (!context) return;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  };
  useEffect(wipe, []);
  const tell = (): void => onChange(canvas.current?.toDataURL('image/png').split(',')[1] ?? null);
  const clear = (): void => {
    wipe();
    setName('');
    onChange(null);
  };
  const at = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = at(event);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const [context, from, to] = [pen(), last.current, at(event)];
    if (!context || !from) return;
    context.strokeStyle = '#111';
    context.lineWidth = event.pointerType === 'pen' ? 2 + event.pressure * 4 : 4;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
  };
  const end = (): void => {
    if (!last.current) return;
    last.current = null;
    tell();
  };
  const write = (text: string): void => {
    setName(text);
    wipe();
    const context = pen();
    if (!context || text.trim() === '') return onChange(null);
    context.fillStyle = '#111';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = '84px KaiTi, STKaiti, "Kaiti SC", "Noto Serif CJK SC", serif';
    context.fillText(text.trim(), width / 2, height / 2, width - 60);
    tell();
  };
  return (
    <div className={styles['pad']}>
      <canvas ref={canvas} width={width} height={height} className={styles['area']} aria-label={words.area} role="img" onPointerDown={typing ? undefined : begin} onPointerMove={typing ? undefined : go} onPointerUp={end} onPointerCancel={end} />
      {typing && <Input autoFocus aria-label={words.typed} placeholder={words.typed} maxLength={40} value={name} onChange={(event) => write(event.target.value)} />}
      <div className={styles['foot']}>
        <span>{typing ? '' : words.say}</span>
        <Button
          size="small"
          onClick={() => {
            clear();
            setTyping(!typing);
          }}
        >
          {typing ? words.draw : words.type}
        </Button>
        <Button size="small" onClick={clear}>
          {words.clear}
        </Button>
      </div>
    </div>
  );
}
