import { z } from 'zod';

/** Text on one line. Control characters and halves of characters stand on no paper, and a database refuses some of them. */
export const oneLine = (most: number): z.ZodString => z.string().trim().max(most).regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a control character');

/** Text that may have several lines. */
export const manyLines = (most: number): z.ZodString => z.string().trim().max(most).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, 'holds a control character');
