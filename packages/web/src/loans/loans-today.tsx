import type { ReactNode } from 'react';

/** What waits for this person here; nothing where nothing does. */
export function LoansToday(): ReactNode {
  return null;
}
