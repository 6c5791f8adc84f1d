import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { fitPage, fitWidth, panBy, type Point, reveal, type Box, type Size, type View, zoomAt } from './view.ts';

export interface ViewControl {
  port: RefObject<HTMLDivElement | null>;
  view: View;
  zoom: (factor: number) => void;
  pan: (dx: number, dy: number) => void;
  fit: () => void;
  fitAcross: () => void;
  show: (place: Box) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

type Fit = 'page' | 'width' | 'free';

/** Zoom and pan of one page: wheel at the pointer, two fingers, drag, keys. The way it was fitted is kept from page to page. */
export function useView({ width, height }: Size, first: 'page' | 'width'): ViewControl {
  const port = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ scale: 0.2, x: 0, y: 0 });
  const fitted = useRef<Fit>(first);
  const page = useMemo(() => ({ width, height }), [width, height]);
  const room = useCallback((): Size => ({ width: port.current?.clientWidth ?? 1, height: port.current?.clientHeight ?? 1 }), []);
  const refit = useCallback((): void => {
    if (fitted.current === 'page') setView(fitPage(page, room()));
    else if (fitted.current === 'width') setView(fitWidth(page, room()));
  }, [room, page]);

  useLayoutEffect(() => refit(), [refit]);
  useEffect(() => {
    const watch = new ResizeObserver(() => refit());
    if (port.current) watch.observe(port.current);
    return () => watch.disconnect();
  }, [refit]);

  const change = useCallback(
    (next: (view: View, room: Size) => View): void => {
      fitted.current = 'free';
      setView((view) => next(view, room()));
    },
    [room],
  );

  useEffect(() => {
    const element = port.current;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const edge = element?.getBoundingClientRect();
      const at = { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
      if (event.shiftKey) change((view, room) => panBy(view, -event.deltaY, 0, page, room));
      else change((view, room) => zoomAt(view, at, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), page, room));
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [change, page]);

  const fingers = useRef(new Map<number, Point>());
  const onPointerDown = (down: PointerEvent<HTMLElement>): void => {
    const element = down.currentTarget;
    if (down.pointerType === 'mouse' && down.button === 2) return;
    // Text under the pointer is there to be selected; everywhere else the page is dragged.
    if (down.pointerType === 'mouse' && down.button === 0 && (down.target as HTMLElement).closest('[data-text], button')) return;
    fingers.current.set(down.pointerId, { x: down.clientX, y: down.clientY });
    const move = (event: globalThis.PointerEvent): void => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, now);
      if (!other) return change((view, room) => panBy(view, now.x - before.x, now.y - before.y, page, room));
      const edge = element.getBoundingClientRect();
      const middle = { x: (now.x + other.x) / 2 - edge.left, y: (now.y + other.y) / 2 - edge.top };
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      change((view, room) => panBy(zoomAt(view, middle, factor, page, room), (now.x - before.x) / 2, (now.y - before.y) / 2, page, room));
    };
    const end = (event: globalThis.PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      fingers.current.delete(down.pointerId);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  };

  return {
    port,
    view,
    onPointerDown,
    zoom: (factor) => change((view, room) => zoomAt(view, { x: room.width / 2, y: room.height / 2 }, factor, page, room)),
    pan: (dx, dy) => change((view, room) => panBy(view, dx, dy, page, room)),
    fit: () => {
      fitted.current = 'page';
      refit();
    },
    fitAcross: () => {
      fitted.current = 'width';
      refit();
    },
    show: useCallback((place: Box) => change((view, room) => reveal(view, place, page, room)), [change, page]),
  };
}
