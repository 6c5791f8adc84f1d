import type { ReactNode } from 'react';

export function LoanScreen(): ReactNode {
  return null;
}
