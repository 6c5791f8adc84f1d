import { fileURLToPath } from 'node:url';
import type { App } from '../app.ts';
import { composeApp, prepareDatabase } from '../compose.ts';
import type { Config } from '../platform/config.ts';
import { createHttp } from '../platform/http.ts';
import { settlePort } from '../platform/free-port.ts';
import { createLog } from '../platform/log.ts';
import { servePages } from '../platform/pages.ts';
import { Sentence } from '../platform/sentence.ts';
import { authenticateWith } from '../people/sessions.ts';
import { ensureFirstAdministrator } from '../people/setup.actions.ts';
import { rooms } from '../rooms.ts';
import { databaseOf, takesNothing } from './options.ts';
import { closeAll, untilAskedToEnd } from './stay.ts';

export async function serve(argv: string[]): Promise<number> {
  takesNothing('serve', argv);
  const asked = untilAskedToEnd();
  const { config, url } = databaseOf('serve');
  await prepareDatabase(url);
  const { app, close } = await composeApp(await settlePort(config), url, createLog(config.logLevel));
  const served = await startServing(app);
  await sayAddress(app);
  await asked;
  await closeAll([() => served.close(), close]);
  return 0;
}

/** The one line with the address; and, while nobody can sign in, the one with the link. */
export async function sayAddress(app: App): Promise<void> {
  // Whoever reads the address may sign in at once.
  const link = await ensureFirstAdministrator(app);
  console.log(`Qige is at ${app.config.publicUrl}`);
  if (link) console.log(`Nobody can sign in yet. Make the first administrator here (works once): ${link}`);
}

export interface Served {
  close(): Promise<void>;
}

/** Web and API on the address of `app.config`. */
export async function startServing(app: App): Promise<Served> {
  const { host, port } = app.config;
  const http = await createHttp(app, {
    rooms: rooms.flatMap((room) => room.routes ?? []),
    mounts: rooms.flatMap((room) => room.mount ?? []),
    authenticate: authenticateWith(app),
  });
  await servePages(http, fileURLToPath(new URL('../../../web/dist/', import.meta.url)));
  try {
    await http.listen({ host, port });
  } catch (error) {
    throw asSentence(error as NodeJS.ErrnoException, app.config);
  }
  return {
    async close() {
      // Live event streams never end by themselves.
      const patience = setTimeout(() => http.server.closeAllConnections(), 1_500);
      await http.close();
      clearTimeout(patience);
    },
  };
}

function asSentence(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE') return new Sentence(`Port ${port} on ${host} is taken by another program; set QIGE_PORT to a free one.`);
  if (error.code !== 'EACCES' && error.code !== 'EADDRNOTAVAIL') return error;
  return new Sentence(`Qige cannot listen on ${host}:${port} (${error.message}); set QIGE_HOST and QIGE_PORT.`);
}
