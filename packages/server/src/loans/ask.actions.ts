import type { ContractId, CopyId, Loan, LoanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { type CopyRow, lockCopies } from '../custody/chain.queries.ts';
import { paperRules } from '../custody/paper-rules.actions.ts';
import { tellOfPapers } from '../custody/offer.actions.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { isHeadThere } from './heads.ts';
import { copyIdsOf, findLendingContract, firstInQueue, papersOfLoan } from './loan-paper.queries.ts';
import { insertSteps } from './loan-step.queries.ts';
import { findOpenLoanOf, hasRenewalWaiting, insertLoan, lockLoan } from './loan.queries.ts';
import { bestCopy, lendingVerdict, stepsFor, termVerdict } from './loans.rules.ts';
import { showLoan } from './show.actions.ts';

interface Wish {
  copyIds?: CopyId[] | undefined;
  purpose: string;
  whyPaper: string;
  onSite: boolean;
  days: number;
  renewsId?: LoanId | undefined;
}

const impossible = (kind: string, message: string, details: object = {}): Refusal => new Refusal('loan_impossible', message, { kind, ...details });

export async function askLoan(app: App, actor: Person, contractId: ContractId, { copyIds, renewsId, ...wish }: Wish): Promise<Loan> {
  return app.db.transaction().execute(async (tx) => {
    const contract = await findLendingContract(tx, actor, contractId);
    if (!contract) throw notFound();
    const [rules, today] = [await paperRules(tx), app.clock.today()];
    const term = termVerdict(wish, rules, today);
    if (term.kind === 'refused') throw impossible(term.why, 'Longer than originals are lent here.', { most: term.most });
    const copies = renewsId ? await copiesToRenew(tx, actor, contractId, renewsId) : await copiesToLend(tx, actor, contractId, copyIds);

    const id = newId('lon');
    const { departmentIds } = actor;
    const askerDepartmentId = departmentIds[0] ?? null;
    const headThere = await isHeadThere(tx, askerDepartmentId, actor.id, contractId);
    const steps = stepsFor({ askerDepartmentId, askerDepartmentIds: departmentIds, contractDepartmentId: contract.departmentId, level: contract.confidentiality, headThere }, rules.acrossLevel);
    await insertLoan(tx, { id, contractId, askedBy: actor.id, askedAt: app.clock.now(), purpose: wish.purpose, whyPaper: wish.whyPaper, onSite: wish.onSite, days: term.days, dueOn: term.dueOn, renewsId: renewsId ?? null }, copies.map((copy) => copy.id));
    await insertSteps(tx, id, steps);
    await recordAudit(tx, actor, { kind: 'loan.asked', subjectId: id, contractId, facts: { copies: copies.map((copy) => copy.ordinal), purpose: wish.purpose, days: term.days, ...(renewsId ? { renews: renewsId } : {}) } });
    await tellOfPapers(tx, copies);
    return showLoan(app, tx, actor, id);
  });
}

async function copiesToLend(tx: Tx, actor: Person, contractId: ContractId, named: CopyId[] | undefined): Promise<CopyRow[]> {
  // All of them are locked, so that of two requests of one person at once the second finds the first.
  const all = await lockCopies(tx, actor, await copyIdsOf(tx, contractId));
  if (await findOpenLoanOf(tx, actor.id, contractId)) throw impossible('asked-before', 'There is a loan of yours of this contract already.');
  const best = named ? undefined : bestCopy(all);
  if (!named && !best) throw impossible('nothing-to-lend', 'No copy of this contract can be lent.');
  const wanted = [...new Set(named ?? [best?.id as CopyId])];
  const copies = all.filter((copy) => wanted.includes(copy.id));
  if (copies.length < wanted.length) throw notFound();
  for (const copy of copies) {
    const verdict = lendingVerdict(copy);
    if (verdict.kind === 'refused') throw impossible(verdict.why, 'This copy cannot be lent.', { copyId: copy.id });
    if (copy.personId === actor.id && !copy.loanId) throw impossible('in-your-hands', 'This copy is in your hands already.', { copyId: copy.id });
  }
  return copies;
}

/** What is still out on the loan, unless somebody waits for it: a renewal would overtake them. */
async function copiesToRenew(tx: Tx, actor: Person, contractId: ContractId, renewsId: LoanId): Promise<CopyRow[]> {
  const out = (await papersOfLoan(tx, renewsId)).filter(({ pagesOut, outcome }) => pagesOut !== null && outcome === null);
  const copies = (await lockCopies(tx, actor, out.map(({ copyId }) => copyId))).filter((copy) => copy.contractId === contractId);
  if (copies.length === 0) throw notFound();
  const loan = await lockLoan(tx, renewsId);
  if (loan.askedBy !== actor.id) throw notFound();
  if (loan.state !== 'out') throw impossible('not-out', 'Only what is out can be renewed.');
  if (await hasRenewalWaiting(tx, renewsId)) throw impossible('asked-before', 'Its renewal waits for an answer already.');
  for (const copy of copies) if (await firstInQueue(tx, copy.id)) throw impossible('awaited', 'Somebody waits for it.', { copyId: copy.id });
  return copies;
}
