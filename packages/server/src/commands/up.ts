import { parseArgs } from 'node:util';
import { composeApp, prepareDatabase } from '../compose.ts';
import { demoFolder, readConfig, type Config } from '../platform/config.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded-postgres.ts';
import { settlePort } from '../platform/free-port.ts';
import { createLog, type Log } from '../platform/log.ts';
import { sayAddress, startServing } from './serve.ts';
import { closeAll, untilAskedToEnd } from './stay.ts';
import { startWorking } from './work.ts';

const usage = `qige up [--demo]

Starts the embedded PostgreSQL (or uses DATABASE_URL), brings it up to date, serves web and API, and works.
  --demo            a data folder of its own with a sample company and contracts
  --ends-with=PID   end when this parent process is gone`;

export async function up(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { demo: { type: 'boolean', default: false }, 'ends-with': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const parent = values['ends-with'];
  const asked = untilAskedToEnd(parent === undefined ? undefined : Number(parent));
  const config = readConfig(undefined, values.demo ? { dataDir: demoFolder } : {});
  const closers: (() => Promise<unknown>)[] = [];
  try {
    await open(config, values.demo, closers);
    await asked;
  } finally {
    await closeAll(closers.toReversed());
  }
  return 0;
}

async function open(config: Config, demo: boolean, closers: (() => Promise<unknown>)[]): Promise<void> {
  const log = createLog(config.logLevel);
  const { url, postgres } = await database(config, log);
  if (postgres) closers.push(() => postgres.stop());
  await prepareDatabase(url);
  const { app, close } = await composeApp(await settlePort(config), url, log);
  closers.push(close);
  const served = await startServing(app);
  const workers = await startWorking(app, url);
  closers.push(() => {
    postgres?.note({ ending: true });
    return Promise.all([served.close(), workers.stop()]);
  });
  postgres?.note({ address: app.config.publicUrl });
  const sample = demo ? await import('../demo/demo.ts') : undefined;
  // Its people first: whoever tries the demo need not make an administrator.
  await sample?.openDemo(app);
  await sayAddress(app);
  // The rest goes on while the archive can already be looked at, and is given up when it ends.
  void sample?.seedDemo(app).catch((error: unknown) => log.error({ err: error }, 'the demo could not be filled'));
}

async function database(config: Config, log: Log): Promise<{ url: string; postgres?: EmbeddedPostgres }> {
  if (config.databaseUrl) return { url: config.databaseUrl };
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  return { url: postgres.url, postgres };
}
