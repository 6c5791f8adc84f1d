import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelCode } from '@qige/rules/label-code';
import { newId } from '../platform/ids.ts';
import { giveOneOfEverything, type Given } from '../test/sweep.examples.ts';
import { openHouse, type House } from '../test/house.ts';
import { installationOf } from './resolve.queries.ts';

let house: House;
let given: Given;

beforeAll(async () => {
  house = await openHouse();
  given = await giveOneOfEverything(house);
});
afterAll(() => house.close());

test('a copy, a place and a borrower card tell what they stand on and what may be done there', async () => {
  const archivist = await house.as('archivist');
  const copy = await archivist.post('/api/labels/resolve', { text: ` ${given.copyLabel.toLowerCase().replaceAll('-', '')} ` });
  expect(copy).toMatchObject({ status: 200, body: { subject: 'copy', code: given.copyLabel, contractNumber: given.number, title: given.title, ordinal: 1, at: { holder: 'place', placeId: given.box } } });
  expect(copy.body.may).toMatchObject({ move: true, take: true, handOver: false, takeBack: false, find: false, count: true });

  const installation = await installationOf(house.app.db);
  const { labelNo: boxNo } = await house.app.db.selectFrom('place').select('labelNo').where('id', '=', given.box).executeTakeFirstOrThrow();
  const box = await archivist.post('/api/labels/resolve', { text: labelCode(installation, 'place', boxNo) });
  expect(box.body).toMatchObject({ subject: 'place', placeId: given.box, kindName: '盒', fill: { held: 1 }, may: { put: true, move: true } });
  expect(box.body.where).toContain(' / ');

  const { labelNo: readerNo } = await house.app.db.selectFrom('person').select('labelNo').where('id', '=', given.reader).executeTakeFirstOrThrow();
  const card = await archivist.post('/api/labels/resolve', { text: labelCode(installation, 'person', readerNo) });
  expect(card.body).toMatchObject({ subject: 'person', personId: given.reader, may: { handOver: true } });
});

test('what waits for whom is told: an offered copy to its receiver, one on loan or lost to the desk', async () => {
  const { db } = house.app;
  const archivist = await house.as('archivist');
  const installation = await installationOf(db);
  const { labelNo } = await db.selectFrom('copy').select('labelNo').where('id', '=', given.offered).executeTakeFirstOrThrow();
  const text = labelCode(installation, 'copy', labelNo);
  const before = await archivist.post('/api/labels/resolve', { text });
  expect(before.body).toMatchObject({ handOver: { id: given.handOver, toMe: false }, may: { move: false, confirmHandOver: false } });
  await db.updateTable('handOver').set({ receiverId: archivist.id }).where('id', '=', given.handOver).execute();
  expect((await archivist.post('/api/labels/resolve', { text })).body).toMatchObject({ handOver: { toMe: true }, may: { confirmHandOver: true } });

  await db.updateTable('loan').set({ state: 'approved', approvedAt: new Date() }).where('id', '=', given.loan).execute();
  expect((await archivist.post('/api/labels/resolve', { text: given.copyLabel })).body).toMatchObject({ waitingLoanId: given.loan, may: { lend: true } });
  await db.updateTable('copy').set({ loanId: given.loan }).where('id', '=', given.copy).execute();
  expect((await archivist.post('/api/labels/resolve', { text: given.copyLabel })).body).toMatchObject({ loanId: given.loan, may: { takeBack: true, move: false, lend: false } });
  await db.updateTable('copy').set({ loanId: null }).where('id', '=', given.copy).execute();
});

test('a torn code, another archive’s, none at all and one that is not open are told apart as far as they may be', async () => {
  const archivist = await house.as('archivist');
  const ask = async (visitor: typeof archivist, text: string): Promise<unknown> => (await visitor.post('/api/labels/resolve', { text })).body.error?.details?.kind;
  const torn = given.copyLabel.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(await ask(archivist, torn)).toBe('torn');
  expect(await ask(archivist, given.copyLabel.slice(0, 12))).toBe('torn');
  const installation = await installationOf(house.app.db);
  expect(await ask(archivist, labelCode(installation === 'FFFF' ? '0000' : 'FFFF', 'copy', 1))).toBe('elsewhere');
  expect(await ask(archivist, 'https://example.com')).toBe('not-a-label');
  expect(await ask(archivist, labelCode(installation, 'copy', 99_999_999))).toBe('unknown');

  const stranger = await house.as('business', { departmentId: await house.givenDepartment(newId('x')) });
  expect(await ask(stranger, given.copyLabel)).toBe('unknown');
  const { labelNo } = await house.app.db.selectFrom('person').select('labelNo').where('id', '=', given.reader).executeTakeFirstOrThrow();
  expect(await ask(stranger, labelCode(installation, 'person', labelNo))).toBe('unknown');
  const own = await house.app.db.selectFrom('person').select('labelNo').where('id', '=', stranger.id).executeTakeFirstOrThrow();
  expect(await ask(stranger, labelCode(installation, 'person', own.labelNo))).toBeUndefined();
});
