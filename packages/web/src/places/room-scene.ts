import type { PicturePlace, PlaceId } from '@qige/wire';
import { type Filled, type Heat, heatOf } from './fill.ts';

/** All lengths in millimetres. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Spine extends Rect {
  place: PicturePlace;
  heat: Heat;
}

export interface ShelfFront extends Rect {
  /** Null where boxes stand on no shelf. */
  place: PicturePlace | null;
  spines: Spine[];
}

/** A cabinet, a safe, or boxes that stand about in the room together. */
export interface Piece {
  id: PlaceId;
  place: PicturePlace;
  /** Boxes without a cabinet. */
  loose: boolean;
  row: PicturePlace | null;
  /** Its front, standing in the wall of fronts. */
  front: Rect;
  shelves: ShelfFront[];
  /** Where it stands on the floor. */
  floor: Rect;
  turned: boolean;
  /** Somebody has put it there; otherwise it is laid out in rows. */
  placed: boolean;
  heat: Heat;
  boxes: number;
}

export interface Scene {
  pieces: Piece[];
  fronts: Rect;
  floor: Rect;
  /** The walls; where the size of the room is not known, a little around what stands in it. */
  walls: Rect;
  rows: { name: string; x: number; y: number }[];
  /** Which piece a place stands in, at any depth, itself included. */
  pieceOf: ReadonlyMap<PlaceId, Piece>;
}

const shelfHeight = 360;
const boxHeight = 310;
const usualWidth = 900;
const usualDepth = 450;
const usualSpine = 40;
const side = 24;
const gap = 90;
const aisle = 900;
const title = 260;
const wall = 900;

/** Draws up a room: its cabinets with their fronts side by side, row by row, and on the floor where they stand. */
export function sceneOf(room: PicturePlace, places: readonly PicturePlace[]): Scene {
  const below = Map.groupBy(places, (place) => place.parentId);
  const childrenOf = (id: PlaceId): readonly PicturePlace[] => below.get(id) ?? [];
  const direct = childrenOf(room.id);
  const rows = direct.filter((place) => place.kind === 'row');
  const standing = direct.filter((place) => place.kind !== 'row');
  // A cabinet looked at by itself is its own picture.
  const alone = rows.length === 0 && standing.length > 0 && standing.every((place) => place.moves || childrenOf(place.id).every((one) => one.moves)) && room.kind !== 'room';
  const groups = alone ? [{ row: null, pieces: [pieceOf(room, null, direct, childrenOf)] }] : [...rows.map((row) => ({ row, pieces: piecesOf(row, row, childrenOf(row.id), childrenOf) })), { row: null, pieces: piecesOf(room, null, standing, childrenOf) }].filter((group) => group.pieces.length > 0);

  const titles: Scene['rows'] = [];
  const across = Math.max(8, Math.ceil(Math.sqrt(groups.reduce((sum, group) => sum + group.pieces.length, 0) * 3)));
  let y = 0;
  let floorY = 0;
  for (const { row, pieces } of groups) {
    if (row) titles.push({ name: row.name || row.code, x: 0, y });
    if (row) y += title;
    for (let at = 0; at < pieces.length; at += across) {
      const line = pieces.slice(at, at + across);
      const tallest = Math.max(...line.map((piece) => piece.front.h));
      let x = 0;
      let floorX = 0;
      for (const piece of line) {
        standAt(piece, x, y + title + tallest - piece.front.h);
        x += piece.front.w + gap;
        if (!piece.placed) Object.assign(piece.floor, { x: floorX, y: floorY });
        floorX += piece.floor.w;
      }
      y += tallest + title + gap;
      // Two rows back to back, then an aisle, as shelving is set.
      floorY += usualDepth + (Math.floor(at / across) % 2 === 0 ? 0 : aisle);
    }
    floorY += aisle;
    y += gap;
  }
  const pieces = groups.flatMap((group) => group.pieces);
  const [, , width, depth] = room.plan ?? [null, null, null, null];
  const floors = pieces.map((piece) => piece.floor);
  const taken = around(floors);
  const walls = width && depth ? { x: -wall, y: -wall, w: width, h: depth } : { x: taken.x - wall, y: taken.y - wall, w: taken.w + 2 * wall, h: taken.h + 2 * wall };
  return { pieces, rows: titles, walls, fronts: around(pieces.map((piece) => piece.front)), floor: around([walls, ...floors]), pieceOf: indexOf(pieces, childrenOf) };
}

function piecesOf(within: PicturePlace, row: PicturePlace | null, children: readonly PicturePlace[], childrenOf: (id: PlaceId) => readonly PicturePlace[]): Piece[] {
  const loose = children.filter((place) => place.moves);
  const furniture = children.filter((place) => !place.moves).map((place) => pieceOf(place, row, childrenOf(place.id), childrenOf));
  return loose.length === 0 ? furniture : [...furniture, { ...pieceOf({ ...within, plan: undefined } as PicturePlace, row, loose, childrenOf), loose: true }];
}

