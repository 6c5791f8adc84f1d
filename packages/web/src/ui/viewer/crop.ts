import { around, type Box, type Size, type View } from './view.ts';

/**
 * How a page lies in a small window so that a place on it can be read: the place stands a third from the left, lines about
 * `legible` pixels high, and the window never looks beyond the page.
 */
export function cropTo(boxes: readonly Box[], page: Size, port: Size, legible = 20): View {
  const first = boxes[0];
  const lineHeight = first ? Math.max(8, Math.min(first[3] - first[1], page.height / 20)) : page.height / 70;
  const scale = Math.min(1.5, Math.max(port.width / page.width, legible / lineHeight));
  const near = first ? boxes.filter((box) => Math.abs(box[1] - first[1]) * scale < port.height * 0.6) : [];
  const place = around(near) ?? [0, 0, page.width, page.height / 10];
  const hold = (at: number, length: number, room: number): number => Math.min(0, Math.max(room - length, at));
  return {
    scale,
    x: hold(port.width / 3 - place[0] * scale, page.width * scale, port.width),
    y: hold(port.height / 2 - ((place[1] + place[3]) / 2) * scale, page.height * scale, port.height),
  };
}
