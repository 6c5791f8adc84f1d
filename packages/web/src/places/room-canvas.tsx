import type { PlaceId } from '@qige/wire';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, type PointerEvent, type ReactNode, type Ref } from 'react';
import { useIsDark } from '../theme/theme-choice.ts';
import { bucketsOf, drawFloor, drawFronts, type Ink, type Mode } from './draw-room.ts';
import { floorAt, frontAt, type Piece, type Rect, type Scene, type Spine } from './room-scene.ts';
import { fitted, inScene, kept, type Port, type View, zoomed } from './room-view.ts';
import styles from './room.module.css';

export interface RoomControl {
  zoom: (factor: number) => void;
  fit: () => void;
  pan: (dx: number, dy: number) => void;
  /** Goes to a piece, or to all of it. */
  show: (piece: Piece | undefined, spine?: Spine) => void;
}

interface RoomCanvasProps {
  scene: Scene;
  mode: Mode;
  label: string;
  chosen: PlaceId | undefined;
  lit: Spine | undefined;
  litPiece: Piece | undefined;
  /** Cabinets are dragged to where they stand. */
  arranging: boolean;
  say: (piece: Piece, spine: Spine | undefined) => string;
  onChoose: (piece: Piece | undefined, spine: Spine | undefined) => void;
  onPlace: (piece: Piece, x: number, y: number) => void;
  control: Ref<RoomControl>;
}

const step = 50;
/** A metre of floor is drawn no larger than this at first, in pixels a millimetre; a front taller than this is shown by its box. */
const closest = 0.14;
const tall = 4_000;

const grown = ({ x, y, w, h }: Rect, across: number, down: number): Rect => ({ x: x - across, y: y - down, w: w + 2 * across, h: h + 2 * down });

