import { prepareDatabase } from '../compose.ts';
import { databaseOf, takesNothing } from './options.ts';

export async function migrateDatabase(argv: string[]): Promise<number> {
  takesNothing('migrate', argv);
  const applied = await prepareDatabase(databaseOf('migrate').url);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
  return 0;
}
