import type { Reader } from '@qige/ocr';
import type { Config } from './platform/config.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/db.ts';
import type { Live } from './platform/live.ts';
import type { Log } from './platform/log.ts';
import type { Vault } from './platform/vault/vault.ts';

/** Everything a room may reach outside itself. Built once in compose.ts; tests build a smaller one. */
export interface App {
  config: Config;
  db: Db;
  clock: Clock;
  vault: Vault;
  ocr: Reader;
  live: Live;
  log: Log;
}
