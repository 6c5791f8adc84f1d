import { type CopyId, type HandOverId, type LoanId, type PaperAnswer } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockCopies } from '../custody/chain.queries.ts';
import { showHandOver, signHandOver } from '../custody/hand-over.actions.ts';
import { findOfferedBy } from '../custody/hand-over.queries.ts';
import { type FromDevice, offerPapers } from '../custody/offer.actions.ts';
import { answerFor } from '../custody/paper-answers.ts';
import { paperRules } from '../custody/paper-rules.actions.ts';
import { keepSignature } from '../custody/signature.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { firstInQueue, papersOfLoan } from './loan-paper.queries.ts';
import { findLoan, lockLoan, updateLoan } from './loan.queries.ts';
import { handOutVerdict, lendingVerdict, termVerdict } from './loans.rules.ts';

interface HandingOut extends FromDevice {
  papers: readonly { loanId: LoanId; copyId: CopyId; pageCount: number }[];
  note: string;
  signature?: string | undefined;
}

type LoanAnswer = PaperAnswer & { loanId: LoanId | null };

/** One hand-over a loan, each in a transaction of its own: what cannot go out today does not keep back the rest. */
export async function handOut(app: App, actor: Person, { papers, note, signature, ...device }: HandingOut): Promise<{ answers: LoanAnswer[]; handOverIds: HandOverId[] }> {
  // A spoilt signature is refused before anything is done.
  if (signature !== undefined) await keepSignature(app, signature);
  const answers: LoanAnswer[] = [];
  const handOverIds: HandOverId[] = [];
  for (const [loanId, rows] of Map.groupBy(papers, (paper) => paper.loanId)) {
    const offered = await handOutLoan(app, actor, loanId, rows, note, device);
    answers.push(...offered.answers.map((answer) => ({ ...answer, loanId })));
    if (!offered.handOverId) continue;
    handOverIds.push(offered.handOverId);
    // Sent again, it may be signed or confirmed already; the name of the act is taken by the offer.
    const waits = signature !== undefined && (await showHandOver(app.db, actor, offered.handOverId)).state === 'offered';
    if (waits) await signHandOver(app, actor, offered.handOverId, { signature, ...device, ...(device.actId ? { actId: `${device.actId} signed` } : {}) });
  }
  return { answers, handOverIds };
}

async function handOutLoan(app: App, actor: Person, loanId: LoanId, rows: readonly { copyId: CopyId; pageCount: number }[], note: string, device: FromDevice): Promise<{ answers: PaperAnswer[]; handOverId?: HandOverId }> {
  try {
    return await app.db.transaction().execute(async (tx) => {
      if (!(await findLoan(tx, actor, loanId))) throw notFound();
      const copyIds = rows.map(({ copyId }) => copyId);
      await lockCopies(tx, actor, copyIds);
      const before = device.actId && (await findOfferedBy(tx, copyIds, device.actId));
      if (before) return { answers: rows.map(({ copyId }) => ({ copyId, done: true, refusal: null })), handOverId: before };
      const loan = await lockLoan(tx, loanId);
      const verdict = handOutVerdict(loan);
      if (verdict.kind === 'refused') throw new Refusal('loan_impossible', 'This loan cannot be handed out now.', { kind: verdict.why });
      const wanted = new Map((await papersOfLoan(tx, loanId)).map((paper) => [paper.copyId, paper]));
      const judge = async (copy: { id: CopyId; holder: string }): Promise<void> => {
        const paper = wanted.get(copy.id);
        if (!paper) throw notFound();
        if (paper.pagesOut !== null || paper.outcome !== null) throw new Refusal('loan_impossible', 'It was handed out before.', { kind: 'handed-out', copyId: copy.id });
        const lending = lendingVerdict(copy);
        if (lending.kind === 'refused') throw new Refusal('loan_impossible', 'This copy cannot be lent.', { kind: lending.why, copyId: copy.id });
        const first = await firstInQueue(tx, copy.id);
        if (first && first.id !== loanId) throw new Refusal('loan_impossible', 'Somebody was approved before.', { kind: 'queue', copyId: copy.id });
      };
      const offered = await offerPapers(app, tx, actor, { receiverId: loan.askedBy, papers: rows, note, loan: { id: loanId, onSite: loan.onSite, judge }, ...device });
      const term = termVerdict({ onSite: loan.onSite, days: loan.days }, { ...(await paperRules(tx)), longestDays: 365 }, app.clock.today());
      const dueOn = loan.state === 'out' || term.kind !== 'good' ? loan.dueOn : term.dueOn;
      await updateLoan(tx, loanId, { state: 'handing-out', handOverId: offered.handOverId, dueOn });
      await recordAudit(tx, actor, { kind: 'loan.handed-out', subjectId: loanId, contractId: loan.contractId, facts: { copies: offered.answers.filter(({ done }) => done).map(({ copyId }) => copyId), until: dueOn } });
      return offered;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const answers = [];
    for (const { copyId } of rows) answers.push(await answerFor(copyId, () => Promise.reject(error)));
    return { answers };
  }
}
