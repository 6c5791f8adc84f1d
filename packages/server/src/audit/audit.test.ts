import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theSystem } from '../actor.ts';
import { enqueue } from '../platform/jobs.ts';
import { type House, openHouse } from '../test/house.ts';
import { recordAudit } from './audit.queries.ts';
import { sealAuditJob } from './audit.jobs.ts';
import { dayBegins, dayEnds } from './days.rules.ts';
import { sealAudit, verifyAudit } from './seal.actions.ts';
import { canonical } from './seal.rules.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const record = (text: string, in_: House = house) =>
  in_.app.db.transaction().execute((tx) => recordAudit(tx, theSystem, { kind: 'search.asked', facts: { text, n: 1.5, list: ['b', 'a'], none: null } }));
/** What somebody with the database's own password could do. */
const tamper = async (in_: House, statement: string): Promise<void> => {
  await in_.pool.query(`alter table audit_event disable trigger all; ${statement}; alter table audit_event enable trigger all`);
};

test('canonical JSON is one text for one value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shuffled = (one: unknown): unknown =>
        one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toReversed().map(([k, v]) => [k, shuffled(v)])) : one;
      expect(canonical(shuffled(value))).toBe(canonical(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
  expect(canonical({ b: [1, null], a: '"' })).toBe('{"a":"\\"","b":[1,null]}');
});

test('a day begins when the zone says so, also where its clock changes', () => {
  expect(dayBegins('2026-03-17', 'Asia/Shanghai').toISOString()).toBe('2026-03-16T16:00:00.000Z');
  expect(dayEnds('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(dayBegins('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
});

describe('the chain of seals', () => {
  test('takes in every event once, also when several seal at a time', async () => {
    for (let i = 0; i < 7; i++) await record(`before ${i}`);
    await Promise.all([sealAudit(house.app.db), sealAudit(house.app.db), record('meanwhile'), sealAudit(house.app.db)]);
    await house.app.db.transaction().execute((tx) => enqueue(tx, sealAuditJob, {}));
    await house.runJobs();
    const verdict = await verifyAudit(house.app.db);
    expect(verdict).toMatchObject({ intact: true, sealed: 8, waiting: 0, broken: null });
    expect(verdict.lastSeal).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an event can be neither changed nor removed by the house itself', async () => {
    await expect(house.pool.query(`update audit_event set actor_name = 'x'`)).rejects.toThrow('never changed');
    await expect(house.pool.query(`update audit_event set seal_number = seal_number + 100`)).rejects.toThrow('never changed');
    await expect(house.pool.query('delete from audit_event')).rejects.toThrow('never changed');
  });

  test.each([
    ['a changed fact', `update audit_event set facts = facts || '{"text":"other"}' where seal_number = 3`, { sealNumber: 3, why: 'changed' }],
    ['a changed time', `update audit_event set at = at + interval '1 microsecond' where seal_number = 5`, { sealNumber: 5, why: 'changed' }],
    ['a changed name', `update audit_event set actor_name = 'someone' where seal_number = 1`, { sealNumber: 1, why: 'changed' }],
    ['a removed event', `delete from audit_event where seal_number = 4`, { sealNumber: 4, why: 'missing' }],
    ['two events that changed places', `update audit_event set seal_number = -seal_number where seal_number in (2, 3); update audit_event set seal_number = 5 + seal_number where seal_number < 0`, { sealNumber: 2, why: 'changed' }],
  ])('shows %s', async (_what, statement, broken) => {
    const other = await openHouse();
    for (let i = 0; i < 6; i++) await record(`event ${i}`, other);
    await sealAudit(other.app.db);
    await tamper(other, statement);
    expect(await verifyAudit(other.app.db)).toMatchObject({ intact: false, broken });
    await other.close();
  });
});

describe('reading the trail', () => {
  test('is for those who may, filtered and page by page', async () => {
    const other = await openHouse();
    const auditor = await other.as('archivist');
    const clerk = await other.as('clerk');
    for (let i = 0; i < 5; i++) await record(`event ${i}`, other);
    await other.app.db.transaction().execute((tx) => recordAudit(tx, clerk.actor, { kind: 'contract.noted', subjectId: 'ctr_a', contractId: 'ctr_a' }));

    expect((await clerk.get('/api/audit')).status).toBe(403);
    const first = (await auditor.get('/api/audit?limit=4')).body;
    const rest = (await auditor.get(`/api/audit?limit=4&after=${first.next}`)).body;
    const ids = [...first.entries, ...rest.entries].map((entry: { id: number }) => entry.id);
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));

    const count = async (query: string): Promise<number> => (await auditor.get(`/api/audit?${query}`)).body.entries.length;
    const today = other.app.clock.today();
    expect(await count('kind=contract')).toBe(1);
    expect(await count('kind=search.asked')).toBe(5);
    expect(await count('contractId=ctr_a')).toBe(1);
    expect(await count(`personId=${clerk.id}`)).toBe(1);
    expect(await count(`from=${today}&to=${today}`)).toBe(6);
    expect(await count('to=2020-01-01')).toBe(0);
    expect((await auditor.get('/api/audit?after=x')).status).toBe(400);
    expect((await auditor.get('/api/audit/verification')).body).toMatchObject({ intact: true, waiting: 6 });
    await other.close();
  });
});
