import type { ReactNode } from 'react';

export function StockTakeScreen(): ReactNode {
  return null;
}
