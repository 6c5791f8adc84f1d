import { silentLog } from '../platform/log.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts';

/** A process of its own that starts the PostgreSQL of a data folder, says where, and stays until it is told to go. */
const [dataDir = ''] = process.argv.slice(2);
try {
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: { fsync: 'off' } });
  postgres.note({ address: 'http://127.0.0.1:8970' });
  console.log(JSON.stringify({ url: postgres.url }));
  process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
} catch (error) {
  console.log(JSON.stringify({ refused: String((error as Error).message) }));
}
