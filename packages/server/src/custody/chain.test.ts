import type { PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenCopy } from '../test/given-copy.ts';
import { givenPlace } from '../test/given-place.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { findBrokenChains } from './verify.actions.ts';
import { findMiscounted } from './verify.queries.ts';

let house: House;
let keeper: Visitor;
beforeAll(async () => {
  house = await openHouse();
  keeper = await house.as('archivist', { name: '王档' });
});
afterAll(() => house.close());

/** As the act of moving a place writes it. */
async function carryBox(box: PlaceId, from: PlaceId, to: PlaceId): Promise<void> {
  await house.app.db.updateTable('place').set({ parentId: to }).where('id', '=', box).execute();
  await house.app.db.insertInto('placeMove').values({ placeId: box, fromId: from, toId: to, reason: '腾柜', movedBy: keeper.id, movedAt: new Date() }).execute();
}

test('a chain tells everything in words: who, where as it was then, and the moves of the box in between', async () => {
  const [one, two] = [await givenPlace(house.app, { kind: 'room', name: '一号库' }), await givenPlace(house.app, { kind: 'room', name: '二号库' })];
  const box = await givenPlace(house.app, { parentId: one, name: '七号盒' });
  const copy = await givenCopy(house.app, keeper.actor);
  await keeper.post('/api/filings', { copies: [{ copyId: copy.id }], placeId: box });
  await carryBox(box, one, two);
  await keeper.post('/api/copies/take', { copies: [{ copyId: copy.id }], note: '补扫' });
  await carryBox(box, two, one);
  await keeper.post('/api/copies/put-back', { copies: [{ copyId: copy.id }] });
  const chain = (await keeper.get(`/api/copies/${copy.id}/chain`)).body;
  const at = ({ holder, place, name }: { holder: string; place?: string; name?: string }): string => place ?? name ?? holder;
  expect(chain.lines.map((line: never) => told(line, at))).toEqual([
    'opened: 王档',
    'filed: 王档 → 一号库 / 七号盒',
    'carried 七号盒: 一号库 → 二号库',
    'taken: 二号库 / 七号盒 → 王档',
    'moved: 王档 → 一号库 / 七号盒',
  ]);
  expect(chain.verdict).toEqual({ kind: 'whole', links: 4 });
});

interface Line {
  line: string;
  act: string;
  from: never;
  to: never;
  name: string;
}
const told = ({ line, act, from, to, name }: Line, at: (holder: never) => string): string => (line === 'act' ? `${act}: ${from ? `${at(from)} → ` : ''}${at(to)}` : `carried ${name}: ${from} → ${to}`);

test('a row that somebody changed past the chain is found, and a chain that somebody rewrote; so is a place that counts wrongly', async () => {
  const box = await givenPlace(house.app);
  const [first, second, whole] = [await givenCopy(house.app, keeper.actor), await givenCopy(house.app, keeper.actor), await givenCopy(house.app, keeper.actor)];
  for (const { id } of [first, second, whole]) await keeper.post('/api/copies/move', { copies: [{ copyId: id }], placeId: box });
  expect((await findBrokenChains(house.app.db)).broken).toEqual([]);
  expect(await findMiscounted(house.app.db)).toEqual([]);

  await house.app.db.updateTable('copy').set({ holder: 'person', placeId: null, personId: keeper.id }).where('id', '=', first.id).execute();
  await expect(sql`delete from custody_event where copy_id = ${second.id} and seq = 1`.execute(house.app.db)).rejects.toThrow('is not rewritten');
  await sql`alter table custody_event disable trigger custody_event_kept`.execute(house.app.db);
  await sql`update custody_event set to_person_id = null, to_holder = 'outside', to_outside = '别处' where copy_id = ${second.id} and seq = 1`.execute(house.app.db);
  await sql`alter table custody_event enable trigger custody_event_kept`.execute(house.app.db);

  const { broken } = await findBrokenChains(house.app.db);
  expect(broken).toEqual([
    { copyId: first.id, verdict: { kind: 'broken', seq: 2, why: 'row' } },
    { copyId: second.id, verdict: { kind: 'broken', seq: 2, why: 'from' } },
  ]);
  expect((await keeper.get(`/api/copies/${first.id}/chain`)).body.verdict).toEqual({ kind: 'broken', seq: 2, why: 'row' });
  expect((await keeper.get(`/api/copies/${whole.id}/chain`)).body.verdict).toEqual({ kind: 'whole', links: 2 });
  expect(await findMiscounted(house.app.db)).toEqual([{ placeId: box, held: 3, heldMm: 3, found: 2, foundMm: 2 }]);
});
