import type { PlaceId } from '@qige/wire';
import { heatColour, heats, type Heat } from './fill.ts';
import { meets, type Piece, type Rect, type Scene, type Spine } from './room-scene.ts';
import { type Port, seen, type View } from './room-view.ts';

export type Mode = 'floor' | 'fronts';

export interface Ink {
  dark: boolean;
  paper: string;
  ground: string;
  ink: string;
  inkSoft: string;
  line: string;
  mark: string;
  markLine: string;
  font: string;
}

export interface Look {
  chosen: PlaceId | undefined;
  /** Where the paper asked for lies. */
  lit: Spine | undefined;
  litPiece: Piece | undefined;
  hover: PlaceId | undefined;
  /** While it moves, what is hard to draw is left out. */
  moving: boolean;
}

/** The rectangles of a piece by their heat, four numbers each, so that a frame sets each colour once. */
export type Buckets = ReadonlyMap<Piece, ReadonlyMap<Heat, Float32Array>>;

export function bucketsOf({ pieces }: Scene): Buckets {
  return new Map(
    pieces.map((piece) => {
      const lists = new Map<Heat, number[]>();
      const put = (heat: Heat, { x, y, w, h }: Rect): void => {
        const list = lists.get(heat) ?? [];
        lists.set(heat, list);
        list.push(x, y, w, h);
      };
      for (const shelf of piece.shelves) for (const spine of shelf.spines) put(spine.heat, spine);
      return [piece, new Map([...lists].map(([heat, list]) => [heat, Float32Array.from(list)]))];
    }),
  );
}

/** Names are written only where they can be read, and only so many of them. */
const readable = 18;
const writtenAtMost = 500;

export function drawFronts(on: CanvasRenderingContext2D, scene: Scene, buckets: Buckets, view: View, port: Port, ink: Ink, look: Look): void {
  const window = seen(view, port);
  const { scale } = view;
  const inSight = scene.pieces.filter((piece) => meets(piece.front, window));
  const at = (rect: Rect): [number, number, number, number] => [rect.x * scale + view.x, rect.y * scale + view.y, rect.w * scale, rect.h * scale];
  on.fillStyle = ink.paper;
  for (const piece of inSight) on.fillRect(...at(piece.front));
  // Between two spines a hair of paper, once they are wide enough to tell apart.
  const hair = scale * 40 > 3 ? Math.min(1, scale * 4) : 0;
  for (const heat of heats) {
    on.fillStyle = heatColour(heat, ink.dark);
    for (const piece of inSight) {
      const rects = buckets.get(piece)?.get(heat);
      if (!rects) continue;
      for (let i = 0; i < rects.length; i += 4) {
        const [x, y, w, h] = [(rects[i] ?? 0) * scale + view.x, (rects[i + 1] ?? 0) * scale + view.y, (rects[i + 2] ?? 0) * scale, (rects[i + 3] ?? 0) * scale];
        if (x + w < 0 || y + h < 0 || x > port.width || y > port.height) continue;
        if (heat === 0 && hair > 0) frame(on, x, y, w - hair, h, ink);
        else on.fillRect(x, y, Math.max(0.6, w - hair), h);
      }
    }
  }
  on.strokeStyle = ink.line;
  on.lineWidth = 1;
  on.beginPath();
  for (const piece of inSight) {
    on.rect(...at(piece.front));
    for (const shelf of piece.shelves) {
      const y = (shelf.y + shelf.h) * scale + view.y;
      on.moveTo(piece.front.x * scale + view.x, y);
      on.lineTo((piece.front.x + piece.front.w) * scale + view.x, y);
    }
  }
  on.stroke();
  drawShelvesOfPapers(on, inSight, at, ink);
  writeFronts(on, scene, inSight, view, port, ink, look);
  if (look.lit) light(on, at(look.lit), ink);
  else if (look.litPiece) light(on, at(look.litPiece.front), ink);
  for (const id of [look.hover, look.chosen]) {
    const piece = id && scene.pieceOf.get(id);
    if (piece) outline(on, at(piece.id === id ? piece.front : (piece.shelves.flatMap((shelf) => shelf.spines).find((spine) => spine.place.id === id) ?? piece.front)), ink, id === look.chosen ? 2 : 1);
  }
}

/** An empty box is paper on paper: it is seen by its edges. */
function frame(on: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, ink: Ink): void {
  on.fillStyle = ink.line;
  on.fillRect(x, y, w, h);
  on.fillStyle = heatColour(0, ink.dark);
  on.fillRect(x + 1, y + 1, Math.max(0, w - 2), h - 2);
}

/** A shelf on which papers lie without boxes is drawn as full as it is. */
function drawShelvesOfPapers(on: CanvasRenderingContext2D, pieces: readonly Piece[], at: (rect: Rect) => [number, number, number, number], ink: Ink): void {
  on.fillStyle = heatColour(3, ink.dark);
  for (const piece of pieces) {
    for (const { place, spines, ...rect } of piece.shelves) {
      if (!place || spines.length > 0 || place.heldMm === 0) continue;
      const share = place.capacityMm ? Math.min(1, place.heldMm / place.capacityMm) : 0.5;
      const [x, y, w, h] = at({ ...rect, y: rect.y + 60, h: rect.h - 76 });
      on.fillRect(x, y, w * share, h);
    }
  }
}

