import type { CopyId, HandOverId, LoanId, PaperAnswer, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { carry, lockPlacesOf, nameTaken } from './carry.actions.ts';
import { type CopyRow, findDoneBefore, lockCopies } from './chain.queries.ts';
import { custodyVerdict } from './custody.rules.ts';
import { seenMoment } from './from-device.rules.ts';
import { insertHandOver, insertHandOverCopies } from './hand-over.queries.ts';
import { releaseVerdict } from './hand-over.rules.ts';
import { standingOf } from './holder.rules.ts';
import { answerFor, refuseIfNone } from './paper-answers.ts';
import { findOther, seenBy } from './sight.ts';

export interface FromDevice {
  actId?: string | undefined;
  seenAt?: string | undefined;
  sentAt?: string | undefined;
}

export interface Release extends FromDevice {
  receiverId: PersonId;
  papers: readonly { copyId: CopyId; pageCount: number }[];
  note: string;
  /** Handed out on this loan: it is looked at once the copies are locked and before any of them is offered. */
  loan?: { id: LoanId; onSite: boolean; judge: (copy: CopyRow) => Promise<void> };
}

export async function tellOfPapers(tx: Tx, copies: readonly CopyRow[]): Promise<void> {
  for (const id of new Set(copies.map(({ contractId }) => contractId))) await tellLive(tx, { topic: 'archive', id });
}

/** Offers papers to somebody in one hand-over; each is answered by itself, and where none can be offered there is none. */
export async function offerPapers(app: App, tx: Tx, actor: Person, { receiverId, papers, note, loan, actId, ...device }: Release): Promise<{ handOverId: HandOverId; answers: PaperAnswer[] }> {
  const copies = await lockCopies(tx, actor, papers.map(({ copyId }) => copyId));
  if (copies.length === 0) throw notFound();
  if (receiverId === actor.id) throw new Refusal('custody_impossible', 'Nobody hands a paper to themselves.', { kind: 'self' });
  const receiver = await findOther(tx, receiverId);
  if (!receiver) throw new Refusal('custody_impossible', 'They do not work here.', { kind: 'receiver-gone' });
  const sees = await seenBy(tx, receiver, copies.map(({ contractId }) => contractId));
  const places = await lockPlacesOf(tx, copies);
  const byId = new Map(copies.map((copy) => [copy.id, copy]));
  const named = actId ? await findDoneBefore(tx, [...byId.keys()], actId) : new Set<CopyId>();
  const giver = { id: actor.id, keeps: actor.permissions.has('paper.keep') };
  const [id, now] = [newId('hov'), app.clock.now()];
  await insertHandOver(tx, { id, giverId: actor.id, receiverId, loanId: loan?.id ?? null, note, releasedAt: now });

  const answers: PaperAnswer[] = [];
  const offered: { copy: CopyRow; copyId: CopyId; pageCount: number }[] = [];
  for (const { copyId, pageCount } of papers) {
    answers.push(
      await answerFor(copyId, async () => {
        const copy = byId.get(copyId);
        if (!copy) throw notFound();
        if (named.has(copyId)) throw nameTaken(copyId);
        if (!sees.has(copy.contractId)) throw new Refusal('custody_impossible', 'The receiver may not see this contract.', { kind: 'receiver-sees-not', copyId });
        await loan?.judge(copy);
        const details = { note, pageCount, seenAt: seenMoment(device, now), ...(loan ? { facts: { onSite: loan.onSite } } : {}) };
        const standing = standingOf(copy);
        // What is lost, lent or offered already is refused below, for that reason.
        if (custodyVerdict(standing, { act: 'offered', handOverId: id }).kind === 'good') {
          const verdict = releaseVerdict(giver, standing.at);
          if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This paper is not in your hands.', { kind: verdict.why, copyId });
          if (verdict.kind === 'from-place') await carry(app, tx, actor, copy, { act: 'taken', to: { holder: 'person', personId: actor.id } }, places, details);
        }
        await carry(app, tx, actor, copy, { act: 'offered', handOverId: id }, places, { ...details, actId });
        offered.push({ copy, copyId, pageCount });
      }),
    );
  }
  refuseIfNone(answers);
  await insertHandOverCopies(tx, id, offered.map(({ copyId, pageCount }) => ({ copyId, pageCount })));
  await recordAudit(tx, actor, { kind: 'hand-over.offered', subjectId: id, facts: { copies: offered.map(({ copyId }) => copyId), to: receiverId, note } });
  await tellOfPapers(tx, offered.map(({ copy }) => copy));
  return { handOverId: id, answers };
}
