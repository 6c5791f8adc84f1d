import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { licenceTroubles, mayBePassedOn, readAudit } from './dependencies.js';

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['OFL-1.1', true],
  ['GPL-2.0 OR (MIT AND Zlib)', true],
  ['MIT AND GPL-3.0', false],
  ['(MIT OR Apache-2.0) AND AGPL-3.0-only', false],
  ['SSPL-1.0', false],
  ['GPL-2.0-only WITH Classpath-exception-2.0', false],
  ['SEE LICENSE IN LICENSE', false],
  ['UNLICENSED', false],
  ['(MIT', false],
])('%s: %s', (expression, may) => expect(mayBePassedOn(expression)).toBe(may));

test('what is for development alone is not asked about; what lies there counts as well as what the lock file says', () => {
  const packages = {
    '': { license: 'Apache-2.0' },
    'packages/web': {},
    'node_modules/@qige/web': { link: true },
    'node_modules/fine': { version: '1.0.0', license: 'MIT' },
    'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0', dev: true },
    'node_modules/a/node_modules/@x/deep': { version: '2.0.0', license: 'AGPL-3.0-only' },
    'node_modules/changed': { version: '3.0.0', license: 'MIT' },
    'node_modules/silent': { version: '4.0.0' },
    'node_modules/old': { version: '5.0.0' },
    'node_modules/libheif-js': { version: '9.0.0', license: 'GPL-3.0' },
  };
  const installed: Record<string, unknown> = { 'node_modules/changed': 'SSPL-1.0', 'node_modules/old': { type: 'ISC' } };
  expect(licenceTroubles({ packages }, (path: string) => installed[path])).toEqual(['@x/deep 2.0.0: licence AGPL-3.0-only', 'changed 3.0.0: licence SSPL-1.0', 'silent 4.0.0: licence none', 'libheif-js 9.0.0: licence GPL-3.0']);
});

test('a registry that did not answer is no answer', () => {
  expect(readAudit('')).toEqual({ asked: false, why: 'npm audit printed no report' });
  expect(readAudit('{"message":"405 Method Not Allowed - POST https://x","error":{"summary":""}}')).toEqual({ asked: false, why: '405 Method Not Allowed - POST https://x' });
  expect(readAudit('{"error":{"summary":"connect ECONNREFUSED"}}')).toEqual({ asked: false, why: 'connect ECONNREFUSED' });
});

/** npm itself, asking a registry of ours that knows of these. */
async function auditAgainst(advisories: object | undefined): Promise<{ code: number; said: string }> {
  const registry = createServer((request, response) => {
    const known = request.method === 'POST' && request.url?.includes('/advisories/bulk') && advisories;
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(known || {}));
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const cache = mkdtempSync(join(tmpdir(), 'qige-npm-')); // npm remembers what it was told of a hole
  const settings = { npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}`, npm_config_cache: cache };
  const child = spawn(process.execPath, [fileURLToPath(new URL('dependencies.js', import.meta.url))], { env: { ...process.env, ...settings } });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  registry.closeAllConnections();
  registry.close();
  rmSync(cache, { recursive: true });
  return { code, said };
}

test('a grave hole fails, a slight one is told, and that nobody could be asked is told too', async () => {
  const hole = (severity: string) => ({ fastify: [{ id: 1, url: 'https://example.com/GHSA-1', title: 'a hole', severity, vulnerable_versions: '*', cwe: [], cvss: { score: 0 } }] });
  expect(await auditAgainst({})).toEqual({ code: 0, said: '' });
  expect(await auditAgainst(hole('critical'))).toEqual({ code: 1, said: expect.stringContaining('fastify: critical, a hole https://example.com/GHSA-1') });
  expect(await auditAgainst(hole('low'))).toEqual({ code: 0, said: expect.stringContaining('fastify: low, a hole') });
  expect(await auditAgainst(undefined)).toEqual({ code: 0, said: expect.stringMatching(/^Known holes were not asked about: the registry did not answer \(.+\)\.\n$/) });
});
