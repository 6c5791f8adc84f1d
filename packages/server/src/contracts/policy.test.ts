import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Confidentiality, type ContractId, ContractSort, type DepartmentId, type PartyId, type PersonId, Scope } from '@qige/wire';
import { sql } from 'kysely';
import { type Person, theSystem } from '../actor.ts';
import { findPresentPerson } from '../people/actor.queries.ts';
import { personFrom } from '../people/sessions.ts';
import { newId } from '../platform/ids.ts';
import { givenContract, typeIdOf } from '../test/given-contract.ts';
import { openHouse, type House } from '../test/house.ts';
import type { Place } from './cursor.rules.ts';
import { findPlaces } from './list.queries.ts';
import { findNumbers } from './number-register.queries.ts';
import { partiesSeenBy } from './parties-seen.queries.ts';
import { countFacets } from './summary.queries.ts';
import { type Conditions, conditions, lanesOf, seesAll, visibleBy, visibleTo } from './visible.queries.ts';

/** The rule over contracts held against a second one, written over bare rows in another way; then broken one condition at a time. */

let house: House;
let people: Person[];
const caught: { broken: string; people: number }[] = [];
const chance = fc.sample(fc.nat(1_000_000), { numRuns: 20_000, seed: 11 });
let drawn = 0;
const draw = (n: number): number => (chance[drawn++ % chance.length] ?? 0) % n;
const one = <T>(of: readonly T[]): T => of[draw(of.length)] as T;

beforeAll(async () => {
  house = await openHouse();
  await givenWorld(house);
  people = await givenPeople(house);
  await givenReaders(house, people);
});
afterAll(() => house.close());

let departments: DepartmentId[];
let companies: PartyId[];

async function givenWorld({ app, givenDepartment }: House): Promise<void> {
  const [top, side] = [await givenDepartment('总部'), await givenDepartment('分部')];
  const below = await givenDepartment('总部一科', top);
  departments = [top, side, below, await givenDepartment('一科二组', below)];
  companies = Array.from({ length: 3 }, () => newId('pty'));
  await app.db.insertInto('party').values(companies.map((id, i) => ({ id, kind: 'own' as const, name: `我方${i}公司`, nameFolded: `我方${i}公司`, allNames: `我方${i}公司` }))).execute();
  for (let i = 0; i < 120; i++) {
    const ours = draw(5) === 0 ? [] : [...new Set([one([0, 1, 2]), ...(draw(4) === 0 ? [one([0, 1, 2])] : [])])];
    const parties = [...ours.map((n) => ({ name: `我方${n}公司` })), { name: `客户${draw(9)}公司` }].map(({ name }, at) => ({ side: (['A', 'B', 'C'] as const)[at] ?? 'C', role: null, uscc: null, name }));
    await givenContract(app, { type: one(['XS', 'CG', 'BM']), parties, departmentId: draw(6) === 0 ? null : one(departments), confidentiality: one(Confidentiality.options), signedOn: one([null, '2025-02-01', '2025-07-31', '2026-01-15']), amount: one([null, '100', '2500.50', '99999']) });
  }
  await app.db.updateTable('contractType').set({ closed: true }).where('id', '=', await typeIdOf(app, 'BM')).execute();
  await app.db.updateTable('party').set({ closed: true }).where('name', 'in', ['客户0公司', '客户1公司']).execute();
}

async function givenPeople({ app: { db } }: House): Promise<Person[]> {
  const found: Person[] = [];
  for (let i = 0; i < 60; i++) {
    const roles = Array.from({ length: 1 + draw(2) }, () => `made-${newId('x').slice(-8)}`);
    for (const code of roles) {
      const permissions = [...(draw(6) === 0 ? [] : ['contracts.see']), ...(draw(4) === 0 ? ['closed.see'] : []), 'intake.see'];
      await db.insertInto('role').values({ code, name: code, nameEn: code, permissions, scope: one(Scope.options), clearance: draw(3) === 0 ? one(Confidentiality.options) : null, position: 900 }).execute();
    }
    const id = newId('per');
    const companyIds = companies.filter(() => draw(2) === 0);
    await db.insertInto('person').values({ id, name: id, email: `${id}@example.com`, roles, departmentId: draw(4) === 0 ? null : one(departments), companyIds, clearance: one(Confidentiality.options) }).execute();
    const person = await findPresentPerson(db, id);
    if (person) found.push(personFrom(person));
  }
  return found;
}

