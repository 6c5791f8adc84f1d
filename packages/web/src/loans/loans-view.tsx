import type { ReactNode } from 'react';

export function LoansView(): ReactNode {
  return null;
}
