import { addWorkdays, daysBetween, workdaysBetween } from '@qige/rules/workdays';
import { Confidentiality, type CopyCondition, type DepartmentId, type LoanState, type PaperRules, type PersonId, type PlainDate, type SealBack } from '@qige/wire';

export type LendingVerdict = { kind: 'good' } | { kind: 'refused'; why: 'lost' | 'destroyed' };

/** Whether a paper may be lent at all, whoever wants it; asking and handing out both go through here. What forbids lending a contract's papers is judged here. */
export function lendingVerdict({ holder }: { holder: string }): LendingVerdict {
  return holder === 'lost' || holder === 'destroyed' ? { kind: 'refused', why: holder } : { kind: 'good' };
}

export type TermVerdict = { kind: 'good'; days: number; dueOn: PlainDate } | { kind: 'refused'; why: 'too-long'; most: number };

/** On the spot means back the same day; else so many working days from the day it goes out, and no longer than the archive allows. */
export function termVerdict({ onSite, days }: { onSite: boolean; days: number }, rules: PaperRules, today: PlainDate): TermVerdict {
  if (onSite) return { kind: 'good', days: 0, dueOn: today };
  if (days > rules.longestDays) return { kind: 'refused', why: 'too-long', most: rules.longestDays };
  return { kind: 'good', days, dueOn: addWorkdays(today, days, rules) };
}

/** Of a contract's copies the one to lend where none is named: an original that stands in its place, else the first that can be had. */
export function bestCopy<Copy extends { holder: string; kind: string; loanId: string | null; handOverId: string | null }>(copies: readonly Copy[]): Copy | undefined {
  const lendable = copies.filter((copy) => lendingVerdict(copy).kind === 'good');
  const worth = ({ holder, kind, loanId, handOverId }: Copy): number => (loanId || handOverId ? 0 : 4) + (holder === 'place' ? 2 : 0) + (kind === 'original' ? 1 : 0);
  return lendable.toSorted((a, b) => worth(b) - worth(a))[0];
}

export interface Step {
  kind: 'department' | 'across';
  departmentId: DepartmentId | null;
  why: 'always' | 'other-department' | 'level';
}

export interface Wanted {
  /** The asker's own department, and that with all below it. */
  askerDepartmentId: DepartmentId | null;
  askerDepartmentIds: readonly DepartmentId[];
  contractDepartmentId: DepartmentId | null;
  level: Confidentiality;
  /** Somebody else may approve for the asker's department, and sees the contract. */
  headThere: boolean;
}

/**
 * The head of the asker's department always; whoever approves across departments besides, where the contract is another department's or stands
 * high. Where there is no head, only they.
 */
export function stepsFor({ askerDepartmentId, askerDepartmentIds, contractDepartmentId, level, headThere }: Wanted, acrossLevel: Confidentiality): Step[] {
  const another = contractDepartmentId !== null && !askerDepartmentIds.includes(contractDepartmentId);
  const high = Confidentiality.options.indexOf(level) >= Confidentiality.options.indexOf(acrossLevel);
  const across: Step = { kind: 'across', departmentId: null, why: another ? 'other-department' : high ? 'level' : 'always' };
  if (!headThere || !askerDepartmentId) return [across];
  return [{ kind: 'department', departmentId: askerDepartmentId, why: 'always' }, ...(another || high ? [across] : [])];
}

export interface Decider {
  id: PersonId;
  permissions: ReadonlySet<string>;
  departmentIds: readonly DepartmentId[];
}

export type DecisionVerdict = { kind: 'good' } | { kind: 'refused'; why: 'own' | 'not-yours' | 'decided' };

/** Who may say yes or no to the step that waits. */
export function decisionVerdict(decider: Decider, loan: { state: LoanState; askedBy: PersonId }, step: Pick<Step, 'kind' | 'departmentId'> | undefined): DecisionVerdict {
  if (loan.state !== 'asked' || !step) return { kind: 'refused', why: 'decided' };
  if (decider.id === loan.askedBy) return { kind: 'refused', why: 'own' };
  const theirs = step.kind === 'across' ? decider.permissions.has('loans.approve-across') : decider.permissions.has('loans.approve') && step.departmentId !== null && decider.departmentIds.includes(step.departmentId);
  return theirs ? { kind: 'good' } : { kind: 'refused', why: 'not-yours' };
}

export type HandOutVerdict = { kind: 'good' } | { kind: 'refused'; why: 'not-approved' | 'handing-out' | 'renewal' };

/** What is left of a loan that is out already may follow, once the one who fetches has confirmed what was handed out before. */
export function handOutVerdict({ state, renewsId }: { state: LoanState; renewsId: string | null }): HandOutVerdict {
  if (renewsId) return { kind: 'refused', why: 'renewal' };
  if (state === 'handing-out') return { kind: 'refused', why: 'handing-out' };
  return state === 'approved' || state === 'out' ? { kind: 'good' } : { kind: 'refused', why: 'not-approved' };
}

export interface PaperOfLoan {
  pagesOut: number | null;
  outcome: 'back' | 'lost' | 'not-lent' | null;
}

/** How a loan stands by its papers: out as long as one is, then waiting again where one was never handed out, and over when none is left. */
export function stateByPapers(papers: readonly PaperOfLoan[]): 'out' | 'approved' | 'closed' {
  const open = papers.filter(({ outcome }) => outcome === null);
  if (open.some(({ pagesOut }) => pagesOut !== null)) return 'out';
  return open.length > 0 ? 'approved' : 'closed';
}

export interface Back {
  pagesBack: number;
  seal: SealBack;
  condition: CopyCondition;
}

export type ReturnVerdict = { kind: 'whole' } | { kind: 'incident'; missingPages: number; damaged: boolean } | { kind: 'refused'; why: 'more-pages' };

/** A paper that comes back with fewer pages, or damaged when it was not, is an incident; with more it was miscounted, then or now. */
export function returnVerdict({ pagesOut, condition }: { pagesOut: number; condition: CopyCondition }, back: Back): ReturnVerdict {
  if (back.pagesBack > pagesOut) return { kind: 'refused', why: 'more-pages' };
  const [missingPages, damaged] = [pagesOut - back.pagesBack, back.condition === 'damaged' && condition !== 'damaged'];
  return missingPages > 0 || damaged ? { kind: 'incident', missingPages, damaged } : { kind: 'whole' };
}

export const overdueDays = ({ state, dueOn }: { state: LoanState; dueOn: PlainDate }, today: PlainDate): number => (state === 'out' ? Math.max(0, daysBetween(dueOn, today)) : 0);

export type Mark = 'before' | 'due' | 'escalated' | `overdue:${PlainDate}`;

/** Of what a loan that is out is to be reminded today, as far as it was not yet: before the due day, on it, every day after, and once told above. */
export function marksDue({ dueOn, reminded }: { dueOn: PlainDate; reminded: readonly string[] }, today: PlainDate, rules: PaperRules): Mark[] {
  const marks: Mark[] = [];
  if (today < dueOn && rules.remindDaysBefore > 0 && today >= addWorkdays(dueOn, -rules.remindDaysBefore, rules)) marks.push('before');
  if (today === dueOn) marks.push('due');
  if (today > dueOn) marks.push(`overdue:${today}`);
  if (workdaysBetween(dueOn, today, rules) >= rules.escalateAfterDays) marks.push('escalated');
  return marks.filter((mark) => !reminded.includes(mark));
}
