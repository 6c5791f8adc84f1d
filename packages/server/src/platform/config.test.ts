import { mkdtempSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeConfig, readConfig } from './config.ts';
import { Sentence } from './sentence.ts';

test('with nothing set, Qige keeps to this machine and to its clone', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8970, publicUrl: 'http://127.0.0.1:8970', timeZone: 'Asia/Shanghai', maxPages: 2000 });
  expect(config.dataDir.endsWith('/data')).toBe(true);
  expect(config.ocrThreads).toBeGreaterThanOrEqual(1);
});

test.each([
  ['QIGE_PORT', '70000', 'QIGE_PORT is not between 0 and 65535.'],
  ['QIGE_PORT', '89 70', 'QIGE_PORT is not a whole number.'],
  ['QIGE_OCR_THREADS', '0', 'QIGE_OCR_THREADS is not between 1 and 256.'],
  ['QIGE_MAX_PAGES', '0', 'QIGE_MAX_PAGES is less than 1.'],
  ['QIGE_TIME_ZONE', 'Asia/Beijing', 'QIGE_TIME_ZONE is not a time zone, such as Asia/Shanghai.'],
  ['QIGE_LOG_LEVEL', 'loud', 'QIGE_LOG_LEVEL is none of silent, fatal, error, warn, info, debug, trace.'],
  ['QIGE_PUBLIC_URL', 'contracts.example.com', 'QIGE_PUBLIC_URL is not an address such as https://contracts.example.com.'],
  ['QIGE_TRUST_PROXY', 'maybe', 'QIGE_TRUST_PROXY is neither yes nor no.'],
  ['DATABASE_URL', 'mysql://db/qige', 'DATABASE_URL does not start with postgres://.'],
  ['QIGE_SECRET', 'short', 'QIGE_SECRET is shorter than 32 characters.'],
])('%s=%s is refused in one sentence that names it', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(new Sentence(sentence));
});

test('a misspelt setting is refused with the nearest that exists; other programs’ variables are none of our business', () => {
  expect(() => readConfig({ QIGE_PROT: '1' })).toThrow('QIGE_PROT is not a setting of Qige; did you mean QIGE_PORT?');
  expect(() => readConfig({ QIGE_DATADIR: '/x' })).toThrow('did you mean QIGE_DATA_DIR?');
  expect(readConfig({ PROT: '1', QIGE_TEST_DATABASE_URL: 'x' }).port).toBe(8970);
});

test('an empty variable counts as absent, as compose files leave them', () => {
  expect(readConfig({ QIGE_PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8970 });
});

test('half a first administrator is refused', () => {
  expect(() => readConfig({ QIGE_ADMIN_EMAIL: 'chen@example.com' })).toThrow('go together');
});

test('no secret is printed, in whatever form it was set', () => {
  const word = fc.string({ minLength: 32, maxLength: 40, unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ') });
  fc.assert(
    fc.property(word, word, word, (password, secret, database) => {
      const printed = describeConfig(
        readConfig({
          QIGE_ADMIN_EMAIL: 'chen@example.com',
          QIGE_ADMIN_PASSWORD: password,
          QIGE_SECRET: secret,
          QIGE_API_KEY: secret,
          DATABASE_URL: `postgres://qige:${database}@db.example.com/qige?password=${database}`,
        }),
      );
      for (const hidden of [password, secret, database]) expect(printed).not.toContain(hidden);
      expect(printed).toContain('postgres://qige:********@db.example.com/qige');
    }),
    { numRuns: 30 },
  );
});

test('the secret is made once, for its owner alone, and not before it is asked for', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qige-secret-'));
  const first = readConfig({ QIGE_DATA_DIR: dataDir });
  describeConfig(first);
  expect(existsSync(join(dataDir, 'secret'))).toBe(false);
  const { secret } = first;
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(readConfig({ QIGE_DATA_DIR: dataDir }).secret).toBe(secret);
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  rmSync(dataDir, { recursive: true });
});