async function givenReaders({ app: { db } }: House, of: readonly Person[]): Promise<void> {
  const contracts = await db.selectFrom('contract').select('id').execute();
  for (const { id } of contracts) if (draw(3) > 0) await db.updateTable('contract').set({ ownerId: one(of).id }).where('id', '=', id).execute();
  for (const { id: personId } of of) {
    for (const contractId of new Set(Array.from({ length: 6 }, () => one(contracts).id))) {
      await db.insertInto('contractReader').values({ contractId, personId, until: one([null, new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)]), namedBy: 'system' }).execute();
    }
  }
}

/** What each person may see, worked out row by row from what stands in the tables and nothing that was derived from it. */
async function oracle(): Promise<Map<PersonId, ContractId[]>> {
  const { db } = house.app;
  const rows = {
    contracts: await db.selectFrom('contract').select(['id', 'ownerId', 'departmentId', 'contractTypeId', 'confidentiality']).execute(),
    sides: await db.selectFrom('contractParty').innerJoin('party', 'party.id', 'contractParty.partyId').select(['contractId', 'partyId', 'party.kind', 'party.closed']).execute(),
    types: new Map((await db.selectFrom('contractType').select(['id', 'closed']).execute()).map(({ id, closed }) => [id, closed])),
    readers: await db.selectFrom('contractReader').selectAll().execute(),
    above: new Map((await db.selectFrom('department').select(['id', 'parentId']).execute()).map(({ id, parentId }) => [id, parentId])),
    roles: new Map((await db.selectFrom('role').selectAll().execute()).map((role) => [role.code, role])),
  };
  const found = new Map<PersonId, ContractId[]>();
  for (const person of await db.selectFrom('person').selectAll().where('leftAt', 'is', null).execute()) {
    const roles = person.roles.flatMap((code) => rows.roles.get(code) ?? []);
    const seeing = roles.filter((role) => role.permissions.includes('contracts.see')).map((role) => role.scope);
    const height = Math.max(...[person.clearance, ...roles.flatMap((role) => role.clearance ?? [])].map((level) => ['public', 'internal', 'confidential', 'secret'].indexOf(level)));
    const sees = ({ id, ownerId, departmentId, contractTypeId, confidentiality }: (typeof rows.contracts)[number]): boolean => {
      if (seeing.length === 0) return false;
      if (ownerId === person.id) return true;
      if (rows.readers.some((reader) => reader.contractId === id && reader.personId === person.id && !(reader.until && reader.until.getTime() < Date.now()))) return true;
      const sides = rows.sides.filter((side) => side.contractId === id);
      if ((rows.types.get(contractTypeId) || sides.some((side) => side.closed)) && !roles.some((role) => role.permissions.includes('closed.see'))) return false;
      if (['public', 'internal', 'confidential', 'secret'].indexOf(confidentiality) > height) return false;
      if (seeing.includes('all')) return true;
      if (seeing.includes('company') && sides.some((side) => side.kind === 'own' && person.companyIds.includes(side.partyId))) return true;
      if (!seeing.some((scope) => scope === 'department' || scope === 'company')) return false;
      for (let at = departmentId; at; at = rows.above.get(at) ?? null) if (at === person.departmentId) return true;
      return false;
    };
    found.set(person.id, rows.contracts.filter(sees).map(({ id }) => id).toSorted());
  }
  return found;
}

