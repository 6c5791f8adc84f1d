import type { DepartmentId } from '@qige/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeIdOf } from '../test/given-contract.ts';
import { addRoom, givenPaper, givenPaperIn, type Room } from '../test/given-places.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let archivist: Visitor;
let clerk: Visitor;
let departmentId: DepartmentId;
let room: Room;
beforeAll(async () => {
  house = await openHouse();
  archivist = await house.as('archivist');
  departmentId = await house.givenDepartment();
  clerk = await house.as('clerk', { departmentId });
  room = await addRoom(archivist, { cabinets: 2, shelves: 2, boxes: 4 });
});
afterAll(() => house.close());

const numbers = (reply: { body: { copies: { contractNumber: string }[] } }): string[] => reply.body.copies.map((one) => one.contractNumber);

describe('what lies in a place', () => {
  test('is listed page by page in the order of the tree, each with where; only what the asker may see', async () => {
    const [, , , first, second] = room.boxes as [string, string, string, (typeof room.boxes)[number], (typeof room.boxes)[number]];
    const theirs = [];
    for (const [box, count] of [[second, 3], [first, 4]] as const) for (let i = 0; i < count; i++) theirs.push({ ...(await givenPaperIn(house, box)), box });
    const mine = await givenPaperIn(house, first, { departmentId });
    const inOrder = [...theirs.filter((one) => one.box === first), mine, ...theirs.filter((one) => one.box === second)].map((one) => one.number);
    expect(numbers(await archivist.get(`/api/places/${room.id}/contents?branch=true`))).toEqual(inOrder);
    const walked: string[] = [];
    for (let after = ''; ; ) {
      const page = await archivist.get(`/api/places/${room.site}/contents?branch=true&limit=3${after}`);
      walked.push(...numbers(page));
      if (page.body.next === null) break;
      after = `&after=${page.body.next}`;
    }
    expect(walked).toEqual(inOrder);
    expect(numbers(await archivist.get(`/api/places/${room.id}/contents`))).toEqual([]);
    const direct = await archivist.get(`/api/places/${first}/contents?limit=2`);
    expect([...numbers(direct), ...numbers(await archivist.get(`/api/places/${first}/contents?after=${direct.body.next}`))]).toEqual(inOrder.slice(0, 5));
    const [row] = (await archivist.get(`/api/places/${room.cabinets[1]}/contents?branch=true`)).body.copies as unknown[];
    expect(row).toBeUndefined();
    expect((await archivist.get(`/api/places/${room.cabinets[0]}/contents?branch=true&limit=1`)).body.copies[0].where).toBe('G1-1 / G1-1-04');

    expect(numbers(await clerk.get(`/api/places/${room.id}/contents?branch=true`))).toEqual([mine.number]);
    // How much stands somewhere can be seen from the aisle.
    expect((await clerk.get(`/api/places/${room.id}`)).body.branch.copies).toBe(8);
  });

  test('goes by archival code where there is one, and on past those without', async () => {
    const box = room.boxes[0] as (typeof room.boxes)[number];
    const papers: Awaited<ReturnType<typeof givenPaperIn>>[] = [];
    for (let i = 0; i < 5; i++) papers.push(await givenPaperIn(house, box));
    for (const [i, code] of [[0, 'Z001-HT·2026-D30-XSB-0003'], [3, 'Z001-HT·2026-D30-XSB-0001']] as const) {
      await house.app.db.insertInto('archivalCode').values({ code, series: 'x', item: i, allocatedBy: 'x' }).execute();
      await house.app.db.updateTable('copy').set({ archivalCode: code }).where('id', '=', papers[i]?.copyId ?? ('' as never)).execute();
    }
    const inOrder = [3, 0, 1, 2, 4].map((i) => papers[i]?.number);
    for (const branch of ['true', 'false']) {
      const walked: string[] = [];
      for (let after = ''; ; ) {
        const page = await archivist.get(`/api/places/${box}/contents?branch=${branch}&limit=1${after}`);
        walked.push(...numbers(page));
        if (page.body.next === null) break;
        after = `&after=${page.body.next}`;
      }
      expect(walked).toEqual(inOrder);
    }
    expect((await archivist.get(`/api/places/${box}/contents?after=${'x'.repeat(20)}`)).status).toBe(400);
  });
});

