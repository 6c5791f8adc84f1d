import type { PlainDate } from '@qige/wire';

export interface Clock {
  now(): Date;
  /** The day in the archive's own zone. */
  today(): PlainDate;
}

export function systemClock(zone: string): Clock {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return { now: () => new Date(), today: () => day.format(new Date()) };
}
