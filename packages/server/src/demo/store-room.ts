import type { Copy, PlaceId } from '@qige/wire';
import type { App } from '../app.ts';
import { fileCopies } from '../custody/filing.actions.ts';
import { releasePapers } from '../custody/hand-over.actions.ts';
import { listCopies } from '../custody/show.actions.ts';
import { changePlace } from '../places/change.actions.ts';
import { listPlaces } from '../places/show.actions.ts';
import { addPlaces } from '../places/tree.actions.ts';
import { airTheRoom } from './air.ts';
import type { Company } from './company.ts';
import { countShelf } from './count.ts';
import { daysAgo } from './days-ago.ts';
import { lendSome } from './lending.ts';

const perBox = 4;
const unfiled = 2;

/** The archive room of the demo company as one finds it on an ordinary day: what stands where, what is out, what waits, how the air is. */
export async function fillStoreRoom(app: App, company: Company): Promise<void> {
  const { archivist, clerk } = company;
  // A demo that was stopped in between does not build its room twice.
  if ((await listPlaces(app, { limit: 1 })).places.length > 0) return;
  const room = await buildRoom(daysAgo(app, 400), company);
  const shelf = room.shelves[0] as PlaceId;
  const papers = (await listCopies(app, clerk, { filed: 'no', holder: 'person', personId: clerk.id, limit: 200 })).copies.toReversed();
  const toFile = papers.slice(0, Math.max(0, papers.length - unfiled));
  for (let at = 0; at < toFile.length; at += perBox) {
    const placeId = room.boxes[at / perBox];
    if (placeId) await fileCopies(daysAgo(app, 57), clerk, { copies: toFile.slice(at, at + perBox).map(({ id }) => ({ copyId: id })), placeId });
  }
  await lendSome(app, company);
  await countShelf(app, company, shelf);
  const waiting: Copy | undefined = papers.at(-1);
  if (waiting) await releasePapers(app, clerk, { receiverId: archivist.id, papers: [{ copyId: waiting.id, pageCount: waiting.pageCount }], note: '页数已点，请归档' });
  await airTheRoom(app, company, room.id);
}

interface BuiltRoom {
  id: PlaceId;
  shelves: PlaceId[];
  boxes: PlaceId[];
}

async function buildRoom(app: App, { archivist }: Company): Promise<BuiltRoom> {
  const level = (kind: string, code: string, count = 1, more: object = {}) => ({ kind, code, count, from: 1, name: '', ...more });
  const { top } = await addPlaces(app, archivist, {
    parentId: null,
    levels: [
      level('site', '苏州厂区'),
      level('room', 'K1', 1, { name: '合同档案库' }),
      level('cabinet', 'G{n:2}', 4),
      level('shelf', '{in}-{n}', 5, { capacityMm: 900 }),
      level('box', '{in}-{n:2}', 8, { thicknessMm: 50, capacityMm: 46 }),
    ],
  });
  const inside = async (parentId: PlaceId): Promise<PlaceId[]> => (await listPlaces(app, { parentId, limit: 500 })).places.map(({ id }) => id);
  const [id] = await inside(top[0] as PlaceId);
  if (!id) throw new Error('The demo’s room was not built.');
  const cabinets = await inside(id);
  // Two rows with an aisle between them, millimetres from the corner.
  for (const [at, cabinet] of cabinets.entries()) await changePlace(app, archivist, cabinet, { planX: 600 + (at % 2) * 1_000, planY: at < 2 ? 400 : 2_000, planWidth: 900, planDepth: 400 });
  const shelves = await inside(cabinets[0] as PlaceId);
  return { id, shelves, boxes: (await Promise.all(shelves.slice(0, 2).map(inside))).flat() };
}
