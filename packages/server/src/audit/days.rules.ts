import type { PlainDate } from '@qige/wire';

/** The moment a day begins in a time zone. */
export function dayBegins(day: PlainDate, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // The offset at that moment, then once more at the moment found: a clock change may lie between the two.
  const first = utc - offsetAt(utc, timeZone);
  return new Date(utc - offsetAt(first, timeZone));
}

/** The moment the day after begins. */
export function dayEnds(day: PlainDate, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10);
  return dayBegins(next, timeZone);
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']);
  return wall - Math.floor(moment / 1000) * 1000;
}