function pieceOf(place: PicturePlace, row: PicturePlace | null, children: readonly PicturePlace[], childrenOf: (id: PlaceId) => readonly PicturePlace[]): Piece {
  const boards = children.filter((one) => !one.moves && one.kind !== 'slot');
  const bare = children.filter((one) => one.moves || one.kind === 'slot');
  // Boxes that stand on no shelf are set in as many as a usual shelf takes.
  const unshelved = chunks(bare, Math.max(1, Math.floor(usualWidth / usualSpine))).map((spines) => ({ place: null, spines }));
  const shelves = [...boards.map((board) => ({ place: board, spines: childrenOf(board.id) })), ...unshelved];
  const widest = Math.max(usualWidth, ...boards.map((board) => Math.min(board.capacityMm ?? usualWidth, 2 * usualWidth)));
  const fronts = shelves.map((shelf, at): ShelfFront => ({ ...shelf, x: side, y: side + at * shelfHeight, w: widest, h: shelfHeight, spines: spinesOf(shelf.spines, shelf.place, widest, side + at * shelfHeight) }));
  const [x, y, width, depth, turned] = place.plan ?? [null, null, null, null, false];
  const [w, h] = [width ?? usualWidth + 100, depth ?? usualDepth];
  return {
    id: place.id,
    place,
    loose: false,
    row,
    front: { x: 0, y: 0, w: widest + 2 * side, h: Math.max(1, shelves.length) * shelfHeight + 2 * side },
    shelves: fronts,
    floor: { x: x ?? 0, y: y ?? 0, w: turned ? h : w, h: turned ? w : h },
    turned,
    placed: x !== null && y !== null,
    heat: heatOf(sumOf(fronts.flatMap((shelf) => (shelf.spines.length > 0 ? shelf.spines.map((spine) => spine.place) : shelf.place ? [shelf.place] : [])), place)),
    boxes: fronts.reduce((sum, shelf) => sum + shelf.spines.length, 0),
  };
}

/** The boxes of a shelf side by side as thick as they are, narrower where they would not go in otherwise. */
function spinesOf(boxes: readonly PicturePlace[], shelf: PicturePlace | null, width: number, top: number): Spine[] {
  const thickness = (box: PicturePlace): number => box.thicknessMm ?? Math.min(usualSpine * 2, width / Math.max(boxes.length, shelf?.capacity ?? 0, 1));
  const total = boxes.reduce((sum, box) => sum + thickness(box), 0);
  const squeeze = Math.min(1, width / total);
  let x = side;
  return boxes.map((place) => {
    const w = thickness(place) * squeeze;
    const spine = { place, x, y: top + shelfHeight - boxHeight - 16, w, h: boxHeight, heat: heatOf(place) };
    x += w;
    return spine;
  });
}

/** What a whole cabinet holds of what it could: of its boxes where there are some, else of itself. */
function sumOf(parts: readonly PicturePlace[], own: PicturePlace): Filled {
  const known = parts.filter((part) => part.capacityMm !== undefined || part.capacity !== undefined);
  if (known.length === 0) return own;
  const byMm = known.filter((part) => part.capacityMm !== undefined);
  const sum = (list: readonly PicturePlace[], of: (part: PicturePlace) => number): number => list.reduce((total, part) => total + of(part), 0);
  return { held: sum(known, (part) => part.held), heldMm: sum(byMm, (part) => part.heldMm), capacityMm: sum(byMm, (part) => part.capacityMm ?? 0) || null, capacity: byMm.length > 0 ? null : sum(known, (part) => part.capacity ?? 0) };
}

function standAt(piece: Piece, x: number, y: number): void {
  Object.assign(piece.front, { x, y });
  for (const shelf of piece.shelves) {
    Object.assign(shelf, { x: shelf.x + x, y: shelf.y + y });
    for (const spine of shelf.spines) Object.assign(spine, { x: spine.x + x, y: spine.y + y });
  }
}

function indexOf(pieces: readonly Piece[], childrenOf: (id: PlaceId) => readonly PicturePlace[]): Map<PlaceId, Piece> {
  const index = new Map<PlaceId, Piece>();
  const enter = (id: PlaceId, piece: Piece): void => {
    index.set(id, piece);
    for (const child of childrenOf(id)) enter(child.id, piece);
  };
  // Loose boxes stand directly in the room; the room itself is no piece of it.
  for (const piece of pieces) {
    if (piece.loose) for (const spine of piece.shelves.flatMap((shelf) => shelf.spines)) enter(spine.place.id, piece);
    else enter(piece.id, piece);
  }
  return index;
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

export function around(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, w: 1, h: 1 };
  const [x, y] = [Math.min(...rects.map((rect) => rect.x)), Math.min(...rects.map((rect) => rect.y))];
  return { x, y, w: Math.max(...rects.map((rect) => rect.x + rect.w)) - x, h: Math.max(...rects.map((rect) => rect.y + rect.h)) - y };
}

export const holds = (rect: Rect, x: number, y: number): boolean => x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h;
export const meets = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What stands at a point of the fronts: a box, or else the piece. */
export function frontAt({ pieces }: Scene, x: number, y: number): { piece: Piece; spine: Spine | undefined } | undefined {
  const piece = pieces.find((one) => holds(one.front, x, y));
  return piece && { piece, spine: piece.shelves.find((shelf) => holds(shelf, x, y))?.spines.find((spine) => holds(spine, x, y)) };
}

export const floorAt = ({ pieces }: Scene, x: number, y: number): Piece | undefined => pieces.findLast((one) => holds(one.floor, x, y));

/** The box a place is or stands in, as it is drawn. */
export function spineOf({ pieceOf: index }: Scene, path: readonly PlaceId[]): Spine | undefined {
  const piece = path.map((id) => index.get(id)).find((one) => one !== undefined);
  const wanted = new Set(path);
  return piece?.shelves.flatMap((shelf) => shelf.spines).findLast((spine) => wanted.has(spine.place.id));
}
