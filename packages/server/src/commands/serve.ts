import { fileURLToPath } from 'node:url';
import type { App } from '../app.ts';
import { composeApp, prepareDatabase } from '../compose.ts';
import { addressOf } from '../platform/config.ts';
import { createHttp } from '../platform/http.ts';
import { createLog } from '../platform/log.ts';
import { servePages } from '../platform/pages.ts';
import { Sentence } from '../platform/sentence.ts';
import { authenticateWith } from '../people/sessions.ts';
import { rooms } from '../rooms.ts';
import { databaseOf, takesNothing } from './options.ts';
import { closeAll, untilAskedToEnd } from './stay.ts';

export async function serve(argv: string[]): Promise<number> {
  takesNothing('serve', argv);
  const asked = untilAskedToEnd();
  const { config, url } = databaseOf('serve');
  await prepareDatabase(url);
  const { app, close } = await composeApp(config, url, createLog(config.logLevel));
  const served = await startServing(app);
  console.log(`Qige is at ${app.config.publicUrl}`);
  await asked;
  await closeAll([() => served.close(), close]);
  return 0;
}

export interface Served {
  close(): Promise<void>;
}

/** Web and API on the configured address; with port 0 the address in `app.config` is the one that was free. */
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
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Sentence(`Port ${port} on ${host} is taken by another program; set QIGE_PORT to a free one.`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw new Sentence(`Qige cannot listen on ${host}:${port} (${message}); set QIGE_HOST and QIGE_PORT.`);
    throw error;
  }
  const listening = http.server.address();
  if (port === 0 && listening && typeof listening === 'object') {
    const unsaid = app.config.publicUrl === addressOf(app.config);
    app.config.port = listening.port;
    if (unsaid) app.config.publicUrl = addressOf(app.config);
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
