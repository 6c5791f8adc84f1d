import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, type Visitor } from './house.ts';
import { type Given, giveOneOfEverything } from './sweep.examples.ts';

/** Every operation of docs/openapi.json asked with what its own description allows, and with what it does not. Seed and count are fixed. */

const seed = 20_260_301;
const asksEach = 12;

interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

interface Operation {
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}

const document = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, method, path, operation] as const));

let house: House;
let administrator: Visitor;
let given: Given;
beforeAll(async () => {
  house = await openHouse();
  administrator = await house.as('administrator');
  given = await giveOneOfEverything(house);
});
afterAll(() => house.close());

const nasty = fc.constantFrom<unknown>(
  '', ' ', '\u0000', '\ud800', 'x'.repeat(5_000), "'; drop table contract; --", '%', '_', '\\', '../../etc/passwd', '<script>1</script>', '＝1+1', '𠮷', '\u202e', 'NaN', '1e999', '-0', '9'.repeat(40), '2024-02-30', '0000-00-00', '99999-01-01',
  null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], { a: { b: {} } }, '__proto__', 'constructor',
);

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(hostile));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'string'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -10, -(2 ** 31)), max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'array':
      return schema.prefixItems ? fc.tuple(...schema.prefixItems.map(hostile)) : fc.array(hostile(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'object': {
      const { properties = {}, required = [] } = schema;
      return fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, hostile(one)])), { requiredKeys: required });
    }
    default:
      return text(schema);
  }
}

function text({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (pattern?.startsWith('^') && pattern.endsWith('_[0-9a-z]{20}$')) return fc.oneof(fc.constantFrom(...ids(pattern.slice(1, 5))), matching(pattern));
  if (format === 'date-time') return fc.constant('2024-05-01T08:00:00Z');
  if (format === 'date' || pattern?.includes('-02-29')) return fc.constantFrom('2024-02-29', '1999-12-31');
  if (format === 'email') return fc.constant('somebody@example.com');
  if (pattern) return matching(pattern).map((one) => one.slice(0, maxLength));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 40), unit: 'grapheme' });
}

/** Made once for each pattern: making one takes longer than all that is drawn from it. */
const matching = (() => {
  const made = new Map<string, fc.Arbitrary<string>>();
  return (pattern: string): fc.Arbitrary<string> => {
    const one = made.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
    made.set(pattern, one);
    return one;
  };
})();

/** Things that are there, of a kind: what is asked of them goes further than what is asked of nothing. */
function ids(kind: string): string[] {
  const there = given ? Object.values(given).filter((value): value is string => typeof value === 'string' && value.startsWith(kind)) : [];
  return there.length > 0 ? there : [`${kind}00000000000000000000`];
}

/** Mostly as described, now and then anything. */
const hostile = (schema: Schema): fc.Arbitrary<unknown> => fc.oneof({ weight: 6, arbitrary: fitting(schema) }, { weight: 1, arbitrary: nasty });

function askOf({ parameters, requestBody }: Operation): fc.Arbitrary<{ path: Record<string, unknown>; query: Record<string, unknown>; body: unknown }> {
  const of = (place: 'path' | 'query'): fc.Arbitrary<Record<string, unknown>> => {
    const some = parameters.filter((one) => one.in === place);
    return fc.record(Object.fromEntries(some.map(({ name, schema }) => [name, hostile(schema)])), { requiredKeys: some.filter(({ required }) => required).map(({ name }) => name) });
  };
  const schema = requestBody?.content['application/json'].schema;
  return fc.record({ path: of('path'), query: of('query'), body: schema ? hostile(schema) : fc.constant(undefined) });
}

const inPath = (value: unknown): string => encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()) || '-';

// What tells of the inside: statements, stacks, files, the names of libraries.
const inside = /\bselect\b.+\bfrom\b|\binsert into\b|\n\s+at |node_modules|\.ts:\d|postgres|kysely|syntax error|ECONN/i;

test.each(operations)('%s', async (_name, method, path, operation) => {
  for (const { path: params, query, body } of fc.sample(askOf(operation), { seed, numRuns: asksEach })) {
    const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, (typeof one === 'string' ? one : JSON.stringify(one) ?? '').toWellFormed()])));
    const url = `/api${path.replace(/\{(\w+)\}/g, (_, name: string) => inPath(params[name]))}?${search}`;
    if (/\/events\b/.test(path)) continue; // A stream has no end to wait for; the sweep opens it.
    const reply = await house.http.inject({
      method: method.toUpperCase() as 'GET',
      url,
      headers: { authorization: administrator.id, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const asked = `${method.toUpperCase()} ${url} ${JSON.stringify(body)}`;
    expect(reply.statusCode, asked).toBeLessThan(500);
    if (reply.statusCode < 400) continue;
    expect(reply.body, asked).not.toMatch(inside);
    const { error } = reply.json<{ error: { code: string; message: string; details?: { fields?: { field: string }[] } } }>();
    expect(error.message.length, asked).toBeGreaterThan(5);
    if (error.code === 'invalid_request') expect(error.details?.fields?.length ?? 0, `${asked} ${reply.body}`).toBeGreaterThan(0);
  }
});
