import { Refusal } from './platform/errors.ts';
import { Sentence } from './platform/sentence.ts';

interface Command {
  says: string;
  run(argv: string[]): Promise<number>;
}

/** Every command is loaded when it is asked for: `ocr` starts without the server, `version` without anything. */
const commands: Record<string, Command> = {
  up: { says: 'database, web, API and workers in one process (what npm start runs)', run: async (argv) => (await import('./commands/up.ts')).up(argv) },
  serve: { says: 'web and API alone, on DATABASE_URL', run: async (argv) => (await import('./commands/serve.ts')).serve(argv) },
  work: { says: 'workers alone, on DATABASE_URL; any number, on any host', run: async (argv) => (await import('./commands/work.ts')).work(argv) },
  migrate: { says: 'bring the database of DATABASE_URL up to this version', run: async (argv) => (await import('./commands/migrate.ts')).migrateDatabase(argv) },
  ingest: { says: 'hand files and folders to a running archive', run: async (argv) => (await import('./scans/ingest.command.ts')).run(argv) },
  ocr: { says: 'read page images and PDFs into text; needs no server', run: async (argv) => (await import('./reading/ocr.command.ts')).run(argv) },
  extract: { says: 'take the fields and findings out of contracts; needs no server', run: async (argv) => (await import('./reading/extract.command.ts')).run(argv) },
  config: { says: 'print every setting and what it is now', run: async () => (await import('./commands/print.ts')).printConfig() },
  doctor: { says: 'check that everything this machine must have is there', run: async () => (await import('./commands/doctor.ts')).doctor() },
  chains: { says: 'replay the chain of custody of every copy and count every place, on DATABASE_URL', run: async (argv) => (await import('./custody/chains.command.ts')).run(argv) },
  version: { says: 'print the version', run: async () => (await import('./commands/print.ts')).printVersion() },
};

function help(): string {
  const lines = Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(9)} ${says}`);
  return `Qige 契阁: a box of paper contracts becomes a managed archive.\n\nqige COMMAND [options]\n\n${lines.join('\n')}\n\nqige COMMAND --help says more. Settings are environment variables: qige config lists them.`;
}

async function main([name, ...argv]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Sentence(`qige has no command ${name}; qige --help lists them.`);
  return command.run(argv);
}

/** What a person can put right is one sentence; anything else is our bug and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof Sentence || error instanceof Refusal) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `Qige may not do this here: ${message}.`;
  if (code === 'ENOSPC') return `The disk is full: ${message}.`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${message.split('.')[0]}; try --help.`;
  return stack ?? message;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
// Whatever is still open (a pool, a timer of a library) has no work left to do.
process.exit();
