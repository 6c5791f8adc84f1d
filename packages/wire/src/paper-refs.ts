import { z } from 'zod';
import { CopyKind } from './custody.ts';
import { ErrorCode } from './errors.ts';
import { ContractId, CopyId, PersonId } from './ids.ts';
import { Moment } from './plain-date.ts';

/** A paper as lists of other things name it. */
export const PaperRef = z.object({ copyId: CopyId, contractId: ContractId, number: z.string(), title: z.string(), ordinal: z.int(), kind: CopyKind, pageCount: z.int() });
export type PaperRef = z.infer<typeof PaperRef>;

export const PersonRef = z.object({ id: PersonId, name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

/** What became of one row of an act over several papers; each is answered by itself. */
export const PaperAnswer = z.object({ copyId: CopyId, done: z.boolean(), refusal: z.object({ code: ErrorCode, details: z.unknown() }).nullable() });
export type PaperAnswer = z.infer<typeof PaperAnswer>;

/** What a device says of an act: its own name for it, so that sending twice does it once, and when it was seen and sent, by its own clock, where the line was down. */
export const fromDevice = { actId: z.uuid().optional(), seenAt: Moment.optional(), sentAt: Moment.optional() };

/** A drawn or typed signature: a PNG in base64. */
export const Signature = z.base64().min(100).max(400_000);
