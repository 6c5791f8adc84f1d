import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { AccessRequestId, ContractId, PersonId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

const Days = z.int().min(1).max(365);

/** A request as its asker sees it. Until somebody says yes or no it looks the same whether there is such a contract or not. */
export const MyAccessRequest = z.object({
  id: AccessRequestId,
  /** The number, ours or the printed one, as the asker wrote it, or the id in a link they have. */
  named: z.string(),
  purpose: z.string(),
  days: z.int(),
  askedAt: Moment,
  /** `lapsed`: nobody answered in thirty days, or there was nobody to answer. `ended`: it was granted, and the time is over. */
  state: z.enum(['waiting', 'granted', 'refused', 'lapsed', 'ended']),
  reason: z.string(),
  until: Moment.nullable(),
  /** Where to find it, as long as the asker may open it. */
  contractId: ContractId.nullable(),
});
export type MyAccessRequest = z.infer<typeof MyAccessRequest>;

export const askAccessEndpoint = endpoint('POST /access-requests', {
  access: 'contracts.see',
  summary: 'Asks to open a contract one knows of, for a purpose and so many days. The answer never tells whether there is such a contract.',
  body: z.object({ named: oneLine(100).min(1), purpose: manyLines(500).min(1), days: Days }),
  reply: MyAccessRequest,
  status: 201,
});
export const listMyAccessRequestsEndpoint = endpoint('GET /me/access-requests', {
  access: 'contracts.see',
  summary: "The asker's own requests, newest first.",
  query: z.object(paging),
  reply: z.object({ requests: z.array(MyAccessRequest), next: z.string().nullable() }),
});

/** A request as those see it who decide over the contract. */
export const AccessRequest = z.object({
  id: AccessRequestId,
  contract: z.object({ id: ContractId, number: z.string(), title: z.string() }),
  person: z.object({ id: PersonId, name: z.string(), departmentName: z.string().nullable() }),
  purpose: z.string(),
  days: z.int(),
  askedAt: Moment,
});
export type AccessRequest = z.infer<typeof AccessRequest>;

export const listAccessRequestsEndpoint = endpoint('GET /access-requests', {
  access: 'contracts.see',
  summary: 'Requests that wait for the asker’s answer: for contracts they own, or see and name readers for.',
  query: z.object({ contractId: ContractId.optional() }),
  reply: z.object({ requests: z.array(AccessRequest) }),
});
export const answerAccessEndpoint = endpoint('POST /access-requests/:requestId/answer', {
  access: 'contracts.see',
  summary: 'Grants a request, for so many days, or refuses it with a reason.',
  params: z.object({ requestId: AccessRequestId }),
  body: z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('granted'), days: Days, reason: oneLine(200).default('') }),
    z.object({ answer: z.literal('refused'), reason: oneLine(200).min(1) }),
  ]),
  reply: AccessRequest,
});
