import { z } from 'zod';
import { Done, endpoint, paging } from './endpoint.ts';
import { PersonId, ShareId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { ShareLink } from './shares.ts';

// For who looks after rights and sees no contract: what reaches beyond the roles, by whom and until when, but never of which contract.

export const OverseenShare = ShareLink.omit({ contractId: true, contract: true, may: true });
export type OverseenShare = z.infer<typeof OverseenShare>;

export const listOverseenSharesEndpoint = endpoint('GET /oversight/shares', {
  access: 'rights.oversee',
  summary: 'The links for people outside that still open, or all there ever were, whoever made them, without their contracts; newest first.',
  query: z.object({ ...paging, which: z.enum(['open', 'all']).default('open') }),
  reply: z.object({ shares: z.array(OverseenShare), next: z.string().nullable() }),
});
export const closeOverseenShareEndpoint = endpoint('DELETE /oversight/shares/:shareId', {
  access: 'rights.oversee',
  summary: 'Closes any link at once and for ever.',
  params: z.object({ shareId: ShareId }),
  reply: OverseenShare,
});

const Somebody = z.object({ id: PersonId, name: z.string(), departmentName: z.string().nullable() });

export const NamedReader = z.object({
  person: Somebody,
  /** For how many contracts they are named now. */
  contracts: z.int(),
  /** When the last of them ends; null where one of them does not. */
  until: Moment.nullable(),
});
export type NamedReader = z.infer<typeof NamedReader>;

export const OverseenRequest = z.object({
  person: Somebody,
  days: z.int(),
  askedAt: Moment,
  state: z.enum(['waiting', 'granted', 'refused', 'lapsed', 'ended']),
  answeredBy: z.string().nullable(),
  until: Moment.nullable(),
});
export type OverseenRequest = z.infer<typeof OverseenRequest>;

export const listNamedReadersEndpoint = endpoint('GET /oversight/readers', {
  access: 'rights.oversee',
  summary: 'Who is let into contracts by name, into how many and until when, and who asked for that; the contracts are not told.',
  reply: z.object({ readers: z.array(NamedReader), requests: z.array(OverseenRequest) }),
});
export const endReadingsEndpoint = endpoint('POST /people/:personId/readings/end', {
  access: 'rights.oversee',
  summary: 'The person is no longer named for any contract; what their roles let them see stays.',
  params: z.object({ personId: PersonId }),
  reply: Done,
});
