import { addWorkdays } from '@qige/rules/workdays';
import type { Loan, LoanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockCopies } from '../custody/chain.queries.ts';
import { paperRules } from '../custody/paper-rules.actions.ts';
import { tellOfPapers } from '../custody/offer.actions.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { dropUnfetched, firstInQueue, papersOfLoan } from './loan-paper.queries.ts';
import { findSteps, saveStep } from './loan-step.queries.ts';
import { findLoan, lockLoan, updateLoan } from './loan.queries.ts';
import { decisionVerdict, stateByPapers } from './loans.rules.ts';
import { showLoan } from './show.actions.ts';

type LockedLoan = Awaited<ReturnType<typeof lockLoan>>;

/** Runs with the loan's copies and, after them, the loan locked. */
async function withLoan(app: App, actor: Person, loanId: LoanId, run: (tx: Tx, loan: LockedLoan) => Promise<void>): Promise<Loan> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await findLoan(tx, actor, loanId))) throw notFound();
    const copies = await lockCopies(tx, actor, (await papersOfLoan(tx, loanId)).map(({ copyId }) => copyId));
    await run(tx, await lockLoan(tx, loanId));
    await tellOfPapers(tx, copies);
    return showLoan(app, tx, actor, loanId);
  });
}

export async function decideLoan(app: App, actor: Person, loanId: LoanId, { answer, reason }: { answer: 'approved' | 'refused'; reason: string }): Promise<Loan> {
  return withLoan(app, actor, loanId, async (tx, loan) => {
    const waiting = (await findSteps(tx, [loanId])).filter(({ state }) => state === 'waiting');
    const [step] = waiting;
    const verdict = decisionVerdict(actor, loan, step);
    if (verdict.kind === 'refused' || !step) throw new Refusal('loan_impossible', 'This decision is not yours to take now.', { kind: verdict.kind === 'refused' ? verdict.why : 'decided' });
    const now = app.clock.now();
    await saveStep(tx, loanId, step.position, { state: answer, decidedBy: actor.id, decidedAt: now, reason });
    const told = { subjectId: loanId, contractId: loan.contractId, facts: { step: step.kind, reason } };
    await recordAudit(tx, actor, answer === 'approved' ? { kind: 'loan.approved', ...told } : { kind: 'loan.refused', ...told });
    if (answer === 'refused') return updateLoan(tx, loanId, { state: 'refused', closedAt: now });
    if (waiting.length > 1) return undefined;
    return loan.renewsId ? renew(app, tx, loan, loan.renewsId) : updateLoan(tx, loanId, { state: 'approved', approvedAt: now });
  });
}

/** The renewed loan is due later, counted from its due day where that is still to come; the request has done its work. Its copies are locked. */
async function renew(app: App, tx: Tx, request: LockedLoan, renewsId: LoanId): Promise<void> {
  const loan = await lockLoan(tx, renewsId);
  const papers = await papersOfLoan(tx, request.id);
  for (const { copyId } of papers) if (await firstInQueue(tx, copyId)) throw new Refusal('loan_impossible', 'Somebody waits for it.', { kind: 'awaited', copyId });
  if (loan.state !== 'out') throw new Refusal('loan_impossible', 'It came back meanwhile.', { kind: 'not-out' });
  const [now, today, rules] = [app.clock.now(), app.clock.today(), await paperRules(tx)];
  const dueOn = request.onSite ? today : addWorkdays(loan.dueOn > today ? loan.dueOn : today, request.days, rules);
  await updateLoan(tx, renewsId, { dueOn, reminded: [] });
  await updateLoan(tx, request.id, { state: 'closed', approvedAt: now, closedAt: now, dueOn });
}

export async function withdrawLoan(app: App, actor: Person, loanId: LoanId): Promise<Loan> {
  return withLoan(app, actor, loanId, async (tx, loan) => {
    const [mine, keeps, now] = [loan.askedBy === actor.id, actor.permissions.has('paper.keep'), app.clock.now()];
    const papers = await papersOfLoan(tx, loanId);
    const unfetched = papers.some(({ pagesOut, outcome }) => pagesOut === null && outcome === null);
    const good = (mine && loan.state === 'asked') || ((mine || keeps) && unfetched && (loan.state === 'approved' || loan.state === 'out'));
    if (!good) throw new Refusal('loan_impossible', 'This loan cannot be withdrawn now.', { kind: !mine && !keeps ? 'not-yours' : loan.state === 'handing-out' ? 'handing-out' : 'decided' });
    await dropUnfetched(tx, loanId);
    const fetched = papers.some(({ pagesOut }) => pagesOut !== null);
    const left = stateByPapers(await papersOfLoan(tx, loanId));
    await updateLoan(tx, loanId, left === 'out' ? { state: 'out' } : { state: fetched ? 'closed' : 'withdrawn', closedAt: now });
    await recordAudit(tx, actor, { kind: 'loan.withdrawn', subjectId: loanId, contractId: loan.contractId });
  });
}
