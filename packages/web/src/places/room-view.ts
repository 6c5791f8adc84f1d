import type { Rect } from './room-scene.ts';

/** A point of the scene is drawn at `point × scale + (x, y)`. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

export interface Port {
  width: number;
  height: number;
}

const nearest = 1.6;
const farthest = 0.004;

/** The whole of it in the middle of the window. */
export function fitted(rect: Rect, port: Port, { margin = 24, most = nearest }: { margin?: number; most?: number | undefined } = {}): View {
  const scale = Math.min(most, Math.max(farthest, Math.min((port.width - 2 * margin) / rect.w, (port.height - 2 * margin) / rect.h)));
  return { scale, x: (port.width - rect.w * scale) / 2 - rect.x * scale, y: (port.height - rect.h * scale) / 2 - rect.y * scale };
}

/** Nearer or farther, so that what lies under the point stays under it. */
export function zoomed(view: View, at: { x: number; y: number }, factor: number): View {
  const scale = Math.min(nearest, Math.max(farthest, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}

/** Moved, but never so far that nothing of it can be seen. */
export function kept(view: View, rect: Rect, port: Port): View {
  const hold = (at: number, from: number, length: number, room: number): number => Math.min(Math.max(at, Math.min(80, room / 4) - (from + length) * view.scale), room - Math.min(80, room / 4) - from * view.scale);
  return { scale: view.scale, x: hold(view.x, rect.x, rect.w, port.width), y: hold(view.y, rect.y, rect.h, port.height) };
}

export const inScene = (view: View, x: number, y: number): { x: number; y: number } => ({ x: (x - view.x) / view.scale, y: (y - view.y) / view.scale });

/** What of the scene is in the window. */
export const seen = (view: View, port: Port): Rect => ({ x: -view.x / view.scale, y: -view.y / view.scale, w: port.width / view.scale, h: port.height / view.scale });
