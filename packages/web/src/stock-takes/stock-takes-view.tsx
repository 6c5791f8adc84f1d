import type { ReactNode } from 'react';

export function StockTakesView(): ReactNode {
  return null;
}
