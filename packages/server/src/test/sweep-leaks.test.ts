import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { BuiltInRole, type Endpoint, endpoints, Permission, type PersonId, type Scope, urlOf } from '@qige/wire';
import { recordLeaving } from '../people/people.actions.ts';
import { theSystem } from '../actor.ts';
import { authenticateWith, hashKey } from '../people/sessions.ts';
import { hashPassword } from '../people/password.ts';
import { createHttp } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { rooms } from '../rooms.ts';
import { type House, openHouse, textOfWorkbook, type Visitor } from './house.ts';
import { amount, type Ask, examples, type Given, giveOneOfEverything, pageWord } from './sweep.examples.ts';

/**
 * Every endpoint × everybody from whom a contract is hidden, each for a reason of their own. Asked for what is hidden and for what was never
 * there, the replies must be the same, word for word; and when all have knocked, nothing hidden has changed.
 */

interface Knocker {
  who: string;
  headers: Record<string, string>;
  /** Knocks where sign-in is real: with a key or a cookie. */
  real?: true;
  world: Given;
  /** What must not be in any reply; by default all that belongs to the hidden contract. */
  secrets?: readonly string[];
  /** Is nobody any more: every door that is not open to anyone is shut. */
  gone?: true;
  /** Reads the trail. */
  reads?: boolean;
  /** Keeps the register of parties. */
  keeps?: boolean;
}

let house: House;
let real: FastifyInstance;
let address: string;
let worlds: Record<'plain' | 'secret' | 'closed', Given>;
/** For those who see a contract, but not all of it; they may change it. */
let known: Given;
let knockers: Knocker[];
const cells = new Map<string, Map<string, string>>();

beforeAll(async () => {
  house = await openHouse();
  address = await house.http.listen({ host: '127.0.0.1', port: 0 });
  real = await createHttp(house.app, { rooms: rooms.flatMap((room) => room.routes ?? []), mounts: rooms.flatMap((room) => room.mount ?? []), authenticate: authenticateWith(house.app) });
  worlds = { plain: await giveOneOfEverything(house), secret: await giveOneOfEverything(house, { confidentiality: 'secret' }), closed: await giveOneOfEverything(house, { closed: true }) };
  known = await giveOneOfEverything(house);
  await house.runJobs();
  knockers = [...(await ofRoles()), ...(await ofReasons()), ...(await ofIdentities())];
});
afterAll(async () => {
  house.http.server.closeAllConnections();
  await real.close();
  await house.close();
});

const headersOf = ({ id }: Visitor): Record<string, string> => ({ authorization: id });

async function ofRoles(): Promise<Knocker[]> {
  const departmentId = await house.givenDepartment('这里');
  const hidden = BuiltInRole.options.filter((role) => role !== 'administrator' && role !== 'archivist');
  const farther: readonly string[] = ['legal', 'finance', 'executive', 'auditor'];
  return Promise.all(
    hidden.map(async (role) => {
      const visitor = await house.as(role, { departmentId });
      return { who: role === 'clerk' ? 'clerk of another department' : role, headers: headersOf(visitor), world: farther.includes(role) ? worlds.secret : worlds.plain, reads: visitor.actor.permissions.has('audit.read'), keeps: visitor.actor.permissions.has('parties.edit') };
    }),
  );
}

async function asMade(permissions: readonly string[], scope: Scope, options: Parameters<House['as']>[1] = {}): Promise<Visitor> {
  const code = `made-${newId('x').slice(-8)}`;
  await house.app.db.insertInto('role').values({ code, name: code, nameEn: code, permissions: [...permissions], scope, position: 900 }).execute();
  return house.as(code, options);
}

/** Every right over contracts, so that nothing but the rule stands in the way. */
const handling = Permission.options.filter((one) => !/^(intake|closed|people|roles|audit|settings|keys)\./.test(one));

