import { z } from 'zod';
import { Bytes, endpoint, paging } from './endpoint.ts';
import { ContractId, PageId, PersonId, ShareId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/** Why a link no longer opens; `out-of-sight`: who made it may no longer see or download the contract. */
export const ShareState = z.enum(['open', 'expired', 'revoked', 'used-up', 'out-of-sight']);
export type ShareState = z.infer<typeof ShareState>;

export const ShareLink = z.object({
  id: ShareId,
  contractId: ContractId,
  /** Null where the contract is no longer open to the asker. */
  contract: z.object({ number: z.string(), title: z.string() }).nullable(),
  recipient: z.string(),
  madeBy: z.object({ id: PersonId, name: z.string() }),
  createdAt: Moment,
  expiresAt: Moment,
  pages: z.int(),
  hasPassword: z.boolean(),
  mostViews: z.int().nullable(),
  views: z.int(),
  lastViewedAt: Moment.nullable(),
  state: ShareState,
  may: z.object({ revoke: z.boolean() }),
});
export type ShareLink = z.infer<typeof ShareLink>;

const ofContract = z.object({ contractId: ContractId });

export const listContractSharesEndpoint = endpoint('GET /contracts/:contractId/shares', {
  access: 'contracts.download',
  summary: 'The links for people outside that were made for a contract, and how many days such a link may be open.',
  params: ofContract,
  reply: z.object({ shares: z.array(ShareLink), longestDays: z.int() }),
});
export const makeShareEndpoint = endpoint('POST /contracts/:contractId/shares', {
  access: 'contracts.download',
  and: ['scans.see'],
  summary: 'Makes a link with which somebody outside sees pages of a contract, always with their name across them. The address is told this once.',
  params: ofContract,
  body: z.object({
    /** Whom it is for: stands on every page. */
    recipient: oneLine(60).min(1),
    days: z.int().min(1).max(365),
    password: z.string().min(6).max(200).optional(),
    mostViews: z.int().min(1).max(1000).optional(),
    /** Left out: all pages as they are now. */
    pageIds: z.array(PageId).min(1).max(2000).optional(),
  }),
  reply: z.object({ share: ShareLink, address: z.string() }),
  status: 201,
});
export const listSharesEndpoint = endpoint('GET /shares', {
  access: 'contracts.download',
  summary: 'The links the asker made, or, for those who manage links, everybody’s of contracts they see; newest first.',
  query: z.object({ ...paging, whose: z.enum(['mine', 'all']).default('mine') }),
  reply: z.object({ shares: z.array(ShareLink), next: z.string().nullable() }),
});
export const revokeShareEndpoint = endpoint('DELETE /shares/:shareId', {
  access: 'contracts.download',
  summary: 'Closes a link at once and for ever: one’s own, or any by those who manage links.',
  params: z.object({ shareId: ShareId }),
  reply: ShareLink,
});

// What is not a token is no token of ours: it is answered as one that never was.
const byToken = z.object({ token: z.string() });

export const knockShareEndpoint = endpoint('GET /shared/:token', {
  access: 'anyone',
  summary: 'Whether a link opens, and whether with a password; not a view. Links that do not open, for whatever reason, and such as never were are all the same 404.',
  params: byToken,
  reply: z.object({ needsPassword: z.boolean() }),
});
export const SharedPages = z.object({
  title: z.string(),
  number: z.string(),
  recipient: z.string(),
  expiresAt: Moment,
  /** With this the pages are fetched for a while. */
  visit: z.string(),
  pages: z.array(z.object({ number: z.int(), width: z.int(), height: z.int() })),
});
export type SharedPages = z.infer<typeof SharedPages>;
export const openShareEndpoint = endpoint('POST /shared/:token/visits', {
  access: 'anyone',
  summary: 'Opens a link: one view, written down with its address. A wrong password is the same 404.',
  params: byToken,
  body: z.object({ password: z.string().max(200).optional() }),
  reply: SharedPages,
});
export const showSharedPageEndpoint = endpoint('GET /shared/:token/pages/:number', {
  access: 'anyone',
  summary: 'A page of an opened link, with the recipient’s name, time and address across it.',
  params: byToken.extend({ number: z.string() }),
  query: z.object({ visit: z.string().max(200).default('') }),
  reply: Bytes,
  kind: 'file',
});
