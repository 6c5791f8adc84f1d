import type { ReactNode } from 'react';
import { ClimateToday } from '../climate/climate-today.tsx';
import { CustodyToday } from '../custody/custody-today.tsx';
import { HandOversToday } from '../custody/hand-overs-today.tsx';
import { LoansToday } from '../loans/loans-today.tsx';
import { StockTakesToday } from '../stock-takes/stock-takes-today.tsx';

/** What of the paper waits for this person today. */
export function ArchiveToday(): ReactNode {
  return (
    <>
      <HandOversToday />
      <CustodyToday />
      <LoansToday />
      <StockTakesToday />
      <ClimateToday />
    </>
  );
}
