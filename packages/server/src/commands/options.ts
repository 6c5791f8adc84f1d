import { readConfig, type Config } from '../platform/config.ts';
import { Sentence } from '../platform/sentence.ts';

export function takesNothing(command: string, argv: readonly string[]): void {
  if (argv.length > 0) throw new Sentence(`qige ${command} takes no arguments; its settings are environment variables (qige config).`);
}

/** Commands that run beside others need a database they can share. */
export function databaseOf(command: string): { config: Config; url: string } {
  const config = readConfig();
  if (!config.databaseUrl) {
    throw new Sentence(`qige ${command} needs DATABASE_URL; the embedded database belongs to one process, which npm start runs.`);
  }
  return { config, url: config.databaseUrl };
}
