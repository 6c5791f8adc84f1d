import { z } from 'zod';

/** A day in the calendar of the archive, `YYYY-MM-DD`, without time or zone. */
export const PlainDate = z.iso.date();
export type PlainDate = z.infer<typeof PlainDate>;

/** A moment, ISO 8601 in UTC. */
export const Moment = z.iso.datetime();

/** An amount of money as a decimal text with two places: floats never touch money. */
export const Money = z.string().regex(/^-?\d{1,16}(\.\d{1,2})?$/);
