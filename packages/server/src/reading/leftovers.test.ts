import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from '../rooms.ts';
import { openHouse, type House } from '../test/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const longAgo = new Date(Date.now() - 3 * 24 * 3_600_000);
async function lay(path: string, when = new Date()): Promise<void> {
  const full = join(house.folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, 'half');
  await utimes(full, when, when);
}
const left = async (folder: string) => (await readdir(join(house.folder, folder), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).toSorted();

test('what a killed process left half-made is cleared away at the next start; what is young, whole or a person’s stays', async () => {
  const half = (digit: string): string => `.${digit.repeat(8)}-0000-0000-0000-000000000000.part`;
  for (const when of [longAgo, new Date()]) {
    const age = when === longAgo ? 'old' : 'new';
    await lay(`making/scn_${age}-1.pdf`, when);
    await lay(`uploads/per_1.upl_${age}`, when);
    await lay(`uploads/per_1.upl_${age}.json`, when);
    await lay(`uploads/per_1.upl_${age}.upl_lent`, when);
    await lay(`inbox/box/${half(age === 'old' ? 'a' : 'b')}`, when);
    await lay(`inbox/box/${age}.part`, when);
  }
  // As serve and work do when they start.
  expect((await house.stranger('GET', '/healthz')).status).toBe(200);
  for (const { watch } of rooms) await watch?.(house.app).stop();

  expect(await left('making')).toEqual(['scn_new-1.pdf']);
  expect(await left('uploads')).toEqual(['per_1.upl_new', 'per_1.upl_new.json', 'per_1.upl_new.upl_lent', 'per_1.upl_old', 'per_1.upl_old.json']);
  expect(await left('inbox')).toEqual([half('b'), 'new.part', 'old.part']);
});
