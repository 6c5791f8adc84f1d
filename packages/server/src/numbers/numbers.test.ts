import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theSystem } from '../actor.ts';
import { openDb, openPool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { givenContract, typeIdOf } from '../test/given-contract.ts';
import { type House, openHouse } from '../test/house.ts';
import { allocateNumber } from './allocate.actions.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('giving numbers', () => {
  test('fifty at once, every third of them rolled back: one to n, no gap, none twice', async () => {
    const pool = openPool(house.app.config.databaseUrl ?? '', 50);
    const db = openDb(pool);
    const typeId = await typeIdOf(house.app, 'CG');
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        db
          .transaction()
          .execute(async (tx) => {
            const number = await allocateNumber(tx, theSystem, typeId, '2026-03-17', newId('ctr'));
            if (i % 3 === 0) throw new Error('the registration failed after its number was given');
            return number;
          })
          .catch(() => null),
      ),
    );
    const given = outcomes.filter((number) => number !== null).toSorted();
    expect(given).toEqual(Array.from({ length: 33 }, (_, i) => `CG-2026-${String(i + 1).padStart(4, '0')}`));
    const { rows } = await pool.query('select number from allocated_number order by number');
    expect(rows.map((row) => row.number)).toEqual(given);
    expect((await house.auditKinds()).filter((kind) => kind === 'number.allocated')).toHaveLength(33);
    await db.destroy();
  });

  test('each year and each type has its own sequence', async () => {
    const give = (code: string, on: string) =>
      house.app.db.transaction().execute(async (tx) => allocateNumber(tx, theSystem, await typeIdOf(house.app, code), on, newId('ctr')));
    expect(await give('ZL', '2026-12-31')).toBe('ZL-2026-0001');
    expect(await give('ZL', '2027-01-01')).toBe('ZL-2027-0001');
    expect(await give('FW', '2026-12-31')).toBe('FW-2026-0001');
    expect(await give('ZL', '2026-01-01')).toBe('ZL-2026-0002');
  });
});

describe('number rules', () => {
  const ruleOf = async (code: string) => {
    const { body } = await (await house.as('archivist')).get('/api/number-rules');
    return body.rules.find((rule: { typeCode: string }) => rule.typeCode === code);
  };

  test('are previewed before they are put in force, and numbers given before stay', async () => {
    const archivist = await house.as('archivist');
    const { id: before } = await givenContract(house.app, { type: 'JS' });
    const rule = await ruleOf('JS');
    const preview = async (pattern: string) => (await archivist.get(`/api/number-rules/${rule.id}/preview?pattern=${encodeURIComponent(pattern)}&on=2026-03-17`)).body;
    expect(await preview('{type}·{year}{month}·{seq:3}')).toEqual({ kind: 'good', examples: ['JS·202603·001', 'JS·202603·002', 'JS·202603·003'], startsAgain: true, taken: null });
    expect(await preview('{type}{seq:3}{seq:3}')).toEqual({ kind: 'bad', problem: 'two-sequences', part: '{type}{seq:3}{seq:3}' });
    expect((await archivist.put(`/api/number-rules/${rule.id}`, { pattern: '{year}-{seq:3}' })).body.error).toMatchObject({ code: 'invalid_request', details: { fields: [{ problem: 'no-type' }] } });

    const year = house.app.clock.today().slice(0, 4);
    const changed = await archivist.put(`/api/number-rules/${rule.id}`, { pattern: '{type}{yy}/{seq:3}' });
    expect(changed.body.next).toBe(`JS${year.slice(2)}/002`);
    expect((await givenContract(house.app, { type: 'JS' })).number).toBe(`JS${year.slice(2)}/002`);
    expect((await archivist.get(`/api/contracts/${before}`)).body.number).toBe(`JS-${year}-0001`);
  });

  test('a number that exists is never given again', async () => {
    const archivist = await house.as('archivist');
    const rule = await ruleOf('GC');
    const year = house.app.clock.today().slice(0, 4);
    // The year's numbers, then those of no year at all, which run from one again under other looks.
    await givenContract(house.app, { type: 'GC' });
    await archivist.put(`/api/number-rules/${rule.id}`, { pattern: `{type}-${year}-{seq:4}` });
    const would = await archivist.get(`/api/number-rules/${rule.id}/preview?pattern=${encodeURIComponent(`{type}-${year}-{seq:4}`)}`);
    expect(would.body.taken).toBe(`GC-${year}-0001`);
    expect((await archivist.put(`/api/number-rules/${rule.id}`, { pattern: `{type}-${year}-{seq:4}` })).body.error.code).toBe('number_taken');
  });

  test('are changed by those who manage numbers', async () => {
    const clerk = await house.as('clerk');
    const rule = await ruleOf('QT');
    expect((await clerk.put(`/api/number-rules/${rule.id}`, { pattern: '{type}{seq:3}' })).status).toBe(403);
    expect((await clerk.get('/api/number-rules')).body.rules).toHaveLength(15);
  });
});

describe('the register of numbers', () => {
  test('shows voided numbers with their reason, and to a clerk only numbers of contracts open to them', async () => {
    const other = await openHouse();
    const department = await other.givenDepartment();
    const archivist = await other.as('archivist');
    const clerk = await other.as('clerk', { departmentId: department });
    const mine = await givenContract(other.app, { departmentId: department });
    const theirs = await givenContract(other.app);
    const third = await givenContract(other.app);

    expect((await clerk.post(`/api/contracts/${mine.id}/state`, { to: 'voided', reason: 'x', version: 1 })).status).toBe(403);
    expect((await archivist.post(`/api/contracts/${theirs.id}/state`, { to: 'voided', version: 1 })).body.error.details.kind).toBe('reason-needed');
    const voided = await archivist.post(`/api/contracts/${theirs.id}/state`, { to: 'voided', reason: '重复登记', version: 1 });
    expect(voided.body).toMatchObject({ state: 'voided', voidReason: '重复登记', number: theirs.number, may: { edit: false, states: [] } });

    const { numbers } = (await archivist.get('/api/numbers')).body;
    expect(numbers.map((one: { number: string }) => one.number)).toEqual([third.number, theirs.number, mine.number]);
    expect(numbers[1].voided).toMatchObject({ reason: '重复登记', by: 'archivist' });
    expect((await givenContract(other.app)).number).not.toBe(theirs.number);

    expect((await clerk.get('/api/numbers')).body.numbers.map((one: { number: string }) => one.number)).toEqual([mine.number]);
    const first = (await archivist.get('/api/numbers?limit=3')).body;
    const rest = (await archivist.get(`/api/numbers?limit=3&after=${first.next}`)).body;
    expect([...first.numbers, ...rest.numbers]).toHaveLength(4);
    expect((await archivist.get('/api/numbers?voided=true')).body.numbers).toHaveLength(1);
    await other.close();
  });
});
