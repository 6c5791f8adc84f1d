import type { PlaceId } from '@qige/wire';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRoom } from '../test/given-places.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let archivist: Visitor;
beforeAll(async () => {
  house = await openHouse();
  archivist = await house.as('archivist');
});
afterAll(() => house.close());

interface Wrong {
  id: string;
  what: string;
}

/** Every place whose path does not agree with its parent's, whose counts do not agree with what stands there, or whose last move does not say where it is. */
async function wrongPlaces(): Promise<Wrong[]> {
  const { rows } = await sql<Wrong>`
    with direct as (
      select p.id, p.held, p.held_mm,
        (select count(*) from place c where c.parent_id = p.id and c.closed_at is null) + (select count(*) from copy where place_id = p.id) as stands,
        (select coalesce(sum(c.thickness_mm), 0) from place c where c.parent_id = p.id and c.closed_at is null) + (select coalesce(sum(thickness_mm), 0) from copy where place_id = p.id) as mm
      from place p
    )
    select p.id, 'path' as what from place p left join place q on q.id = p.parent_id where p.path <> coalesce(q.path, '/') || p.id || '/'
    union all select id, 'held ' || held || ' stands ' || stands from direct where held <> stands
    union all select id, 'mm ' || held_mm || ' stands ' || mm from direct where held_mm <> mm
    union all select p.id, 'last move' from place p where p.parent_id is distinct from (select to_id from place_move m where m.place_id = p.id order by m.id desc limit 1)
    union all (
      with recursive down as (select id from place where parent_id is null union all select p.id from place p join down on down.id = p.parent_id)
      select id, 'reached from no site' from place where id not in (select id from down)
    )`.execute(house.app.db);
  return rows;
}

test('whatever is moved, closed, added and measured, by several at once: no ring, paths agree with parents, counts with what stands there', async () => {
  const room = await addRoom(archivist, { site: 'P1' });
  const others = await addRoom(archivist, { site: 'P2', cabinets: 1, shelves: 2, boxes: 2 });
  const all = [room.site, room.id, ...room.cabinets, ...room.shelves, ...room.boxes, others.id, ...others.cabinets, ...others.shelves, ...others.boxes] as PlaceId[];
  const one = fc.constantFrom(...all);
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.record({ act: fc.constant('move' as const), id: one, to: fc.option(one), over: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('close' as const), id: one, closed: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('measure' as const), id: one, mm: fc.option(fc.integer({ min: 1, max: 200 })) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('add' as const), id: one, code: fc.integer({ min: 1, max: 9 }) }) },
  );
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }), async (rounds) => {
      for (const round of rounds) {
        const replies = await Promise.all(
          round.map((what) => {
            if (what.act === 'move') return archivist.post(`/api/places/${what.id}/move`, { toId: what.to, ...(what.over ? { overCapacity: '试' } : {}) });
            if (what.act === 'close') return archivist.put(`/api/places/${what.id}/closed`, { closed: what.closed });
            if (what.act === 'measure') return archivist.patch(`/api/places/${what.id}`, { thicknessMm: what.mm });
            return archivist.post('/api/places', { parentId: what.id, levels: [{ kind: 'box', code: `N${what.code}` }] });
          }),
        );
        for (const { status } of replies) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect(await wrongPlaces()).toEqual([]);
    }),
    { numRuns: 12 },
  );
  expect([...statuses.keys()].filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
  // The test would say nothing if the rules let nothing through.
  expect(statuses.get(200)).toBeGreaterThan(20);
}, 120_000);
