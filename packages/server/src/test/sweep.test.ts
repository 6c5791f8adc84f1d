import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuiltInRole, type Endpoint, endpoints, urlOf } from '@qige/wire';
import { type House, openHouse, textOfWorkbook, type Visitor } from './house.ts';
import { type Ask, examples, type Given, giveOneOfEverything } from './sweep.examples.ts';

/** Every endpoint × nobody, every role, and somebody else's things. */

const nameOf = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`;
const listed = endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const);
/** Named in a path, these belong to somebody: a contract's, a scan's or a batch's readers. */
const ofOthers = /:(contractId|scanId|pageId|fileId|batchId|relationId|requestId|shareId|copyId|handOverId|shipmentId|sealId|incidentId|loanId)\b/;
const ofAReader = /:partyId\b/;
/** What is a person's own is closed even to those who see the whole archive. */
const personal = /^(?!\/people\/).*:(savedSearchId|keyId|sessionId|passkeyId)\b/;

let house: House;
let address: string;
let visitors: Record<BuiltInRole, Visitor>;
let lookedAt: Given;
beforeAll(async () => {
  house = await openHouse();
  address = await house.http.listen({ host: '127.0.0.1', port: 0 });
  const elsewhere = await house.givenDepartment('这里');
  visitors = Object.fromEntries(await Promise.all(BuiltInRole.options.map(async (role) => [role, await house.as(role, { departmentId: elsewhere })]))) as typeof visitors;
  lookedAt = await giveOneOfEverything(house);
  await house.runJobs();
});
afterAll(() => {
  house.http.server.closeAllConnections(); // an event stream ends when its listener goes, not before
  return house.close();
});

interface Reply {
  status: number;
  text: string;
}

async function knock(endpoint: Endpoint, visitor: Visitor | undefined, { params, query, body, payload, headers = {} }: Ask): Promise<Reply> {
  const url = urlOf(endpoint, { ...(params ? { params } : {}), ...(query ? { query } : {}) } as never);
  const identity: Record<string, string> = visitor ? { authorization: visitor.id } : {};
  if (endpoint.kind === 'events') {
    const stream = await fetch(`${address}${url}`, { headers: identity });
    await stream.body?.cancel();
    return { status: stream.status, text: '' };
  }
  const json = payload === undefined && body !== undefined;
  const reply = await house.http.inject({
    method: endpoint.method,
    url,
    payload: json ? JSON.stringify(body) : (payload ?? Buffer.alloc(0)),
    headers: { ...identity, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
  });
  const workbook = String(reply.headers['content-type']).includes('spreadsheetml');
  return { status: reply.statusCode, text: workbook ? await textOfWorkbook(reply.rawPayload) : reply.body };
}

function askFor(endpoint: Endpoint, given: Given): Ask {
  const example = examples[nameOf(endpoint)];
  if (!example) throw new Error(`${nameOf(endpoint)} has no example in sweep.examples.ts; add one so that the sweep can knock there.`);
  return example.ask(given);
}

test('every endpoint has an example, and every example an endpoint', () => {
  const names = listed.map(([name]) => name);
  expect(names.filter((name) => !examples[name])).toEqual([]);
  expect(Object.keys(examples).filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('every endpoint of the table is served', () => {
  const missing = endpoints.filter(({ method, path }) => !house.http.hasRoute({ method, url: `/api${path}` }));
  expect(missing.map(nameOf)).toEqual([]);
});

describe.each(listed)('%s', (_name, endpoint) => {
  let given: Given;
  let ask: Ask;
  beforeAll(async () => {
    // What is only looked at stays as it is, so one of everything serves all who look.
    given = endpoint.method === 'GET' ? lookedAt : await giveOneOfEverything(house);
    ask = askFor(endpoint, given);
  });

  test('nobody is let in unless it is open to anyone', async () => {
    const { status } = await knock(endpoint, undefined, ask);
    if (endpoint.access === 'anyone') expect(status).not.toBe(401);
    else expect(status).toBe(401);
    // What is open to anyone may be used up by now.
    if (endpoint.access === 'anyone' && endpoint.method !== 'GET') ask = askFor(endpoint, await giveOneOfEverything(house));
  });

  if (ofOthers.test(endpoint.path) || ofAReader.test(endpoint.path)) {
    test('what belongs to others is not there, rather than forbidden', async () => {
      const roles: BuiltInRole[] = ofOthers.test(endpoint.path) ? ['clerk', 'reader'] : ['reader'];
      for (const role of roles) {
        if (!mayKnock(endpoint, visitors[role])) continue;
        const { status, text } = await knock(endpoint, visitors[role], ask);
        expect([role, status]).toEqual([role, 404]);
        for (const word of secretsOf(given, role)) expect(text).not.toContain(word);
      }
    });
  } else if (endpoint.method === 'GET' && endpoint.access !== 'anyone' && endpoint.kind !== 'events') {
    test('nothing of others’ contracts is in the reply', async () => {
      if (examples[nameOf(endpoint)]?.shows) {
        const { text } = await knock(endpoint, visitors.archivist, ask);
        expect(secretsOf(given, 'reader').some((word) => text.includes(word))).toBe(true);
      }
      for (const role of ['clerk', 'reader'] as const) {
        const { text } = await knock(endpoint, visitors[role], ask);
        for (const word of secretsOf(given, role)) expect(text).not.toContain(word);
      }
    });
  }

  test('text that the database could not hold is refused at the door, not an error inside', async () => {
    const spoilt = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}\u0000`;
      if (Array.isArray(value)) return value.map(spoilt);
      return value && typeof value === 'object' && !Buffer.isBuffer(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoilt(one)])) : value;
    };
    for (const part of ['body', 'query', 'params'] as const) {
      if (ask[part] === undefined || endpoint.kind === 'events') continue;
      const { status, text } = await knock(endpoint, visitors.administrator, { ...ask, [part]: spoilt(ask[part]) });
      expect(status, `${part}: ${text}`).toBeLessThan(500);
    }
  });

  test('the example is of something that is there, and complete', async () => {
    const { status, text } = await knock(endpoint, visitors.administrator, ask);
    if (personal.test(endpoint.path)) expect(status).toBe(404);
    else expect([400, 404], text).not.toContain(status);
    expect(status, text).toBeLessThan(500);
  });

  // After the administrator: who may not is turned away before it is looked whether the thing still stands as it did.
  test.each(BuiltInRole.options)('a role that lacks the permission is turned away, and no other: %s', async (role) => {
    const { status, text } = await knock(endpoint, visitors[role], ask);
    expect([role, turnedAway({ status, text })]).toEqual([role, !mayKnock(endpoint, visitors[role])]);
    expect(status, text).toBeLessThan(500);
  });
});

const turnedAway = ({ status, text }: Reply): boolean => status === 401 || (status === 403 && text.includes('"details":{"permission":'));
const mayKnock = ({ access, and }: Endpoint, { actor }: Visitor): boolean => [access, ...and].every((one) => one === 'anyone' || one === 'signed-in' || actor.permissions.has(one));

/** Clerks keep the register of parties, so they know every party's name; what they must not learn is that there is a contract. */
function secretsOf(given: Given, role: BuiltInRole): string[] {
  const { contract, number, bound, boundPage, waiting, waitingPage, batch, file, share, title, counterparty } = given;
  return [contract, number, share, bound, boundPage, waiting, waitingPage, batch, file, title, ...(role === 'reader' ? [counterparty] : [])];
}

test('counts know nothing of others’ contracts either', async () => {
  const count = async (path: string, role: BuiltInRole): Promise<number> => (await visitors[role].get(path)).body.count;
  for (const path of ['/api/contracts/summary', '/api/search/summary?words=合同']) {
    expect([path, await count(path, 'clerk'), await count(path, 'reader')]).toEqual([path, 0, 0]);
    expect(await count(path, 'archivist')).toBeGreaterThan(0);
  }
});