async function ofReasons(): Promise<Knocker[]> {
  const { plain, secret, closed } = worlds;
  const company = await asMade([...handling, 'closed.see'], 'company', { companyIds: [secret.company, closed.company], clearance: 'secret' });
  const [uncleared, outside, formerly] = [await asMade(handling, 'department', { departmentId: secret.department }), await asMade(handling, 'all', { clearance: 'secret' }), await asMade(handling, 'own')];
  const but = async (...gone: Permission[]): Promise<Visitor> => asMade([...handling, 'closed.see'].filter((one) => !gone.includes(one as Permission)), 'all', { clearance: 'secret' });
  await house.app.db.insertInto('contractReader').values({ contractId: plain.contract, personId: formerly.id, until: new Date(Date.now() - 1_000), namedBy: 'system' }).execute();
  return [
    { who: 'somebody of another company', headers: headersOf(company), world: plain, keeps: true },
    { who: 'a colleague without clearance', headers: headersOf(uncleared), world: secret, keeps: true },
    { who: 'who sees all but what is closed', headers: headersOf(outside), world: closed },
    { who: 'a reader whose day has passed', headers: headersOf(formerly), world: plain, keeps: true },
    { who: 'who sees all but amounts', headers: headersOf(await but('amounts.see')), world: known, secrets: [amount] },
    { who: 'who sees all but pages', headers: headersOf(await but('scans.see')), world: known, secrets: [known.boundPage, known.waitingPage, pageWord] },
  ];
}

async function givenKey(personId: PersonId, how: { expiresAt?: Date; revokedAt?: Date } = {}): Promise<Record<string, string>> {
  const secret = `qk_${newId('x').slice(2).padEnd(43, '0')}`;
  await house.app.db.insertInto('apiKey').values({ id: newId('key'), personId, name: 'x', start: 'qk_', hash: hashKey(secret), ...how }).execute();
  return { authorization: `Bearer ${secret}` };
}

async function givenCookie(personId: PersonId): Promise<Record<string, string>> {
  const password = 'long enough for it';
  await house.app.db.insertInto('account').values({ id: newId('acc'), personId, accountId: personId, providerId: 'credential', password: await hashPassword(password) }).execute();
  const reply = await real.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: `${personId}@example.com`, password } });
  return { cookie: [reply.headers['set-cookie']].flat().map((cookie) => cookie?.split(';')[0]).join('; '), origin: 'http://localhost', host: 'localhost' };
}

async function ofIdentities(): Promise<Knocker[]> {
  const { plain } = worlds;
  const [leaver, stayer, clerk] = [await house.as('archivist'), await house.as('archivist'), await house.as('clerk')];
  const [cookie, key] = [await givenCookie(leaver.id), await givenKey(leaver.id)];
  for (const headers of [cookie, key]) expect((await real.inject({ url: `/api/contracts/${plain.contract}`, headers })).statusCode).toBe(200);
  await recordLeaving(house.app, theSystem, leaver.id);
  const gone = { real: true, gone: true, world: plain } as const;
  return [
    { who: 'nobody', headers: {}, ...gone },
    { who: 'a former employee, by session', headers: cookie, ...gone },
    { who: 'a former employee, by key', headers: key, ...gone },
    { who: 'an expired key', headers: await givenKey(stayer.id, { expiresAt: new Date(Date.now() - 1_000) }), ...gone },
    { who: 'a revoked key', headers: await givenKey(stayer.id, { revokedAt: new Date() }), ...gone },
    { who: 'a key of another department’s clerk', headers: await givenKey(clerk.id), real: true, world: plain, keeps: true },
  ];
}

