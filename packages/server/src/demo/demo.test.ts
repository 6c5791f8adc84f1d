import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFile } from '../platform/vault/disk-vault.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { seedDemo } from './demo.ts';
import { readSamples, samplesFolder, type Sample } from './samples.ts';

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