type Rule = ReturnType<typeof visibleTo>;
const idsBy = async (where: Rule): Promise<ContractId[]> => (await house.app.db.selectFrom('contract').select('contract.id').where(where).orderBy('contract.id').execute()).map((row) => row.id);

async function differing(rule: (actor: Person) => Rule): Promise<number> {
  const right = await oracle();
  let count = 0;
  for (const person of people) if ((await idsBy(rule(person))).join() !== right.get(person.id)?.join()) count++;
  return count;
}

test('sixty people of made-up roles see what the second rule says, by the rule and by its lanes', async () => {
  const right = await oracle();
  const sizes = new Set([...right.values()].map((ids) => ids.length));
  expect(sizes.size).toBeGreaterThan(15);
  for (const person of people) {
    expect(await idsBy(visibleTo(person))).toEqual(right.get(person.id));
    const byLanes = new Set((await Promise.all(lanesOf(person).map(idsBy))).flat());
    expect([...byLanes].toSorted()).toEqual(right.get(person.id));
    // Asked the other way round, nothing is unknown.
    const hidden = await house.app.db.selectFrom('contract').select('contract.id').where((eb) => eb.not(visibleTo(person)(eb))).execute();
    expect(hidden.length + byLanes.size).toBe(120);
  }
});

const byTheSystem = new Map<string, Promise<ContractId[]>>();
function inOrder(sort: ContractSort, direction: 'asc' | 'desc'): Promise<ContractId[]> {
  const key = `${sort} ${direction}`;
  const known = byTheSystem.get(key) ?? findPlaces(house.app.db, theSystem, {}, { sort, direction }, undefined, 200).then((places) => places.map(({ id }) => id as ContractId));
  byTheSystem.set(key, known);
  return known;
}

test('page by page, in every order, each list brings them once and as the whole list stands; what is counted is the same', async () => {
  const { db } = house.app;
  const right = await oracle();
  const orders = ContractSort.options.flatMap((sort) => (['asc', 'desc'] as const).map((direction) => ({ sort, direction })));
  for (const [n, person] of people.entries()) {
    const theirs = right.get(person.id) ?? [];
    for (const order of [orders[n % orders.length], orders[(n + 5) % orders.length]]) {
      if (!order) throw new Error('no order');
      const listed: string[] = [];
      for (let after: Place | undefined, more = true; more; ) {
        const page = await findPlaces(db, person, {}, order, after, 7);
        listed.push(...page.map(({ id }) => id));
        after = page.at(-1);
        more = page.length === 7;
      }
      expect(listed).toEqual((await inOrder(order.sort, order.direction)).filter((id) => theirs.includes(id)));
    }
    expect((await countFacets(db, person, {}, 1000)).total).toBe(theirs.length);
    expect((await countFacets(db, person, {}, 3)).total).toBe(Math.min(4, theirs.length));
    const numbers = await Promise.all([findNumbers(db, person, {}, undefined, 200), findNumbers(db, person, {}, undefined, 200, 3)]);
    for (const found of numbers) expect(found.flatMap(({ contractId }) => contractId ?? []).toSorted()).toEqual(theirs);
  }
});