async function knock(endpoint: Endpoint, { headers: identity, real: throughRealDoor, gone }: Knocker, { params, query, body, payload, headers = {} }: Ask): Promise<{ status: number; text: string }> {
  const url = urlOf(endpoint, { ...(params ? { params } : {}), ...(query ? { query } : {}) } as never);
  if (endpoint.kind === 'events' && !throughRealDoor) {
    const stream = await fetch(`${address}${url}`, { headers: identity });
    await stream.body?.cancel();
    return { status: stream.status, text: '' };
  }
  // A stream that is let in would never end here; it is told through the shortened door what it may hear (seen-by.test.ts).
  if (endpoint.kind === 'events' && !gone) return { status: 200, text: '' };
  const json = payload === undefined && body !== undefined;
  const reply = await (throughRealDoor ? real : house.http).inject({
    method: endpoint.method,
    url,
    payload: json ? JSON.stringify(body) : (payload ?? Buffer.alloc(0)),
    headers: { ...identity, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
  });
  const workbook = String(reply.headers['content-type']).includes('spreadsheetml');
  return { status: reply.statusCode, text: workbook ? await textOfWorkbook(reply.rawPayload) : reply.body };
}

/** What belongs to the hidden contract, by name. */
const hiddenParts = ['contract', 'number', 'related', 'relation', 'bound', 'boundPage', 'waiting', 'waitingPage', 'batch', 'file', 'party', 'request', 'title', 'counterparty', 'copy', 'offered', 'handOver', 'shipment', 'seal', 'incident', 'loan'] as const;
/** Who keeps the register of parties knows the names of those that are not closed. */
const hiddenFrom = ({ keeps }: Knocker): readonly (typeof hiddenParts)[number][] => (keeps ? hiddenParts.filter((part) => part !== 'party' && part !== 'counterparty') : hiddenParts);

/** The same world, but of things that were never there. Their ids stand next to those that are, since lists go on by id. */
const ghostOf = (world: Given): Given => ({ ...world, ...Object.fromEntries(hiddenParts.map((part) => [part, /^[a-z]{3}_[0-9a-z]{20}$/.test(world[part]) ? world[part].replace(/.$/, (last) => (last === '0' ? '1' : '0')) : `没有的${newId('x').slice(-8)}`])) });

/** A reply with the words that were asked for, ids and moments taken out. */
function bare(text: string, of: Given): string {
  const named = hiddenParts.reduce((rest, part) => rest.replaceAll(of[part], `<${part}>`), text);
  return named.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>').replaceAll(/\b[a-z]{3}_[0-9a-z]{20}\b/g, '<id>');
}

/** One cell of the table; what is wrong begins with LEAK. */
async function cell(endpoint: Endpoint, knocker: Knocker, how?: (given: Given) => Ask): Promise<string> {
  const { world, gone, reads } = knocker;
  const example = how ? { ask: how } : examples[`${endpoint.method} ${endpoint.path}`];
  if (!example) throw new Error(`${endpoint.path} has no example in sweep.examples.ts; add one so that the sweep can knock there.`);
  const ask = example.ask(world);
  const asked = JSON.stringify(ask);
  const reply = await knock(endpoint, knocker, ask);
  if (reply.status >= 500) return `LEAK: ${reply.status}`;
  if (gone && endpoint.access !== 'anyone') return reply.status === 401 ? 'shut' : `LEAK: ${reply.status}`;
  if (reads && endpoint.path === '/audit') return 'by right';
  // Who holds a link needs no other right; without it the answer is the same for all.
  if (endpoint.path.startsWith('/shared/')) return reply.status < 400 ? 'by link' : 'not there';
  // What somebody asked for is shown to them in their own words: the number is what they wrote themselves.
  const own = endpoint.path === '/me/access-requests' ? world.number : '';
  const secrets = (knocker.secrets ?? hiddenFrom(knocker).map((part) => world[part])).filter((secret) => secret !== own);
  const said = secrets.find((secret) => reply.text.includes(secret) && !asked.includes(secret));
  if (said) return `LEAK: ${said}`;
  if (!knocker.secrets && hiddenFrom(knocker).some((part) => asked.includes(world[part]))) {
    const ghost = ghostOf(world);
    const other = await knock(endpoint, knocker, example.ask(ghost));
    if (other.status !== reply.status || bare(other.text, ghost) !== bare(reply.text, world)) return `LEAK: differs from what is not there: ${reply.status} ${reply.text} / ${other.status} ${other.text}`;
  }
  if (reply.status === 401) return 'shut';
  if (reply.status === 403) return 'no right';
  return reply.status === 404 ? 'not there' : 'nothing';
}

async function whole(): Promise<string> {
  const of = Object.values(worlds);
  const tables: readonly [string, string][] = [
    ['contract', 'id'], ['contract_party', 'contract_id'], ['contract_note', 'contract_id'], ['contract_relation', 'contract_id'], ['contract_reader', 'contract_id'], ['search_text', 'contract_id'], ['scan', 'contract_id'], ['allocated_number', 'contract_id'],
    ['scan', 'batch_id'], ['received_file', 'batch_id'], ['batch', 'id'], ['page', 'file_id'], ['party', 'id'], ['access_request', 'id'],
    ['copy', 'contract_id'], ['incident', 'contract_id'], ['loan', 'contract_id'], ['hand_over', 'id'], ['shipment', 'id'], ['security_seal', 'id'],
  ];
  // Parties that are not closed are for clerks to keep.
  const ids = of.flatMap((world) => [world.contract, world.related, world.batch, world.file, world.request, world.handOver, world.shipment, world.seal, ...(world === worlds.closed ? [world.party] : [])]);
  const rows = await Promise.all(tables.map(async ([table, column]) => (await house.pool.query(`select t::text from ${table} t where ${column} = any($1) order by 1`, [ids])).rows));
  return JSON.stringify(rows);
}

test('nothing hidden shows, by what is said or by how it is refused, at any endpoint to anybody; and nothing of it is changed', async () => {
  const before = await whole();
  for (const endpoint of endpoints) {
    const row = new Map<string, string>();
    for (const knocker of knockers) row.set(knocker.who, await cell(endpoint, knocker));
    cells.set(`${endpoint.method} ${endpoint.path}`, row);
  }
  const after = await whole();
  const leaks = [...cells].flatMap(([at, row]) => [...row].filter(([, found]) => found.startsWith('LEAK')).map(([who, found]) => `${at} × ${who}: ${found.slice(0, 400)}`));
  printTable(leaks.length);
  expect(leaks).toEqual([]);
  expect(after).toBe(before);
}, 300_000);

/** Every other way to ask an endpoint: each choice it has, and each hidden thing and word of it to narrow by. */
function waysToAsk(endpoint: Endpoint): ((given: Given) => Ask)[] {
  const asked = examples[`${endpoint.method} ${endpoint.path}`]?.ask;
  const { properties = {} } = z.toJSONSchema(endpoint.query, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { enum?: string[]; pattern?: string; maximum?: number }> };
  const more = (query: (given: Given) => Record<string, string>) => (given: Given): Ask => {
    const { params } = asked?.(given) ?? {};
    return { ...(params ? { params } : {}), query: { ...(properties['limit'] ? { limit: `${properties['limit'].maximum}` } : {}), ...query(given) } };
  };
  const parts = [...hiddenParts, 'department', 'company', 'type', 'store', 'person'] as const;
  return Object.entries(properties).flatMap(([key, { enum: choices, pattern }]) => {
    if (choices) return choices.map((choice) => more(() => ({ [key]: choice })));
    const prefix = /^\^([a-z]{3}_)\[/.exec(pattern ?? '')?.[1];
    const named = parts.filter((part) => (prefix ? worlds.plain[part].startsWith(prefix) : ['text', 'words', 'number'].includes(key) && !/^[a-z]{3}_/.test(worlds.plain[part])));
    return named.map((part) => more((given) => ({ [key]: given[part] })));
  });
}

test('nor however a list is narrowed or sorted, each way asked by a fifth of them in turn', async () => {
  const inside = knockers.filter(({ gone, reads }) => !gone && !reads);
  // What somebody asked for is told to them in their own words.
  const lists = endpoints.filter(({ method, kind, path }) => method === 'GET' && kind !== 'events' && path !== '/me/access-requests');
  const leaks: string[] = [];
  for (const [i, [endpoint, how]] of lists.flatMap((one) => waysToAsk(one).map((way) => [one, way] as const)).entries()) {
    for (const knocker of inside.filter((_, k) => k % 5 === i % 5)) {
      const found = await cell(endpoint, knocker, how);
      if (found.startsWith('LEAK')) leaks.push(`${endpoint.path} ${JSON.stringify(how(knocker.world).query)} × ${knocker.who}: ${found.slice(0, 400)}`);
    }
  }
  expect(leaks).toEqual([]);
}, 60_000);

/** A letter a cell: the table is wide. */
function printTable(leaks: number): void {
  const letters: Readonly<Record<string, string>> = { shut: '-', 'no right': 'x', 'not there': '0', nothing: '.', 'by right': 'r', 'by link': 'l' };
  const names = knockers.map(({ who }, i) => `${String.fromCharCode(65 + i)} ${who}`);
  const lines = [...cells].map(([at, row]) => `${[...row.values()].map((found) => letters[found] ?? '!').join(' ')}  ${at}`);
  console.log([
    'Hidden contracts, every endpoint × everybody they are hidden from',
    '- not let in   x no such right   0 not there, as what never was   . answered, nothing of it   r by right (the trail)   l by link   ! leak',
    ...names,
    knockers.map((_, i) => String.fromCharCode(65 + i)).join(' '),
    ...lines,
    `${cells.size} endpoints × ${knockers.length} actors, leaks found: ${leaks}`,
  ].join('\n'));
}
