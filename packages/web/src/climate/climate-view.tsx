import type { ReactNode } from 'react';

export function ClimateView(): ReactNode {
  return null;
}
