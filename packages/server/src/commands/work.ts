import type { App } from '../app.ts';
import { composeApp, prepareDatabase } from '../compose.ts';
import { startWorkers, type Workers } from '../platform/jobs.ts';
import { createLog } from '../platform/log.ts';
import { rooms } from '../rooms.ts';
import { databaseOf, takesNothing } from './options.ts';
import { closeAll, untilAskedToEnd } from './stay.ts';

export async function work(argv: string[]): Promise<number> {
  takesNothing('work', argv);
  const asked = untilAskedToEnd();
  const { config, url } = databaseOf('work');
  await prepareDatabase(url);
  const { app, close } = await composeApp(config, url, createLog(config.logLevel));
  const workers = await startWorking(app, url);
  console.log(`Qige is working, ${config.ocrThreads} pages at a time.`);
  await asked;
  await closeAll([() => workers.stop(), close]);
  return 0;
}

export async function startWorking(app: App, url: string): Promise<Workers> {
  const jobs = rooms.flatMap((room) => room.jobs ?? []);
  const timetable = rooms.flatMap((room) => room.timetable ?? []);
  const workers = await startWorkers(app, url, jobs, timetable);
  const watches = rooms.flatMap((room) => (room.watch ? [room.watch(app)] : []));
  return { stop: async () => void (await Promise.all([workers.stop(), ...watches.map((watch) => watch.stop())])) };
}