function writeFronts(on: CanvasRenderingContext2D, scene: Scene, pieces: readonly Piece[], view: View, port: Port, ink: Ink, { moving }: Look): void {
  const { scale } = view;
  on.fillStyle = ink.inkSoft;
  on.textBaseline = 'alphabetic';
  on.textAlign = 'left';
  const size = Math.min(16, Math.max(0, 150 * scale));
  if (size >= 9) {
    on.font = `600 ${Math.round(size)}px ${ink.font}`;
    for (const piece of pieces) on.fillText(nameOf(piece), piece.front.x * scale + view.x, piece.front.y * scale + view.y - 5, piece.front.w * scale);
  }
  on.font = `600 ${Math.round(Math.min(18, Math.max(11, 200 * scale)))}px ${ink.font}`;
  for (const row of scene.rows) on.fillText(row.name, row.x * scale + view.x, (row.y + 160) * scale + view.y);
  if (moving && scale < 0.6) return;
  const ratio = on.getTransform().a;
  const narrowest = readable / scale;
  on.textBaseline = 'middle';
  on.font = `12px ${ink.font}`;
  let written = 0;
  for (const piece of pieces) {
    for (const shelf of piece.shelves) {
      if ((shelf.spines[0]?.w ?? 0) < narrowest) continue;
      for (const spine of shelf.spines) {
        const [x, y] = [(spine.x + spine.w / 2) * scale + view.x, (spine.y + spine.h) * scale + view.y];
        if (x < -20 || x > port.width + 20 || y < 0 || y - spine.h * scale > port.height) continue;
        if (++written > writtenAtMost) continue;
        on.fillStyle = typeof spine.heat === 'number' && spine.heat >= 4 !== ink.dark ? '#FFFFFF' : ink.dark && spine.heat === 5 ? '#16171A' : ink.dark ? '#E9E6DF' : '#1F2328';
        // Turned by a quarter; a name longer than its spine is cut, which is cheaper than having it squeezed.
        on.setTransform(0, -ratio, ratio, 0, x * ratio, (y - 8) * ratio);
        const text = spine.place.name ?? spine.place.code;
        on.fillText(text.length * 7 > spine.h * scale ? text.slice(0, Math.floor((spine.h * scale) / 8)) : text, 0, 0);
      }
    }
  }
  on.setTransform(ratio, 0, 0, ratio, 0, 0);
}

const nameOf = ({ place, loose }: Piece): string => (loose ? '·' : place.name ? `${place.code} ${place.name}` : place.code);

export function drawFloor(on: CanvasRenderingContext2D, scene: Scene, view: View, port: Port, ink: Ink, look: Look): void {
  const window = seen(view, port);
  const { scale } = view;
  const at = (rect: Rect): [number, number, number, number] => [rect.x * scale + view.x, rect.y * scale + view.y, rect.w * scale, rect.h * scale];
  on.fillStyle = ink.paper;
  on.fillRect(...at(scene.walls));
  outline(on, at(scene.walls), ink, 2);
  const inSight = scene.pieces.filter((piece) => meets(piece.floor, window));
  for (const piece of inSight) {
    on.fillStyle = heatColour(piece.heat, ink.dark);
    on.fillRect(...at(piece.floor));
  }
  on.strokeStyle = ink.inkSoft;
  on.lineWidth = 1;
  on.beginPath();
  for (const piece of inSight) on.rect(...at(piece.floor));
  on.stroke();
  on.textAlign = 'center';
  on.textBaseline = 'middle';
  const size = Math.min(15, 190 * scale);
  on.font = `600 ${Math.round(size)}px ${ink.font}`;
  for (const piece of size >= 8 ? inSight : []) {
    const [x, y, w, h] = at(piece.floor);
    on.fillStyle = typeof piece.heat === 'number' && piece.heat >= 4 && (!ink.dark || piece.heat === 6) ? '#FFFFFF' : ink.dark && (piece.heat === 4 || piece.heat === 5) ? '#16171A' : ink.ink;
    on.save();
    on.translate(x + w / 2, y + h / 2);
    if (piece.turned) on.rotate(-Math.PI / 2);
    on.fillText(piece.loose ? '·' : piece.place.code, 0, 0, Math.max(w, h) - 6);
    on.restore();
  }
  if (look.litPiece) light(on, at(look.litPiece.floor), ink);
  for (const id of [look.hover, look.chosen]) {
    const piece = id && scene.pieceOf.get(id);
    if (piece) outline(on, at(piece.floor), ink, id === look.chosen ? 2.5 : 1.5);
  }
}

function outline(on: CanvasRenderingContext2D, [x, y, w, h]: [number, number, number, number], ink: Ink, width: number): void {
  on.strokeStyle = ink.ink;
  on.lineWidth = width;
  on.strokeRect(x - 1, y - 1, w + 2, h + 2);
}

/** The place asked for: marked as words are marked on a page, with a frame that is seen from afar. */
function light(on: CanvasRenderingContext2D, [x, y, w, h]: [number, number, number, number], ink: Ink): void {
  on.fillStyle = ink.mark;
  on.fillRect(x, y, Math.max(w, 3), h);
  on.strokeStyle = ink.markLine;
  on.lineWidth = 3;
  on.strokeRect(x - 5, y - 5, Math.max(w, 3) + 10, h + 10);
}
