import type { ContractId, CopyId, PlaceId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import { carry, lockPlacesOf } from '../custody/carry.actions.ts';
import { lockCopies } from '../custody/chain.queries.ts';
import { openCopy } from '../custody/open.actions.ts';
import { type GivenContract, givenContract } from './given-contract.ts';
import type { House, Visitor } from './house.ts';

export interface Room {
  site: PlaceId;
  id: PlaceId;
  cabinets: PlaceId[];
  shelves: PlaceId[];
  boxes: PlaceId[];
}

/** A store room with its cabinets, shelves and boxes, set up in one act as people do it. */
export async function addRoom(archivist: Visitor, { site: siteCode = 'HQ', cabinets = 2, shelves = 2, boxes = 3 } = {}): Promise<Room> {
  const levels = [
    { kind: 'site', code: siteCode, name: '总部' },
    { kind: 'room', code: 'K1', name: '一号库' },
    { kind: 'cabinet', code: 'G{n}', count: cabinets },
    { kind: 'shelf', code: '{in}-{n}', count: shelves },
    { kind: 'box', code: '{in}-{n:2}', count: boxes },
  ];
  const { status, body } = await archivist.post('/api/places', { parentId: null, levels });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const below = async (ids: readonly PlaceId[]): Promise<PlaceId[]> => (await Promise.all(ids.map((id) => archivist.get(`/api/places?parentId=${id}`)))).flatMap((reply) => reply.body.places.map((one: { id: PlaceId }) => one.id));
  const [site, [room, ...none]] = [body.top[0] as PlaceId, await below(body.top)];
  if (!room || none.length > 0) throw new Error('one room was asked for');
  const inRoom = await below([room]);
  const inCabinets = await below(inRoom);
  return { site, id: room, cabinets: inRoom, shelves: inCabinets, boxes: await below(inCabinets) };
}

/** A contract with a signed copy, in nobody's place yet. */
export async function givenPaper({ app }: House, given: GivenContract = {}): Promise<{ id: ContractId; number: string; copyId: CopyId }> {
  const contract = await givenContract(app, given);
  return { ...contract, copyId: await app.db.transaction().execute((tx) => openCopy(app, tx, theSystem, contract.id, { pageCount: 20 })) };
}

/** A contract whose paper lies in that place. */
export async function givenPaperIn(house: House, placeId: PlaceId, given: GivenContract = {}): Promise<{ id: ContractId; number: string; copyId: CopyId }> {
  const paper = await givenPaper(house, given);
  await house.app.db.transaction().execute(async (tx) => {
    const copies = await lockCopies(tx, theSystem, [paper.copyId]);
    const to = { holder: 'place' as const, placeId };
    const places = await lockPlacesOf(tx, copies, to);
    for (const copy of copies) await carry(house.app, tx, theSystem, copy, { act: 'moved', to }, places);
  });
  return paper;
}
