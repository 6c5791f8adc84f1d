import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callOut } from './call-out.ts';

let server: Server;
let base: string;
const visited: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    visited.push(request.url ?? '');
    if (request.url?.startsWith('/away')) response.writeHead(302, { location: '/inside' }).end();
    else if (request.url?.startsWith('/long')) response.end(`{"a":"${'x'.repeat(300_000)}"}`);
    else if (request.url?.startsWith('/page')) response.end('<html>');
    else if (request.url?.startsWith('/list')) response.end('[1]');
    else response.writeHead(418).end('{"said":1}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test('an answer is handed over with its status', async () => {
  expect(await callOut(base, '/fine', { query: { a: 'b&c' } })).toEqual({ status: 418, body: { said: 1 } });
  expect(visited).toContain('/fine?a=b%26c');
});

test('no redirect is followed, nothing long is read to its end, nothing but an object is taken', async () => {
  for (const path of ['/away', '/long', '/page', '/list']) await expect(callOut(base, path)).rejects.toThrow(path);
  expect(visited).not.toContain('/inside');
});

test('what went wrong is told without what was sent', async () => {
  const secret = 'the secret of the app';
  for (const [where, path] of [[base, '/page'], [base, '/away'], ['http://127.0.0.1:9', '/x']] as const) {
    const error: unknown = await callOut(where, path, { method: 'POST', query: { secret }, form: { secret } }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(Error);
    expect(`${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain('secret');
  }
});
