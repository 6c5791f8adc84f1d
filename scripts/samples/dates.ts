import type { Rng } from './random.ts';
import { inWords } from './money.ts';

/** Dates are plain ISO days; arithmetic in UTC keeps them free of time zones. */
export type Day = string;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
}

/** The last day of a term of whole months beginning on `day`. */
export function endOfTerm(day: Day, months: number): Day {
  const d = new Date(Date.parse(day));
  d.setUTCMonth(d.getUTCMonth() + months);
  return addDays(d.toISOString().slice(0, 10), -1);
}

export const dateStyles = ['cn', 'cn0', 'words', 'iso', 'dot', 'slash', 'cnSpaced'] as const;
export type DateStyle = (typeof dateStyles)[number];

export function printDate(day: Day, style: DateStyle): string {
  const [y = '', m = '', d = ''] = day.split('-');
  const [mm, dd] = [Number(m), Number(d)];
  switch (style) {
    case 'cn':
      return `${y}年${mm}月${dd}日`;
    case 'cn0':
      return `${y}年${m}月${d}日`;
    case 'words':
      return `${[...y].map((c) => '〇一二三四五六七八九'[Number(c)]).join('')}年${inWords(mm)}月${inWords(dd)}日`;
    case 'iso':
      return day;
    case 'dot':
      return `${y}.${mm}.${dd}`;
    case 'slash':
      return `${y}/${m}/${d}`;
    case 'cnSpaced':
      return `${y} 年 ${mm} 月 ${dd} 日`;
  }
}

/** A working day in the year; contracts are not signed on Sundays. */
export function signingDay(r: Rng, year: number): Day {
  const day = addDays(`${year}-01-05`, r.int(0, 340));
  return new Date(day).getUTCDay() === 0 ? addDays(day, 1) : day;
}
