import { randomUUID } from 'node:crypto';
import { labelCode } from '@qige/rules/label-code';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { type House, openHouse } from '../test/house.ts';
import { giveOneOfEverything, type Given } from '../test/sweep.examples.ts';
import { installationOf } from './resolve.queries.ts';

let house: House;
let given: Given;
let other: string;
let box: string;

beforeAll(async () => {
  house = await openHouse();
  given = await giveOneOfEverything(house);
  const installation = await installationOf(house.app.db);
  const { db } = house.app;
  const place = await db.selectFrom('place').select(['labelNo', 'parentId', 'path', 'createdBy']).where('id', '=', given.box).executeTakeFirstOrThrow();
  box = labelCode(installation, 'place', place.labelNo);
  const id = newId('plc');
  const { labelNo } = await db
    .insertInto('place')
    .values({ id, parentId: place.parentId, kind: 'box', code: 'X9', createdBy: place.createdBy, path: place.path.replace(given.box, id) })
    .returning('labelNo')
    .executeTakeFirstOrThrow();
  other = labelCode(installation, 'place', labelNo);
});
afterAll(() => house.close());

const links = async (): Promise<{ act: string; seenAt: Date | null }[]> => house.app.db.selectFrom('custodyEvent').select(['act', 'seenAt']).where('copyId', '=', given.copy).orderBy('seq').execute();

test('a paper and a place, both scanned without network, come together once however often it is sent, at the moment it was done', async () => {
  const archivist = await house.as('archivist');
  const before = (await links()).length;
  const now = Date.now();
  // The phone's clock is a day ahead; it was done ten minutes before it was sent.
  const act = { copy: given.copyLabel, place: other, actId: randomUUID(), seenAt: new Date(now + 86_400_000 - 600_000).toISOString(), sentAt: new Date(now + 86_400_000).toISOString() };
  const put = await archivist.post('/api/labels/put', act);
  expect(put).toMatchObject({ status: 200, body: { copyId: given.copy, contractNumber: given.number, from: { holder: 'place', placeId: given.box }, at: { holder: 'place' } } });
  const again = await archivist.post('/api/labels/put', { ...act, sentAt: new Date(now + 86_460_000).toISOString() });
  expect(again).toMatchObject({ status: 200, body: { seq: put.body.seq } });
  const after = await links();
  expect(after).toHaveLength(before + 1);
  expect(Math.abs((after.at(-1)?.seenAt?.getTime() ?? 0) - (now - 600_000))).toBeLessThan(30_000);
});

test('labels that do not go together, are torn, or stand on what is not open, move nothing', async () => {
  const archivist = await house.as('archivist');
  const before = (await links()).length;
  const kind = async (copy: string, place: string, who = archivist): Promise<unknown> => {
    const { body } = await who.post('/api/labels/put', { copy, place });
    return body.error?.details?.kind ?? body.error?.code;
  };
  expect(await kind(box, given.copyLabel)).toBe('mixed-up');
  expect(await kind(given.copyLabel, given.copyLabel)).toBe('mixed-up');
  expect(await kind(given.copyLabel.slice(0, 10), box)).toBe('torn');
  expect(await kind(given.copyLabel, other)).toBe('already-there');
  const stranger = await house.as('clerk', { departmentId: await house.givenDepartment(newId('x')) });
  expect(['unknown', 'forbidden']).toContain(await kind(given.copyLabel, box, stranger));
  expect(await links()).toHaveLength(before);
});

test('a paper may be put back where it stood once it is out of there', async () => {
  const archivist = await house.as('archivist');
  const seen = async (text: string): Promise<{ at: { holder: string }; may: { putBack: boolean } }> => (await archivist.post('/api/labels/resolve', { text })).body;
  expect((await seen(given.copyLabel)).may.putBack).toBe(false);
  expect((await archivist.post('/api/copies/take', { copies: [{ copyId: given.copy }], actId: randomUUID() })).body.done).toHaveLength(1);
  expect(await seen(given.copyLabel)).toMatchObject({ at: { holder: 'person' }, may: { putBack: true } });
});
