import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { CopyId, PersonId, PlaceId, SealId } from './ids.ts';
import { PaperRef } from './paper-refs.ts';
import { Moment } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/** A numbered strip 封条 on a paper's bag or on a box. A broken one stays in the history. */
export const SecuritySeal = z.object({
  id: SealId,
  number: z.string(),
  paper: PaperRef.nullable(),
  place: z.object({ id: PlaceId, where: z.string() }).nullable(),
  appliedBy: z.string(),
  appliedAt: Moment,
  broken: z.object({ by: z.string(), at: Moment, why: z.string() }).nullable(),
});
export type SecuritySeal = z.infer<typeof SecuritySeal>;

export const listSealsEndpoint = endpoint('GET /seals', {
  access: 'paper.keep',
  summary: 'Security seals, newest first, of one paper or box or by number.',
  query: z.object({ copyId: CopyId.optional(), placeId: PlaceId.optional(), number: oneLine(40).optional(), state: z.enum(['whole', 'broken']).optional(), ...paging }),
  reply: z.object({ seals: z.array(SecuritySeal), next: z.string().nullable() }),
});
export const applySealEndpoint = endpoint('POST /seals', {
  access: 'paper.keep',
  summary: 'Notes a seal put on a paper or a box. No number is used twice.',
  body: z.object({ number: oneLine(40).min(1), on: z.discriminatedUnion('kind', [z.object({ kind: z.literal('copy'), copyId: CopyId }), z.object({ kind: z.literal('place'), placeId: PlaceId })]) }),
  reply: SecuritySeal,
  status: 201,
});
export const breakSealEndpoint = endpoint('POST /seals/:sealId/break', {
  access: 'paper.keep',
  summary: 'Notes that a seal was broken: by whom, and why.',
  params: z.object({ sealId: SealId }),
  body: z.object({ why: oneLine(300).min(1), brokenBy: PersonId.optional() }),
  reply: SecuritySeal,
});
