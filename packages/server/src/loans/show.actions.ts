import type { ContractId, Loan, LoanId, LoanPaper, LoanView, PaperRef, PaperRules, PaperStanding, PlainDate } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { findVisibleId } from '../contracts/contract.queries.ts';
import { paperRules } from '../custody/paper-rules.actions.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findLendable, findLoanPapers, type LoanPaperRow } from './loan-paper.queries.ts';
import { findSteps } from './loan-step.queries.ts';
import { countLoans, findLoan, findLoans, findOpenLoanOf, type LoanFilter, type LoanRow } from './loan.queries.ts';
import { decisionVerdict, handOutVerdict, overdueDays } from './loans.rules.ts';

function standingOf({ holder, loanId, handOverId }: { holder: string; loanId: string | null; handOverId: string | null }): PaperStanding {
  if (holder === 'lost' || holder === 'destroyed' || holder === 'outside') return holder;
  if (loanId) return 'on-loan';
  if (handOverId) return 'handing-over';
  return holder === 'place' ? 'in-place' : 'in-hands';
}

const refOf = (row: { contractId: ContractId; number: string; title: string; ordinal: number; kind: PaperRef['kind']; pageCount: number }): Omit<PaperRef, 'copyId'> => ({ contractId: row.contractId, number: row.number, title: row.title, ordinal: row.ordinal, kind: row.kind, pageCount: row.pageCount });

function paperOf(row: LoanPaperRow, where: ReadonlyMap<string, string>): LoanPaper {
  const { loanId, copyId, onLoan, holder, handOverId, condition, seals, before, placeId, homeId, pagesOut, pagesBack, sealBack, conditionBack, note, outcome, checkerName, checkedAt, photoSha256 } = row;
  const home = placeId ?? homeId;
  return {
    copyId, ...refOf(row), condition, seals, pagesOut, pagesBack, sealBack, conditionBack, note, outcome,
    standing: standingOf({ holder, loanId: onLoan, handOverId }),
    out: onLoan === loanId,
    before: pagesOut === null && outcome === null ? before : null,
    home: home && { placeId: home, where: where.get(home) ?? '' },
    checkedBy: checkerName,
    checkedAt: checkedAt?.toISOString() ?? null,
    hasPhoto: photoSha256 !== null,
  };
}

/** Loans as the asker may know them; where papers stand is for those who see places. */
async function described(db: Db, actor: Person, rows: readonly LoanRow[], today: PlainDate): Promise<Loan[]> {
  const ids = rows.map(({ id }) => id);
  const [papers, steps] = [await findLoanPapers(db, ids), await findSteps(db, ids)];
  const seesPlaces = actor.permissions.has('places.see');
  const where = seesPlaces ? await findWhere(db, papers.flatMap(({ placeId, homeId }) => placeId ?? homeId ?? [])) : new Map<string, string>();
  return rows.map((row): Loan => {
    const own = papers.filter(({ loanId }) => loanId === row.id);
    const stepsOf = steps.filter(({ loanId }) => loanId === row.id);
    const [keeps, mine] = [actor.permissions.has('paper.keep'), row.askedBy === actor.id];
    const { id, purpose, whyPaper, onSite, days, dueOn, state, renewsId, handOverId } = row;
    const unfetched = own.some(({ pagesOut, outcome }) => pagesOut === null && outcome === null);
    return {
      id, purpose, whyPaper, onSite, days, dueOn, state, renewsId, handOverId,
      contract: { id: row.contractId, number: row.number, title: row.title },
      asker: { id: row.askedBy, name: row.askerName, departmentName: row.departmentName },
      overdueDays: overdueDays(row, today),
      escalated: row.reminded.includes('escalated'),
      askedAt: row.askedAt.toISOString(),
      approvedAt: row.approvedAt?.toISOString() ?? null,
      outAt: row.outAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      steps: stepsOf.map(({ kind, why, departmentName, state: stepState, deciderName, decidedAt, reason }) => ({ kind, why, departmentName, state: stepState, decidedBy: deciderName, decidedAt: decidedAt?.toISOString() ?? null, reason })),
      papers: own.map((paper) => ({ ...paperOf(paper, where), ...(seesPlaces ? {} : { home: null }) })),
      ready: row.ready === true && state === 'approved',
      may: {
        decide: decisionVerdict(actor, row, stepsOf.find((step) => step.state === 'waiting')).kind === 'good',
        withdraw: (mine && state === 'asked') || ((mine || keeps) && unfetched && (state === 'approved' || state === 'out')),
        handOut: keeps && !mine && handOutVerdict(row).kind === 'good' && unfetched,
        takeBack: keeps && !mine && state === 'out',
        confirm: mine && state === 'handing-out',
        renew: mine && state === 'out' && actor.permissions.has('paper.borrow'),
        reportLost: (mine || keeps) && state === 'out',
      },
    };
  });
}

export async function showLoan(app: App, db: Db, actor: Person, loanId: LoanId): Promise<Loan> {
  const row = await findLoan(db, actor, loanId);
  const [loan] = row ? await described(db, actor, [row], app.clock.today()) : [];
  if (!loan) throw notFound();
  return loan;
}

export async function listLoans(app: App, actor: Person, { after, limit, ...filter }: LoanFilter & { after?: string | undefined; limit: number }): Promise<{ loans: Loan[]; next: string | null }> {
  const today = app.clock.today();
  const rows = await findLoans(app.db, actor, filter, today, after, limit + 1);
  const page = rows.slice(0, limit);
  return { loans: await described(app.db, actor, page, today), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function countViews(app: App, actor: Person): Promise<Record<Exclude<LoanView, 'all'>, number>> {
  return countLoans(app.db, actor, app.clock.today());
}

interface Lending {
  papers: (PaperRef & { partyName: string | null; standing: PaperStanding; waiting: number })[];
  loanId: LoanId | null;
  rules: PaperRules;
  today: PlainDate;
}

export async function showLending(app: App, actor: Person, contractId: ContractId): Promise<Lending> {
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const rows = await findLendable(app.db, contractId);
  const papers = rows.map((row) => ({ copyId: row.id, ...refOf(row), partyName: row.partyName, standing: standingOf(row), waiting: row.waiting }));
  return { papers, loanId: (await findOpenLoanOf(app.db, actor.id, contractId)) ?? null, rules: await paperRules(app.db), today: app.clock.today() };
}
