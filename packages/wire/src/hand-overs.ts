import { z } from 'zod';
import { Bytes, endpoint, paging } from './endpoint.ts';
import { CopyId, HandOverId, LoanId, PersonId } from './ids.ts';
import { fromDevice, PaperAnswer, PaperRef, PersonRef, Signature } from './paper-refs.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

export const HandOverState = z.enum(['offered', 'confirmed', 'refused', 'withdrawn']);
export type HandOverState = z.infer<typeof HandOverState>;

export const HandOver = z.object({
  id: HandOverId,
  giver: PersonRef,
  receiver: PersonRef,
  state: HandOverState,
  /** Why it was refused. */
  reason: z.string(),
  note: z.string(),
  /** Handed out on this loan. */
  loanId: LoanId.nullable(),
  releasedAt: Moment,
  decidedAt: Moment.nullable(),
  decidedHow: z.enum(['own-device', 'signed-here']).nullable(),
  signed: z.boolean(),
  papers: z.array(PaperRef.extend({ pagesOut: z.int().nullable() })),
  may: z.object({ confirm: z.boolean(), withdraw: z.boolean(), signHere: z.boolean() }),
});
export type HandOver = z.infer<typeof HandOver>;

const oneHandOver = z.object({ handOverId: HandOverId });
const Pages = z.int().min(0).max(10_000);

export const listHandOversEndpoint = endpoint('GET /hand-overs', {
  access: 'contracts.see',
  summary: 'Hand-overs, newest first: those that wait for the asker, those the asker offered, the asker’s past ones, or, for those who keep the paper, all.',
  query: z.object({ view: z.enum(['for-me', 'from-me', 'mine', 'open', 'all']).default('for-me'), copyId: CopyId.optional(), ...paging }),
  reply: z.object({ handOvers: z.array(HandOver), next: z.string().nullable() }),
});
export const PaperInHands = PaperRef.extend({ since: Moment, handOverId: HandOverId.nullable(), loanId: LoanId.nullable(), dueOn: PlainDate.nullable() });
export type PaperInHands = z.infer<typeof PaperInHands>;
export const listPapersInHandsEndpoint = endpoint('GET /me/papers', {
  access: 'contracts.see',
  summary: 'Papers that are in the asker’s own hands and that they answer for, longest held first; 200 at most.',
  reply: z.object({ papers: z.array(PaperInHands) }),
});
export const showHandOverEndpoint = endpoint('GET /hand-overs/:handOverId', {
  access: 'contracts.see',
  summary: 'A hand-over with its papers.',
  params: oneHandOver,
  reply: HandOver,
});
export const releaseEndpoint = endpoint('POST /hand-overs', {
  access: 'contracts.see',
  summary: 'Releases papers to somebody: those in the asker’s hands, or, by who keeps the paper, those in a place, which are taken out in the same act. Each paper is answered by itself; until the receiver confirms, the giver answers.',
  body: z.object({
    receiverId: PersonId,
    papers: z.array(z.object({ copyId: CopyId, pageCount: Pages })).min(1).max(200),
    note: oneLine(300).default(''),
    ...fromDevice,
  }),
  reply: z.object({ handOver: HandOver, answers: z.array(PaperAnswer) }),
  status: 201,
});
export const confirmHandOverEndpoint = endpoint('POST /hand-overs/:handOverId/confirm', {
  access: 'contracts.see',
  summary: 'The receiver takes the papers over, on a device of their own; from now on they answer for them.',
  params: oneHandOver,
  body: z.object(fromDevice),
  reply: HandOver,
});
export const signHandOverEndpoint = endpoint('POST /hand-overs/:handOverId/sign', {
  access: 'contracts.see',
  summary: 'The receiver signs on the device of who gives, or of who keeps the paper. The signature is kept.',
  params: oneHandOver,
  body: z.object({ signature: Signature, ...fromDevice }),
  reply: HandOver,
});
export const refuseHandOverEndpoint = endpoint('POST /hand-overs/:handOverId/refuse', {
  access: 'contracts.see',
  summary: 'The receiver does not take the papers, and says why; the giver goes on answering.',
  params: oneHandOver,
  body: z.object({ reason: oneLine(300).min(1), ...fromDevice }),
  reply: HandOver,
});
export const withdrawHandOverEndpoint = endpoint('POST /hand-overs/:handOverId/withdraw', {
  access: 'contracts.see',
  summary: 'The giver, or who keeps the paper, takes an offer back before it is confirmed.',
  params: oneHandOver,
  body: z.object(fromDevice),
  reply: HandOver,
});
export const showSignatureEndpoint = endpoint('GET /hand-overs/:handOverId/signature', {
  access: 'contracts.see',
  summary: 'The receiver’s signature as it was drawn.',
  params: oneHandOver,
  reply: Bytes,
  kind: 'file',
});