test('and the parties of those contracts, whether few are looked up beforehand or each party is asked', async () => {
  const { db } = house.app;
  const right = await oracle();
  const parties = await db.selectFrom('party').select(['id', 'kind', 'closed']).execute();
  const sides = await db.selectFrom('contractParty').select(['contractId', 'partyId']).execute();
  for (const person of people) {
    const contracts = new Set(right.get(person.id));
    const met = new Set(sides.filter(({ contractId }) => contracts.has(contractId)).map(({ partyId }) => partyId));
    const known = parties.filter(({ id, kind, closed }) => met.has(id) || (kind === 'own' && (!closed || person.permissions.has('closed.see'))) || seesAll(person)).map(({ id }) => id);
    for (const few of [true, false]) {
      const seen = await db.selectFrom('party').select('party.id').where(partiesSeenBy(person, few)).execute();
      expect(seen.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
    }
  }
});

const breaks: readonly [string, Partial<Conditions>][] = [
  ['scope: everything is within it', { scope: (eb) => eb.lit(true) }],
  ['scope: any department', { scope: (eb, person) => (person.sees === 'department' ? eb('contract.departmentId', 'is not', null) : conditions.scope(eb, person)) }],
  ['scope: any company', { scope: (eb, person) => (person.sees === 'company' ? sql`cardinality(contract.company_ids) > 0` : conditions.scope(eb, person)) }],
  ['scope: only the department itself, none below', { scope: (eb, person) => conditions.scope(eb, { ...person, departmentIds: person.departmentIds.slice(0, 1) }) }],
  ['level: any', { level: (eb) => eb.lit(true) }],
  ['level: one too high', { level: (eb, person) => conditions.level(eb, { ...person, clearance: Confidentiality.options[Confidentiality.options.indexOf(person.clearance) + 1] ?? 'secret' }) }],
  ['closed: as if open', { closed: (eb) => eb.lit(true) }],
  ['owner: anybody’s', { owner: (eb) => eb('contract.ownerId', 'is not', null) }],
  ['owner: forgotten', { owner: (eb) => eb.lit(false) }],
  ['named: for ever', { named: (_eb, { id }) => sql`contract.id in (select contract_id from contract_reader where person_id = ${id})` }],
  ['named: whoever is', { named: () => sql`contract.id in (select contract_id from contract_reader where until is null or until > now())` }],
];

test.each(breaks)('breaking the rule is caught: %s', async (broken, weaker) => {
  const count = await differing(visibleBy({ ...conditions, ...weaker }));
  caught.push({ broken, people: count });
  expect(count).toBeGreaterThan(0);
});

const derived: readonly [string, string, string][] = [
  ['a closed type is not carried to its contracts', 'alter table contract_type disable trigger contract_type_access', `update contract_type set closed = true where code = 'XS'`],
  ['a closed party is not carried to its contracts', 'alter table party disable trigger party_access', `update party set closed = true where name in ('客户3公司', '客户4公司')`],
  ['a company that is ours no longer is not carried to its contracts', 'alter table party disable trigger party_access', `update party set kind = 'counterparty' where name in ('我方0公司', '我方1公司')`],
  ['another type does not close the contract', 'alter table contract disable trigger contract_access', `update contract set contract_type_id = (select id from contract_type where code = 'BM') where right(id, 1) < 'm'`],
  ['another party does not close the contract', 'alter table contract_party disable trigger contract_party_moved', `update contract_party set party_id = (select id from party where name = '客户0公司') where position = 0`],
  ['a party taken away leaves its company', 'alter table contract_party disable trigger contract_party_gone', 'delete from contract_party where position = 0'],
];

test.each(derived)('what the rule reads follows from what it derives from, and breaking that is caught: %s', async (broken, breakIt, change) => {
  const { db } = house.app;
  const count = async (...statements: string[]): Promise<number> => {
    let found = -1;
    await db.transaction().execute(async (tx) => {
      for (const statement of statements) await sql.raw(statement).execute(tx);
      const kept = house.app.db;
      house.app.db = tx as typeof kept;
      found = await differing(visibleTo).finally(() => (house.app.db = kept));
      throw new Error('taken back');
    }).catch((error: Error) => { if (error.message !== 'taken back') throw error; });
    return found;
  };
  expect(await count(change)).toBe(0);
  const people = await count(breakIt, change);
  caught.push({ broken, people });
  expect(people).toBeGreaterThan(0);
});

test('every break is in the table', () => {
  console.log(['people who would see something else, of sixty:', ...caught.map(({ broken, people }) => `${String(people).padStart(4)}  ${broken}`)].join('\n'));
  expect(caught.length).toBe(breaks.length + derived.length);
});
