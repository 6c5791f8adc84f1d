import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFile } from '../platform/vault/disk-vault.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { seedDemo } from './demo.ts';
import { readSamples, samplesFolder, type Sample } from './samples.ts';
import { yearOfAir } from './weather.rules.ts';

let house: House;
let samples: Sample[];
const wording = new Map<string, string[][]>();

beforeAll(async () => {
  samples = await readSamples();
  for (const { id, files } of samples) {
    const truth = JSON.parse(await readFile(join(samplesFolder, id, 'truth.json'), 'utf8')) as { pages: { text: string }[] };
    const pages = truth.pages.map(({ text }) => text.split('\n'));
    for (const [i, { path }] of files.entries()) wording.set(await hashFile(path), path.endsWith('.pdf') ? pages : [pages[i] ?? []]);
  }
  house = await openHouse({ ocr: scriptedReader((path, page) => ({ lines: wording.get(basename(path))?.[page - 1] ?? [] })) });
});
afterAll(() => house.close());

test('the sample drawer comes in once, half of it registered by its clerk, the rest at the desk', async () => {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const first = await seedDemo(house.app, { say });
  await house.runJobs();
  await first.finished;

  for (const { path } of samples.flatMap(({ files }) => files)) await access(path);
  const archivist = await house.as('archivist');
  const { contracts } = (await archivist.get('/api/contracts?limit=100')).body;
  const desk = (await archivist.get('/api/desk?limit=100')).body;
  expect(contracts.length + desk.items.length).toBe(samples.length);
  expect(contracts.length).toBeGreaterThanOrEqual(Math.floor(samples.length / 2));
  expect(desk.items.length).toBeGreaterThan(3);
  const supplement = contracts.find(({ printedNumber }: { printedNumber: string }) => printedNumber === 'QL-XS-2021-018-补1');
  expect((await archivist.get(`/api/contracts/${supplement.id}`)).body).toMatchObject({ ownEntity: '青岚仪器（苏州）有限公司', relations: [{ kind: 'supplement', contract: { title: '仪器设备销售合同' } }] });

  const second = await seedDemo(house.app, { say });
  await second.finished;
  await house.runJobs();
  expect((await archivist.get('/api/contracts?limit=100')).body.contracts).toHaveLength(contracts.length);
  expect((await archivist.get('/api/batches')).body.batches).toHaveLength(1);
  expect(said).toHaveLength(2);
  expect(said[0]).toBe(said[1]);
  expect(said[0]).toMatch(/clerk@example\.com.* \d{4}-\d{4}-\d{4}$/);
});

test('its store room is lived in: papers filed, lent, late, counted and handed over, a year of air and a round through it', async () => {
  const archivist = await house.as('archivist');
  const ask = async (path: string) => (await archivist.get(`/api${path}`)).body;
  const { contracts } = await ask('/contracts?limit=100');
  const codes = (await ask('/copies?filed=yes&limit=100')).copies.map(({ archivalCode }: { archivalCode: string }) => archivalCode);
  expect(codes).toHaveLength(contracts.length - 2);
  for (const [, items] of Map.groupBy(codes as string[], (code) => code.slice(0, -4))) expect(items.map((code) => Number(code.slice(-4))).sort((a, b) => a - b)).toEqual(items.map((_, n) => n + 1));

  const { loans } = await ask('/loans?view=all');
  expect(loans.map(({ state, overdueDays }: { state: string; overdueDays: number }) => [state, overdueDays > 3]).sort()).toEqual([['asked', false], ['out', true]]);
  expect((await ask('/hand-overs?view=open')).handOvers).toMatchObject([{ giver: { name: '陈洁' }, receiver: { name: '沈静' }, state: 'offered' }]);

  const [counted] = (await ask('/stock-takes?state=past')).stockTakes;
  expect(counted).toMatchObject({ state: 'closed', signed: [{ name: '沈静' }, { name: '周管理' }] });
  const { differences } = await ask(`/stock-takes/${counted.id}/report`);
  expect((await ask(`/stock-takes/${counted.id}`)).counts).toMatchObject({ 'on-loan': 1, missing: 0 });
  expect((await ask('/incidents')).incidents).toMatchObject([{ kind: 'damaged', overdue: false }]);
  expect(differences.map(({ result, damaged }: { result: string; damaged: boolean }) => [result, damaged]).sort()).toEqual([['found', true], ['wrong-place', false]]);

  const { alarms } = await ask('/climate/alarms');
  expect(alarms.map(({ kind }: { kind: string }) => kind)).toEqual(['humidity-high']);
  const { sensors } = await ask(`/climate/rooms/${alarms[0].placeId}/series?span=month&day=${house.app.clock.today()}`);
  expect(sensors[0].points.length).toBeGreaterThan(0);
  const { plans, tasks } = await ask('/rounds');
  expect([plans.length, tasks]).toMatchObject([1, [{ line: '防潮', state: 'open', overdue: false }]]);
  const { places } = await ask(`/places?parentId=${alarms[0].placeId}`);
  const picture = await ask(`/places/${alarms[0].placeId}/picture`);
  expect([places.length, picture.places.length]).toEqual([4, 4 + 20 + 160]);

  for (const { id } of (await ask('/copies?limit=100')).copies) expect((await ask(`/copies/${id}/chain`)).verdict).toMatchObject({ kind: 'whole' });
});

test('its year of air keeps to what is asked of the room, but for the last hours', () => {
  const air = yearOfAir(new Date('2026-11-26T08:00:00Z'));
  expect(air).toHaveLength(365 * 24);
  const calm = air.slice(0, -31);
  expect(calm.filter(({ temperature, humidity }) => temperature < 14 || temperature > 24 || humidity < 45 || humidity > 60)).toEqual([]);
  expect(air.slice(-3).every(({ humidity }) => humidity > 60)).toBe(true);
});
