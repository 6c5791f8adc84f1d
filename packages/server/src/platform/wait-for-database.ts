import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Sentence } from './sentence.ts';

// Not up yet, or still recovering: worth waiting for. Anything else (a wrong password, no such database) will not mend itself.
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EAI_AGAIN', 'ENOTFOUND', 'ETIMEDOUT', '57P03']);

/** Containers start in any order: gives the database half a minute to answer. */
export async function waitForDatabase(pool: pg.Pool, url: string, patienceMs = 30_000): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      const { code, message } = asCoded(error);
      if (!passing.has(code) || Date.now() > end) throw new Sentence(`The database ${nameOf(url)} cannot be used: ${message || code}.`);
      await pause(500);
    }
  }
}

/** A host with several addresses fails with one error for each. */
function asCoded(error: unknown): { code: string; message: string } {
  const one = error instanceof AggregateError ? error.errors[0] : error;
  const { code = '', message } = one as NodeJS.ErrnoException;
  return { code, message };
}

function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
