import { randomUUID } from 'node:crypto';
import type { CopyId, PlaceId } from '@qige/wire';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenCopy } from '../test/given-copy.ts';
import { givenPlace } from '../test/given-place.ts';
import { type Answer, type House, openHouse, type Visitor } from '../test/house.ts';
import { findBrokenChains } from './verify.actions.ts';
import { findMiscounted } from './verify.queries.ts';

let house: House;
let keepers: Visitor[];
let boxes: PlaceId[];
beforeAll(async () => {
  house = await openHouse();
  keepers = [await house.as('archivist'), await house.as('archivist')];
  // One of any size, one that takes three papers, one of twelve millimetres.
  boxes = [await givenPlace(house.app), await givenPlace(house.app, { capacity: 3 }), await givenPlace(house.app, { capacityMm: 12 })];
});
afterAll(() => house.close());

/** What a step is made of: who, which papers, which place, and whether it insists. Numbers are taken modulo what there is. */
interface Step {
  act: number;
  who: number;
  copies: readonly number[];
  box: number;
  insists: boolean;
  twice: boolean;
}
interface World {
  who: Visitor;
  copies: CopyId[];
  box: PlaceId;
  more: { overCapacity?: string; actId?: string };
}

/** Everything that can be done to papers through the door. Another room's acts are another line here. */
const acts: readonly { name: string; run(world: World): Promise<Answer> }[] = [
  { name: 'file', run: ({ who, copies, box, more }) => who.post('/api/filings', { copies: copies.map((copyId) => ({ copyId })), placeId: box, ...more }) },
  { name: 'move', run: ({ who, copies, box, more }) => who.post('/api/copies/move', { copies: copies.map((copyId) => ({ copyId })), placeId: box, ...more }) },
  { name: 'take', run: ({ who, copies, more: { actId } }) => who.post('/api/copies/take', { copies: copies.map((copyId) => ({ copyId })), ...(actId ? { actId } : {}) }) },
  { name: 'put back', run: ({ who, copies, more }) => who.post('/api/copies/put-back', { copies: copies.map((copyId) => ({ copyId })), ...more }) },
  { name: 'unfile', run: ({ who, copies, more: { actId } }) => who.post(`/api/copies/${copies[0]}/unfile`, { reason: '分错', ...(actId ? { actId } : {}) }) },
  {
    name: 'measure',
    run: async ({ who, copies, box }) => {
      const { version } = (await who.get(`/api/copies/${copies[0]}`)).body;
      return who.patch(`/api/copies/${copies[0]}`, { version, thicknessMm: 1 + (box.charCodeAt(box.length - 1) % 7) / 2, pageCount: 9 });
    },
  },
];

const step: fc.Arbitrary<Step> = fc.record({ act: fc.nat({ max: 99 }), who: fc.nat({ max: 9 }), copies: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 3 }), box: fc.nat({ max: 9 }), insists: fc.boolean(), twice: fc.boolean() });

async function take(steps: readonly Step[], all: readonly CopyId[]): Promise<void> {
  for (const { act, who, copies, box, insists, twice } of steps) {
    const chosen = [...new Set(copies.map((n) => all[n % all.length] as CopyId))];
    const world: World = { who: keepers[who % keepers.length] as Visitor, copies: chosen, box: boxes[box % boxes.length] as PlaceId, more: { ...(insists ? { overCapacity: '临时' } : {}), ...(twice ? { actId: randomUUID() } : {}) } };
    const { run, name } = acts[act % acts.length] as (typeof acts)[number];
    const answers = twice ? [await run(world), await run(world)] : [await run(world)];
    for (const { status, body } of answers) expect([name, status < 500, status === 200 ? '' : body.error.code]).toEqual([name, true, expect.stringMatching(/^$|^(custody_impossible|custody_changed|filing_impossible|place_full|place_impossible)$/)]);
  }
}

/** Whatever happened: one holder each, every place counts what stands in it, every chain comes to the books, and codes run from one without a gap. */
async function isSound(): Promise<void> {
  expect((await findBrokenChains(house.app.db)).broken).toEqual([]);
  expect(await findMiscounted(house.app.db)).toEqual([]);
  const codes = await house.app.db.selectFrom('archivalCode').leftJoin('copy', 'copy.archivalCode', 'archivalCode.code').select(['series', 'item', 'voidReason', 'copy.id as copyId']).orderBy('series').orderBy('item').execute();
  for (const items of Map.groupBy(codes, ({ series }) => series).values()) expect(items.map(({ item }) => item)).toEqual(items.map((_, i) => i + 1));
  for (const { voidReason, copyId } of codes) expect(voidReason === null).toBe(copyId !== null);
}

test('whatever is done to papers, in whatever order, the books stay sound', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const all: CopyId[] = [];
      for (let i = 0; i < 4; i++) all.push((await givenCopy(house.app, (keepers[i % 2] as Visitor).actor, { signedOn: '2026-01-01' }, { thicknessMm: 1 + i })).id);
      await take(steps, all);
      await isSound();
    }),
    { numRuns: 12 },
  );
}, 180_000);

test('also where two do it at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), fc.array(step, { minLength: 4, maxLength: 10 }), async (mine, yours) => {
      const all: CopyId[] = [];
      for (let i = 0; i < 3; i++) all.push((await givenCopy(house.app, (keepers[i % 2] as Visitor).actor, { signedOn: '2026-01-01' }, { thicknessMm: 1 + i })).id);
      await Promise.all([take(mine, all), take(yours, all)]);
      await isSound();
    }),
    { numRuns: 8 },
  );
}, 180_000);