describe('where it should go', () => {
  test('with its own kind and year, then empty beside it; what is secret into the safe', async () => {
    const box = room.boxes[10] as (typeof room.boxes)[number];
    const lease = { type: 'ZL', signedOn: '2025-05-01' };
    await givenPaperIn(house, box, lease);
    const copy = await givenPaper(house, lease);
    const { proposals } = (await archivist.get(`/api/places/proposals?copyId=${copy.copyId}`)).body;
    expect(proposals[0]).toMatchObject({ placeId: box, same: 1, why: ['same-series', 'free'], where: '总部 / 一号库 / G2 / G2-1 / G2-1-03' });
    expect(proposals[1]).toMatchObject({ why: ['same-shelf', 'empty'] });
    const other = (await archivist.get(`/api/places/proposals?mm=20&contractTypeId=${await typeIdOf(house.app, 'ZL')}&year=2024`)).body.proposals;
    expect(other.every((one: { same: number; held: number }) => one.same === 0 && one.held === 0)).toBe(true);
    expect((await archivist.get('/api/places/proposals?mm=47')).body.proposals).toEqual([]);

    const { copyId: its } = await givenPaper(house, { confidentiality: 'secret' });
    expect((await archivist.get(`/api/places/proposals?copyId=${its}`)).body.proposals).toEqual([]);
    const { top } = (await archivist.post('/api/places', { parentId: room.id, levels: [{ kind: 'safe', code: 'BX1' }, { kind: 'box', code: '{in}-{n}', count: 2 }] })).body;
    const inSafe = (await archivist.get(`/api/places/proposals?copyId=${its}`)).body.proposals;
    expect(inSafe.map((one: { code: string; why: string[] }) => [one.code, one.why])).toEqual([['BX1-1', ['empty', 'safe']], ['BX1-2', ['empty', 'safe']]]);
    expect((await archivist.get(`/api/places/${top[0]}`)).body.inSafe).toBe(true);
    // What lies there of contracts one may not see is not counted for one.
    expect((await clerk.get(`/api/places/proposals?copyId=${copy.copyId}`)).status).toBe(404);
  });
});

describe('where it is', () => {
  test('by number, archival code or a part of the title, of what the asker may see', async () => {
    const box = room.boxes[5] as (typeof room.boxes)[number];
    const paper = await givenPaperIn(house, box, { title: '青石仓储租赁合同', departmentId });
    const hidden = await givenPaperIn(house, box, { title: '青石仓储保密协议' });
    await house.app.db.insertInto('archivalCode').values({ code: 'Z001-HT·2026-Y-ZLB-0009', series: 'y', item: 9, allocatedBy: 'x' }).execute();
    await house.app.db.updateTable('copy').set({ archivalCode: 'Z001-HT·2026-Y-ZLB-0009' }).where('id', '=', paper.copyId).execute();
    await house.runJobs();
    const ask = async (who: Visitor, query: string) => (await who.get(`/api/whereabouts?${query}`)).body.copies as { copyId: string }[];
    for (const text of [paper.number, '青石仓储', 'z001-HT·2026-Y-ZLB']) {
      expect((await ask(clerk, `text=${encodeURIComponent(text)}`)).map((one) => one.copyId)).toEqual([paper.copyId]);
    }
    const [found] = await ask(clerk, `copyId=${paper.copyId}`);
    expect(found).toMatchObject({ holder: 'place', place: { id: box, where: '总部 / 一号库 / G1 / G1-2 / G1-2-02', roomId: room.id } });
    expect(await ask(clerk, `copyId=${hidden.copyId}`)).toEqual([]);
    expect(await ask(archivist, `text=${encodeURIComponent('青石仓储')}`)).toHaveLength(2);
    expect(await ask(archivist, '')).toEqual([]);
  });
});
