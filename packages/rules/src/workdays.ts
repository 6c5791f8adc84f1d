/** Days on which this archive works: Monday to Friday, but for holidays, and the weekend days that are worked for them (调休). */
export interface WorkCalendar {
  daysOff: readonly string[];
  daysOn: readonly string[];
}

const dayMs = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later (or, negative, earlier); `YYYY-MM-DD` in and out. */
export const addDays = (day: string, days: number): string => dayOf(at(day) + days * dayMs);

/** How many days later the second is; negative where it is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayMs);

export function isWorkday(day: string, { daysOff, daysOn }: WorkCalendar): boolean {
  if (daysOn.includes(day)) return true;
  const weekday = new Date(at(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !daysOff.includes(day);
}

/** A calendar without a working day in so long is a mistake; counting goes on by plain days then. */
const longestBreak = 60;

/** The day after so many working days; with none, the day itself. Negative counts back. */
export function addWorkdays(day: string, count: number, calendar: WorkCalendar): string {
  const step = count < 0 ? -1 : 1;
  let now = day;
  for (let left = Math.abs(count), idle = 0; left > 0; ) {
    now = addDays(now, step);
    if (isWorkday(now, calendar) || ++idle >= longestBreak) {
      left--;
      idle = 0;
    }
  }
  return now;
}

/** Working days after `from` up to and including `to`; 0 where `to` is not later. */
export function workdaysBetween(from: string, to: string, calendar: WorkCalendar): number {
  let count = 0;
  for (let now = addDays(from, 1); now <= to; now = addDays(now, 1)) if (isWorkday(now, calendar)) count++;
  return count;
}
