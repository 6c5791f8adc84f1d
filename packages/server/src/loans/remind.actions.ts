import { addDays, addWorkdays } from '@qige/rules/workdays';
import type { LoanId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { paperRules } from '../custody/paper-rules.actions.ts';
import type { Tx } from '../platform/db.ts';
import { tellLive } from '../platform/live.ts';
import { isHeadThere } from './heads.ts';
import { findStepsOfHeads, passAcross } from './loan-step.queries.ts';
import { findDueBy, lockLoan, updateLoan } from './loan.queries.ts';
import { marksDue, overdueDays } from './loans.rules.ts';

/** Reminds borrowers, tells of what is long overdue, and passes on what waits for a head who is gone. Run as often as one likes: each is done once. */
export async function remindOfLoans(app: App, signal: AbortSignal): Promise<void> {
  const [rules, today] = [await paperRules(app.db), app.clock.today()];
  const soon = rules.remindDaysBefore > 0 ? addWorkdays(today, rules.remindDaysBefore, rules) : addDays(today, 0);
  for (const loanId of await findDueBy(app.db, soon)) {
    if (signal.aborted) return;
    await app.db.transaction().execute((tx) => remind(app, tx, loanId));
  }
  for (const { loanId, position, departmentId, askedBy, contractId } of await findStepsOfHeads(app.db)) {
    if (signal.aborted) return;
    if (await isHeadThere(app.db, departmentId, askedBy, contractId)) continue;
    await app.db.transaction().execute(async (tx) => {
      await passAcross(tx, loanId, position);
      await tellLive(tx, { topic: 'archive', id: contractId });
    });
  }
}

async function remind(app: App, tx: Tx, loanId: LoanId): Promise<void> {
  const loan = await lockLoan(tx, loanId);
  const [rules, today] = [await paperRules(tx), app.clock.today()];
  const marks = loan.state === 'out' ? marksDue(loan, today, rules) : [];
  if (marks.length === 0) return;
  await updateLoan(tx, loanId, { reminded: [...loan.reminded, ...marks] });
  const facts = { until: loan.dueOn, days: overdueDays(loan, today), person: loan.askedBy };
  for (const mark of marks) {
    const told = { subjectId: loanId, contractId: loan.contractId, facts: { ...facts, when: mark.replace(/:.*/, '') } };
    await recordAudit(tx, theSystem, mark === 'escalated' ? { kind: 'loan.escalated', ...told } : { kind: 'loan.reminded', ...told });
  }
  await tellLive(tx, { topic: 'archive', id: loan.contractId });
}
