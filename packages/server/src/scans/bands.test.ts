import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScanId } from '@qige/wire';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House } from '../test/house.ts';
import { nearBands } from './bands.rules.ts';
import { pagesLike } from './page-images.queries.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const fingerprint = fc.stringMatching(/^[0-9a-f]{16}$/);
const differing = fc.uniqueArray(fc.nat(63), { maxLength: 20 });
const flip = (text: string, bits: readonly number[]): string => bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${text}`)).toString(16).padStart(16, '0');

test('two fingerprints that differ in no more bits than asked always have a band near enough', () => {
  fc.assert(fc.property(fingerprint, differing, fc.nat(15), (text, bits, asked) => {
    fc.pre(bits.length <= asked);
    const other = flip(text, bits);
    expect(nearBands(text, asked).some((bands, i) => bands.includes(Number.parseInt(other.slice(4 * i, 4 * i + 4), 16)))).toBe(true);
  }));
});

test('the index finds exactly the pages that looking at every page finds', async () => {
  const known = fc.sample(fingerprint, 40);
  const pages = known.flatMap((text) => [text, ...fc.sample(differing, 8).map((bits) => flip(text, bits))]);
  const { pageIds } = await givenOpenedFile(house, pages.length);
  for (const [i, text] of pages.entries()) await house.app.db.updateTable('page').set({ fingerprint: text }).where('id', '=', pageIds[i] ?? 'pag_').execute();
  const later = 'scn_zzzzzzzzzzzzzzzzzzzz' as ScanId;
  const everyPage = await sql<{ fingerprint: string; like: string }>`
    select page.fingerprint, mine.fingerprint as like from page, unnest(${known}::text[]) as mine (fingerprint)
    where bit_count(('x' || page.fingerprint)::bit(64) # ('x' || mine.fingerprint)::bit(64)) <= 10`.execute(house.app.db);
  const found = await house.app.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    return pagesLike(tx, later, known, 10);
  });
  const pairs = (rows: readonly { fingerprint: string; like: string }[]): string[] => rows.map((row) => `${row.fingerprint} ${row.like}`).toSorted();
  expect(pairs(found)).toEqual(pairs(everyPage.rows));
  expect(found.length).toBeGreaterThan(known.length);
});
