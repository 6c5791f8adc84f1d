import { listLoansEndpoint, type Loan } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import papers from '../custody/hand-overs.module.css';
import { useMe } from '../shell/me.ts';
import { Section } from '../ui/room.tsx';
import { LoanDecision } from './loan-decision.tsx';
import { LoanLines } from './loan-lines.tsx';

/** What of loans waits for this person: to decide, to fetch, to bring back, to hand out, and what is long overdue. */
export function LoansToday(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const approves = may.has('loans.approve') || may.has('loans.approve-across');
  const deciding = useAsk(listLoansEndpoint, { query: { view: 'deciding', limit: 10 } }, { enabled: approves });
  const mine = useAsk(listLoansEndpoint, { query: { view: 'mine', limit: 20 } }, { enabled: may.has('paper.borrow') });
  const toHandOut = useAsk(listLoansEndpoint, { query: { view: 'to-hand-out', limit: 10 } }, { enabled: may.has('paper.keep') });
  const escalated = useAsk(listLoansEndpoint, { query: { view: 'escalated', limit: 10 } }, { enabled: approves || may.has('paper.keep') });
  const own = mine.data?.loans ?? [];
  const parts = [
    ['todayEscalated', escalated.data?.loans ?? []],
    ['todayOut', own.filter(({ state, renewsId }) => state === 'out' && !renewsId)],
    ['todayFetch', own.filter(({ ready }) => ready)],
    ['todayHandOut', toHandOut.data?.loans ?? []],
  ] as const;
  return (
    <>
      {(deciding.data?.loans.length ?? 0) > 0 && (
        <Section title={t('loans.todayDeciding')} count={deciding.data?.loans.length ?? 0}>
          <ul className={papers['lines']}>{deciding.data?.loans.map((loan) => <Deciding key={loan.id} loan={loan} />)}</ul>
        </Section>
      )}
      {parts.map(
        ([title, loans]) =>
          loans.length > 0 && (
            <Section key={title} title={t(`loans.${title}`)} count={loans.length}>
              <LoanLines loans={loans} />
            </Section>
          ),
      )}
    </>
  );
}

function Deciding({ loan }: { loan: Loan }): ReactNode {
  const { t } = useTranslation();
  return (
    <li>
      <div className={papers['main']}>
        <b>{loan.asker.name}</b> <span style={{ display: 'inline' }}>{loan.asker.departmentName}</span>
        <Link to="/archive/loans/$loanId" params={{ loanId: loan.id }}>
          {loan.contract.number} {loan.contract.title}
        </Link>
        <small>{[loan.purpose, loan.whyPaper].join(t('act.semicolon'))}</small>
      </div>
      <div className={papers['acts']}>
        <LoanDecision loan={loan} />
      </div>
    </li>
  );
}