/** The picture itself. It is drawn when something changes, by one canvas and no React: panning five thousand boxes renders nothing. */
export function RoomCanvas({ scene, mode, label, chosen, lit, litPiece, arranging, say, onChoose, onPlace, control }: RoomCanvasProps): ReactNode {
  const dark = useIsDark();
  const canvas = useRef<HTMLCanvasElement>(null);
  const hint = useRef<HTMLDivElement>(null);
  const view = useRef<View>({ scale: 0.05, x: 0, y: 0 });
  const port = useRef<Port>({ width: 1, height: 1 });
  const frame = useRef(0);
  const calm = useRef(0);
  const moving = useRef(false);
  const hover = useRef<PlaceId | undefined>(undefined);
  const buckets = useMemo(() => bucketsOf(scene), [scene]);
  const now = useRef({ scene, mode, buckets, chosen, lit, litPiece, dark });
  const inks = useRef<Ink>(undefined);
  const whole = (): Scene['fronts'] => (now.current.mode === 'floor' ? now.current.scene.floor : now.current.scene.fronts);

  const paint = (): void => {
    frame.current = 0;
    const element = canvas.current;
    const on = element?.getContext('2d', { alpha: false });
    if (!element || !on) return;
    const { scene, mode, buckets, dark, ...look } = now.current;
    const ink = (inks.current ??= inkOf(element, dark));
    const ratio = window.devicePixelRatio || 1;
    on.setTransform(ratio, 0, 0, ratio, 0, 0);
    on.fillStyle = ink.ground;
    on.fillRect(0, 0, port.current.width, port.current.height);
    const shown = { ...look, hover: hover.current, moving: moving.current };
    if (mode === 'floor') drawFloor(on, scene, view.current, port.current, ink, shown);
    else drawFronts(on, scene, buckets, view.current, port.current, ink, shown);
  };
  const ask = (): void => {
    frame.current ||= requestAnimationFrame(paint);
  };
  const change = (next: View): void => {
    view.current = kept(next, whole(), port.current);
    moving.current = true;
    window.clearTimeout(calm.current);
    calm.current = window.setTimeout(() => {
      moving.current = false;
      ask();
    }, 120);
    ask();
  };
  const fit = (): void => {
    const most = now.current.mode === 'floor' ? closest : undefined;
    change(fitted(whole(), port.current, { most }));
  };
  /** What was asked to be shown before the window's size was known. */
  const aim = useRef<() => void>(undefined);

  const show = (piece: Piece | undefined, spine: Spine | undefined): void => {
    if (!piece) return fit();
    if (now.current.mode === 'floor') return change(fitted(grown(piece.floor, 2_000, 2_000), port.current));
    change(fitted(spine && piece.front.h > tall ? grown(spine, 800, 500) : grown(piece.front, 0, 200), port.current));
  };

  useImperativeHandle(control, () => ({
    zoom: (factor) => change(zoomed(view.current, { x: port.current.width / 2, y: port.current.height / 2 }, factor)),
    pan: (dx, dy) => change({ ...view.current, x: view.current.x + dx, y: view.current.y + dy }),
    fit,
    show: (piece, spine) => {
      aim.current = () => show(piece, spine);
      aim.current();
    },
  }));

  useLayoutEffect(() => {
    if (now.current.dark !== dark) inks.current = undefined;
    const other = now.current.mode !== mode || now.current.scene.pieces.length !== scene.pieces.length;
    now.current = { scene, mode, buckets, chosen, lit, litPiece, dark };
    if (other) aim.current = undefined;
    if (other) fit();
    else ask();
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let first = true;
    const watch = new ResizeObserver(() => {
      port.current = { width: element.clientWidth, height: element.clientHeight };
      const ratio = window.devicePixelRatio || 1;
      element.width = Math.round(port.current.width * ratio);
      element.height = Math.round(port.current.height * ratio);
      if (first) (aim.current ?? fit)();
      else change(view.current);
      first = false;
    });
    watch.observe(element);
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const edge = element.getBoundingClientRect();
      if (event.shiftKey) change({ ...view.current, x: view.current.x - event.deltaY });
      else change(zoomed(view.current, { x: event.clientX - edge.left, y: event.clientY - edge.top }, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016))));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener('wheel', wheel);
      cancelAnimationFrame(frame.current);
      window.clearTimeout(calm.current);
    };
    // The listeners read what is current by themselves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const under = (event: { clientX: number; clientY: number }): { piece: Piece; spine: Spine | undefined } | undefined => {
    const edge = canvas.current?.getBoundingClientRect();
    const point = inScene(view.current, event.clientX - (edge?.left ?? 0), event.clientY - (edge?.top ?? 0));
    if (now.current.mode === 'fronts') return frontAt(now.current.scene, point.x, point.y);
    const piece = floorAt(now.current.scene, point.x, point.y);
    return piece && { piece, spine: undefined };
  };
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const held = useRef<{ piece: Piece; x: number; y: number } | undefined>(undefined);
  const travelled = useRef(0);
  const down = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.current.size === 1) travelled.current = 0;
    const piece = arranging && mode === 'floor' ? under(event)?.piece : undefined;
    held.current = piece && !piece.loose ? { piece, x: piece.floor.x, y: piece.floor.y } : undefined;
  };
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return point(event);
    const at = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, at);
    const [dx, dy] = [at.x - before.x, at.y - before.y];
    travelled.current += Math.hypot(dx, dy);
    const drag = held.current;
    if (drag) {
      Object.assign(drag, { x: drag.x + dx / view.current.scale, y: drag.y + dy / view.current.scale });
      Object.assign(drag.piece.floor, { x: Math.round(drag.x / step) * step, y: Math.round(drag.y / step) * step });
      return ask();
    }
    if (!other) return change({ ...view.current, x: view.current.x + dx, y: view.current.y + dy });
    const edge = event.currentTarget.getBoundingClientRect();
    const middle = { x: (at.x + other.x) / 2 - edge.left, y: (at.y + other.y) / 2 - edge.top };
    const factor = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    const next = zoomed(view.current, middle, factor);
    change({ ...next, x: next.x + dx / 2, y: next.y + dy / 2 });
  };
  const up = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (!fingers.current.delete(event.pointerId) || fingers.current.size > 0) return;
    const drag = held.current;
    held.current = undefined;
    if (travelled.current > 6) {
      if (drag) onPlace(drag.piece, drag.piece.floor.x, drag.piece.floor.y);
      return;
    }
    const found = under(event);
    onChoose(found?.piece, found?.spine);
  };
  /** What lies under the mouse is said beside it, without asking React. */
  const point = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.pointerType !== 'mouse') return;
    const found = under(event);
    const id = found ? (found.spine?.place.id ?? found.piece.id) : undefined;
    const box = hint.current;
    if (box) {
      box.hidden = found === undefined;
      const edge = event.currentTarget.getBoundingClientRect();
      box.style.transform = `translate(${Math.min(event.clientX - edge.left + 14, edge.width - 240)}px, ${event.clientY - edge.top + 18}px)`;
    }
    event.currentTarget.style.cursor = found ? (arranging && mode === 'floor' ? 'move' : 'pointer') : 'grab';
    if (id === hover.current) return;
    hover.current = id;
    if (box && found) box.textContent = say(found.piece, found.spine);
    ask();
  };
  return (
    <div className={styles['picture']}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        data-mode={mode}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={(event) => {
          fingers.current.delete(event.pointerId);
          held.current = undefined;
        }}
        onPointerLeave={() => {
          hover.current = undefined;
          if (hint.current) hint.current.hidden = true;
          ask();
        }}
      />
      <div ref={hint} className={styles['hint']} hidden />
    </div>
  );
}

function inkOf(element: HTMLElement, dark: boolean): Ink {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { dark, paper: of('paper'), ground: of('ground'), ink: of('ink'), inkSoft: of('ink-soft'), line: of('line'), mark: of('mark'), markLine: of('mark-line'), font: style.fontFamily };
}
