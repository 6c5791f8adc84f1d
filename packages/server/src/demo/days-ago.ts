import type { App } from '../app.ts';

const day = 86_400_000;

/** The same archive on an earlier day: what is done with it is dated so. */
export function daysAgo(app: App, days: number): App {
  const now = (): Date => new Date(app.clock.now().getTime() - days * day);
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: app.config.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return { ...app, clock: { now, today: () => on.format(now()) } };
}
