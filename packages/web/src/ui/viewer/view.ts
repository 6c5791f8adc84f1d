/** Where a page lies in its window: a point of the page is drawn at `point × scale + (x, y)`. */
export interface View {
  scale: number;
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
/** `[x0, y0, x1, y1]` in pixels of the page. */
export type Box = readonly [number, number, number, number];

const largest = 6;
const margin = 16;

export function fitPage(page: Size, port: Size): View {
  const scale = Math.min((port.width - 2 * margin) / page.width, (port.height - 2 * margin) / page.height, 2);
  return centred(Math.max(scale, 0.01), page, port);
}

export function fitWidth(page: Size, port: Size): View {
  const scale = Math.max((port.width - 2 * margin) / page.width, 0.01);
  const view = centred(scale, page, port);
  return page.height * scale > port.height ? { ...view, y: margin } : view;
}

function centred(scale: number, page: Size, port: Size): View {
  return { scale, x: (port.width - page.width * scale) / 2, y: (port.height - page.height * scale) / 2 };
}

/** Zooms so that what lies under `at` stays under it. */
export function zoomAt(view: View, at: Point, factor: number, page: Size, port: Size): View {
  const least = Math.min(fitPage(page, port).scale, 0.2) / 2;
  const scale = Math.min(largest, Math.max(least, view.scale * factor));
  const by = scale / view.scale;
  return keepInSight({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, page, port);
}

export function panBy(view: View, dx: number, dy: number, page: Size, port: Size): View {
  return keepInSight({ ...view, x: view.x + dx, y: view.y + dy }, page, port);
}

/** A page can be pushed to the edge, not out of the window. */
export function keepInSight(view: View, page: Size, port: Size): View {
  const hold = (at: number, length: number, room: number): number => Math.min(Math.max(at, Math.min(room / 3, room - length - room / 3)), Math.max(room - room / 3 - Math.min(length, room / 3), room / 3));
  return { scale: view.scale, x: hold(view.x, page.width * view.scale, port.width), y: hold(view.y, page.height * view.scale, port.height) };
}

export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1])), Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))];
}

/** Which of the boxes lies nearest to a place, by the distance of their middles; 0 where there are none. */
export function nearest(boxes: readonly Box[], place: Box): number {
  const away = ([x0, y0, x1, y1]: Box): number => Math.hypot(x0 + x1 - place[0] - place[2], y0 + y1 - place[1] - place[3]);
  return boxes.reduce((best, box, index) => (away(box) < away(boxes[best] as Box) ? index : best), 0);
}

/**
 * The nearest view in which the place can be read: nothing moves while it already can; otherwise it comes to the middle,
 * enlarged until a line of it is about `legible` pixels high.
 */
export function reveal(view: View, place: Box, page: Size, port: Size, legible = 18): View {
  const lineHeight = Math.min(place[3] - place[1], page.height / 40);
  const inSight =
    place[0] * view.scale + view.x >= 0 && place[1] * view.scale + view.y >= 0 && place[2] * view.scale + view.x <= port.width && place[3] * view.scale + view.y <= port.height;
  if (inSight && lineHeight * view.scale >= legible * 0.6) return view;
  const wanted = Math.max(view.scale, lineHeight > 0 ? legible / lineHeight : view.scale);
  const room = Math.min((port.width - 2 * margin) / Math.max(1, place[2] - place[0]), (port.height - 2 * margin) / Math.max(1, place[3] - place[1]));
  const scale = Math.min(largest, wanted, Math.max(room, 0.05));
  // In the middle, but no further from the edge of the page than need be.
  const lay = (from: number, to: number, length: number, room: number): number =>
    length * scale <= room ? (room - length * scale) / 2 : Math.min(margin, Math.max(room - length * scale - margin, room / 2 - ((from + to) / 2) * scale));
  return { scale, x: lay(place[0], place[2], page.width, port.width), y: lay(place[1], place[3], page.height, port.height) };
}
