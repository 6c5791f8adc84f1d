import { randomUUID } from 'node:crypto';
import { labelCode } from '@qige/rules/label-code';
import type { CopyId, PlaceId } from '@qige/wire';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installationOf } from '../labels/resolve.queries.ts';
import { someSignature } from '../test/examples/hand-overs.examples.ts';
import { givenCopy } from '../test/given-copy.ts';
import { givenPlace } from '../test/given-place.ts';
import { type Answer, type House, openHouse, type Visitor } from '../test/house.ts';
import { findBrokenChains } from './verify.actions.ts';
import { findMiscounted } from './verify.queries.ts';

let house: House;
let keepers: Visitor[];
let borrower: Visitor;
let chief: Visitor;
let counter: Visitor;
let boxes: PlaceId[];
beforeAll(async () => {
  house = await openHouse();
  keepers = [await house.as('archivist'), await house.as('archivist')];
  borrower = await house.as('finance');
  chief = await house.as('executive');
  counter = await house.as('administrator');
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

const newest = async (who: Visitor, url: string, list: string): Promise<{ id: string; state?: string; closed?: unknown } | undefined> => (await who.get(url)).body[list][0];
const nothing: Answer = { status: 404, body: { error: { code: 'not_found' } } };

/** The borrower asks, the executive says yes, and the keeper hands it out against a signature. */
async function lend({ who, copies }: World): Promise<Answer> {
  const { contractId } = await house.app.db.selectFrom('copy').select('contractId').where('id', '=', copies[0] as CopyId).executeTakeFirstOrThrow();
  const asked = await borrower.post(`/api/contracts/${contractId}/loans`, { purpose: '核对', whyPaper: '看印章', copyIds: [copies[0]] });
  if (asked.status !== 201) return asked;
  for (let step = 0; step < 2; step++) await chief.post(`/api/loans/${asked.body.id}/decision`, { answer: 'approved' });
  return who.post('/api/loans/hand-outs', { papers: [{ loanId: asked.body.id, copyId: copies[0], pageCount: 10 }], signature: someSignature });
}

/** The place is gone through, the papers it is made to find are scanned there, and two sign: the books follow. */
async function count({ who, copies, box }: World): Promise<Answer> {
  const opened = await who.post('/api/stock-takes', { placeId: box });
  if (opened.status !== 201) return opened;
  const at = `/api/stock-takes/${opened.body.id}`;
  const labels = await house.app.db.selectFrom('copy').select('labelNo').where('id', 'in', copies).execute();
  const installation = await installationOf(house.app.db);
  const seenAt = new Date().toISOString();
  await counter.post(`${at}/scans`, { device: counter.id, sentAt: seenAt, scans: labels.map(({ labelNo }) => ({ scanId: randomUUID(), code: labelCode(installation, 'copy', labelNo), placeId: box, seenAt })) });
  const { body: reported } = await who.post(`${at}/report`);
  for (const keeper of keepers) await keeper.post(`${at}/sign`, { reportedAt: reported.reportedAt });
  return who.post(`${at}/close`);
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
  { name: 'release', run: ({ who, copies }) => who.post('/api/hand-overs', { receiverId: keepers.find(({ id }) => id !== who.id)?.id, papers: copies.map((copyId) => ({ copyId, pageCount: 10 })) }) },
  {
    name: 'decide over a hand-over',
    run: async ({ who, copies, box }) => {
      const offered = await newest(who, `/api/hand-overs?view=all&copyId=${copies[0]}`, 'handOvers');
      if (!offered) return nothing;
      const how = (['confirm', 'refuse', 'withdraw'] as const)[box.charCodeAt(box.length - 1) % 3] ?? 'confirm';
      return who.post(`/api/hand-overs/${offered.id}/${how}`, how === 'refuse' ? { reason: '页数不对' } : {});
    },
  },
  { name: 'lend', run: lend },
  { name: 'take back', run: ({ who, copies, box, more: { overCapacity } }) => who.post('/api/loans/returns', { papers: copies.map((copyId) => ({ copyId, pagesBack: 10, seal: 'none', condition: 'good', placeId: box, ...(overCapacity ? { overCapacity } : {}) })) }) },
  { name: 'send', run: ({ who, copies, more: { actId } }) => who.post('/api/shipments', { copyIds: copies, carrier: '顺丰', tracking: randomUUID(), recipient: '法院', ...(actId ? { actId } : {}) }) },
  {
    name: 'receive what was sent',
    run: async ({ who, copies, box }) => {
      const sent = await newest(who, `/api/shipments?copyId=${copies[0]}`, 'shipments');
      return sent ? who.post(`/api/shipments/${sent.id}/outcome`, { outcome: (['arrived', 'returned', 'lost'] as const)[box.charCodeAt(box.length - 1) % 3] }) : nothing;
    },
  },
  { name: 'lose', run: ({ who, copies }) => who.post('/api/incidents', { kind: 'lost', copyId: copies[0], what: '找不到了' }) },
  {
    name: 'find',
    run: async ({ who, copies, box, more: { overCapacity } }) => {
      const incident = await newest(who, `/api/incidents?copyId=${copies[0]}`, 'incidents');
      return incident ? who.post(`/api/incidents/${incident.id}/found`, { placeId: box, ...(overCapacity ? { overCapacity } : {}) }) : nothing;
    },
  },
  { name: 'stock-take', run: count },
];

const step: fc.Arbitrary<Step> = fc.record({ act: fc.nat({ max: 199 }), who: fc.nat({ max: 9 }), copies: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 3 }), box: fc.nat({ max: 9 }), insists: fc.boolean(), twice: fc.boolean() });

const allowed = /^$|^(not_found|forbidden|custody_impossible|custody_changed|filing_impossible|place_full|place_impossible|loan_impossible|stock_take_impossible)$/;

async function take(steps: readonly Step[], all: readonly CopyId[]): Promise<void> {
  for (const { act, who, copies, box, insists, twice } of steps) {
    const chosen = [...new Set(copies.map((n) => all[n % all.length] as CopyId))];
    const world: World = { who: keepers[who % keepers.length] as Visitor, copies: chosen, box: boxes[box % boxes.length] as PlaceId, more: { ...(insists ? { overCapacity: '临时' } : {}), ...(twice ? { actId: randomUUID() } : {}) } };
    // Half of all is putting papers where they can be lent, counted and sent from.
    const { run, name } = acts[act < 100 ? act % 4 : act % acts.length] as (typeof acts)[number];
    const answers = twice ? [await run(world), await run(world)] : [await run(world)];
    for (const { status, body } of answers) expect([name, status < 500, status < 300 ? '' : body.error.code]).toEqual([name, true, expect.stringMatching(allowed)]);
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
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const all: CopyId[] = [];
      for (let i = 0; i < 4; i++) all.push((await givenCopy(house.app, (keepers[i % 2] as Visitor).actor, { signedOn: '2026-01-01' }, { thicknessMm: 1 + i })).id);
      await take(steps, all);
      await isSound();
    }),
    { numRuns: 10 },
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
    { numRuns: 6 },
  );
}, 180_000);
