import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Visitor } from '../test/house.ts';

let house: House;
let clerk: Visitor;
beforeAll(async () => {
  house = await openHouse();
  clerk = await house.as('clerk');
});
afterAll(() => house.close());

interface Shown {
  id: string;
  version: number;
  state: string;
  sheets: { id: string; turned: number; dropped: boolean }[];
}

let count = 0;
async function givenScans(...pages: number[]): Promise<string[]> {
  const batchId = (await clerk.post('/api/batches', { name: 'pile' })).body.id;
  for (const many of pages) {
    const document = await PDFDocument.create();
    for (let i = 0; i < many; i++) document.addPage([100, 100]).drawText(`${count++}`);
    await clerk.raw('POST', `/api/batches/${batchId}/files?name=a.pdf`, Buffer.from(await document.save()), { 'content-type': 'application/pdf' });
  }
  await house.runJobs();
  return (await clerk.get(`/api/batches/${batchId}`)).body.scans.map((scan: { id: string }) => scan.id);
}
const show = async (id: string): Promise<Shown> => (await clerk.get(`/api/scans/${id}`)).body;
const layoutOf = async (ids: Iterable<string>) => {
  const scans = await Promise.all([...ids].map(show));
  const full = scans.filter((scan) => scan.sheets.length > 0);
  return Object.fromEntries(full.map(({ id, sheets }) => [id, sheets.map((sheet) => [sheet.id, sheet.turned, sheet.dropped])]));
};

test('whatever is done in whatever order, undoing it all gives back what was there; no page is lost or doubled on the way', async () => {
  // What to do, to which scan, with which pages: numbers are taken modulo what is there.
  const step = fc.record({ act: fc.constantFrom('turn', 'drop', 'restore', 'order', 'split', 'merge', 'move'), scan: fc.nat(9), other: fc.nat(9), pages: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 }), seed: fc.nat() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const ids = new Set(await givenScans(3, 2));
      const first = await layoutOf(ids);
      const pages = Object.values(first).flat().map(([id]) => id).toSorted();
      const done: { scanId: string; before: Awaited<ReturnType<typeof layoutOf>> }[] = [];
      for (const { act, scan, other, pages: chosen, seed } of steps) {
        const [scanId, otherId] = [[...ids][scan % ids.size], [...ids][other % ids.size]] as [string, string];
        const { sheets, version } = await show(scanId);
        const some = [...new Set(chosen.map((n) => sheets[n % Math.max(1, sheets.length)]?.id))].filter(Boolean);
        const order = sheets.map(({ id }) => id).toSorted((a, b) => ((a + seed) < (b + seed) ? -1 : 1) * (seed % 2 ? 1 : -1));
        const asked = { turn: { pageIds: some, by: [90, 180, 270][seed % 3] }, drop: { pageIds: some }, restore: { pageIds: some }, order: { pageIds: order }, split: { before: some[0] }, merge: { scanId: otherId }, move: { pageIds: some, to: otherId } }[act];
        const before = await layoutOf(ids);
        const { status, body } = await clerk.post(`/api/scans/${scanId}/arrange`, { version, act: { act, ...asked } });
        expect([200, 400, 409]).toContain(status);
        if (status !== 200) {
          expect(await layoutOf(ids)).toEqual(before);
          continue;
        }
        done.push({ scanId, before });
        if (body.other) ids.add(body.other.id);
        expect(Object.values(await layoutOf(ids)).flat().map(([id]) => id).toSorted()).toEqual(pages);
      }
      for (const { scanId, before } of done.toReversed()) {
        expect(await clerk.post(`/api/scans/${scanId}/undo`)).toMatchObject({ status: 200 });
        expect(await layoutOf(ids)).toEqual(before);
      }
      expect(await layoutOf(ids)).toEqual(first);
    }),
    { numRuns: 25 },
  );
});

test('two who undo one arrangement at once, each from another of its scans, do not wait for each other', async () => {
  const [one, two] = (await givenScans(2, 1)) as [string, string];
  for (let round = 0; round < 8; round++) {
    const { version, sheets } = await show(one);
    await clerk.post(`/api/scans/${one}/arrange`, { version, act: { act: 'move', pageIds: [sheets[0]?.id], to: two } });
    const replies = await Promise.all([two, one, two, one].map((id) => clerk.post(`/api/scans/${id}/undo`)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  }
});

test('an arrangement is not undone past a later one of another scan', async () => {
  const [one, two] = (await givenScans(2, 1)) as [string, string];
  const { version, sheets } = await show(one);
  const moved = { act: 'move', pageIds: [sheets[0]?.id], to: two };
  expect((await clerk.post(`/api/scans/${one}/arrange`, { version, act: moved })).status).toBe(200);
  expect((await clerk.post(`/api/scans/${two}/arrange`, { version: (await show(two)).version, act: { act: 'drop', pageIds: [sheets[0]?.id] } })).status).toBe(200);
  expect((await clerk.post(`/api/scans/${one}/undo`)).body.error.code).toBe('scan_changed');
  expect((await clerk.post(`/api/scans/${two}/undo`)).status).toBe(200);
  expect((await clerk.post(`/api/scans/${one}/undo`)).status).toBe(200);
});

test('of two who arrange at once, one is told', async () => {
  const [scanId] = (await givenScans(4)) as [string];
  const { version, sheets } = await show(scanId);
  const acts = [1, 2].map((n) => clerk.post(`/api/scans/${scanId}/arrange`, { version, act: { act: 'drop', pageIds: [sheets[n]?.id] } }));
  expect((await Promise.all(acts)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
});
