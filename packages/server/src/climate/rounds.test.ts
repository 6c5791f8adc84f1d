import { addDays } from '@qige/rules/workdays';
import type { PlaceId } from '@qige/wire';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { roundVerdict, taskVerdict } from './round.rules.ts';

let now = new Date('2026-03-02T04:00:00Z');
let house: House;
let keeper: Visitor;
let clerk: Visitor;
const room: PlaceId = newId('plc');
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  keeper = await house.as('archivist');
  clerk = await house.as('clerk');
  await house.app.db.insertInto('place').values({ id: room, path: `/${room}/`, kind: 'site', code: 'S1', name: '总部', createdBy: 'x' }).execute();
});
afterAll(() => house.close());

const givenPlan = async (everyDays = 7) => (await keeper.post('/api/rounds', { placeId: room, name: '库房九防', lines: ['防火', '防潮'], everyDays, nextOn: '2026-03-01', source: '13号令' })).body;
const good = (line: string) => ({ line, good: true });
const bad = (line: string, more: object = {}) => ({ line, good: false, what: '墙角渗水', task: '修补外墙', dueOn: '2026-03-09', ...more });

test('a checklist comes with what asks for it', async () => {
  const { checklists } = (await keeper.get('/api/rounds')).body;
  expect(checklists.find((list: { name: string }) => list.name === '库房九防')).toMatchObject({ source: expect.stringContaining('13号'), lines: { length: 9 } });
});

test('a round answers each line of its plan, and plans the next', async () => {
  const plan = await givenPlan();
  expect(plan).toMatchObject({ overdue: true, last: null, place: '总部' });
  expect(await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火')] })).toMatchObject({ status: 409, body: { error: { details: { kind: 'lines', missing: ['防潮'] } } } });
  expect(await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), good('防潮')] })).toMatchObject({ status: 201, body: { tasks: 0, nextOn: '2026-03-09' } });
  const { plans } = (await keeper.get('/api/rounds')).body;
  expect(plans.find((one: { id: string }) => one.id === plan.id)).toMatchObject({ overdue: false, last: { by: clerk.actor.name, findings: 0 } });
  await keeper.patch(`/api/rounds/${plan.id}`, { closed: true });
  expect((await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), good('防潮')] })).body.error.details.kind).toBe('closed');
});

test('what is found is put right by somebody and checked by somebody else; the photo shows the wall and not where it was taken', async () => {
  const plan = await givenPlan();
  const jpeg = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#886' } }).withExif({ IFD0: { Copyright: 'secret place' } }).jpeg().toBuffer();
  const kept = await clerk.raw('POST', '/api/rounds/photos', jpeg, { 'content-type': 'image/jpeg' });
  const { photo } = kept.json();
  expect((await clerk.raw('POST', '/api/rounds/photos', Buffer.from('no'), { 'content-type': 'image/jpeg' })).statusCode).toBe(400);
  expect((await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), bad('防潮', { photo: 'a'.repeat(64) })] })).status).toBe(400);
  await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), bad('防潮', { photo, assignedTo: keeper.id })] });
  const [task] = (await keeper.get('/api/rounds')).body.tasks;
  expect(task).toMatchObject({ line: '防潮', state: 'open', photo: true, assignedTo: { id: keeper.id }, overdue: false, may: { do: true, check: false } });
  const shown = await keeper.raw('GET', `/api/round-tasks/${task.id}/photos/found`, Buffer.alloc(0), {});
  expect([shown.statusCode, (await sharp(shown.rawPayload).metadata()).exif]).toEqual([200, undefined]);

  expect((await keeper.post(`/api/round-tasks/${task.id}/done`, { note: '已修' })).body).toMatchObject({ state: 'done', done: { by: keeper.actor.name } });
  expect((await keeper.post(`/api/round-tasks/${task.id}/check`, { good: true })).body.error.details.kind).toBe('own-work');
  const other = await house.as('archivist');
  expect((await other.post(`/api/round-tasks/${task.id}/check`, { good: false, note: '仍潮' })).body).toMatchObject({ state: 'open' });
  now = new Date('2026-03-20T04:00:00Z');
  expect((await keeper.get('/api/rounds')).body.tasks[0]).toMatchObject({ overdue: true });
  await keeper.post(`/api/round-tasks/${task.id}/done`, { note: '重做防水' });
  expect((await other.post(`/api/round-tasks/${task.id}/check`, { good: true })).body).toMatchObject({ state: 'checked' });
  const { body } = await keeper.get('/api/rounds/report?year=2026');
  expect(body.lines).toEqual([{ line: '防潮', findings: 1, right: 1, overdue: 0 }]);
  expect(body.rooms.reduce((sum: number, { rounds }: { rounds: number }) => sum + rounds, 0)).toBe(2);
  expect(body.tasks).toMatchObject([{ what: '墙角渗水', done: { note: '重做防水' } }]);
});

test('no other picture of the archive can be passed off as a photo of a round', async () => {
  const plan = await givenPlan();
  const page = await house.app.vault.put(await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } }).jpeg().toBuffer());
  await house.app.db.insertInto('vaultBlob').values({ sha256: page.name, size: page.size, mediaType: 'image/jpeg' }).execute();
  const photo = page.name;
  expect((await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), bad('防潮', { photo })] })).status).toBe(400);
  await clerk.post(`/api/rounds/${plan.id}/done`, { answers: [good('防火'), bad('防潮')] });
  const task = (await keeper.get('/api/rounds')).body.tasks.find((one: { state: string; photo: boolean }) => one.state === 'open' && !one.photo);
  expect((await clerk.post(`/api/round-tasks/${task.id}/done`, { note: 'x', photo })).status).toBe(400);
});

test('the rules by themselves', () => {
  expect(addDays('2026-02-27', 2)).toBe('2026-03-01');
  expect(roundVerdict({ lines: ['a', 'b'], closed: false }, ['a', 'a', 'c'])).toEqual({ kind: 'lines', missing: ['b'], unknown: ['a', 'c'] });
  expect(taskVerdict({ state: 'done', doneBy: 'x' }, 'check', 'y')).toEqual({ kind: 'good' });
  expect(taskVerdict({ state: 'open', doneBy: null }, 'check', 'y')).toEqual({ kind: 'not-done' });
});
