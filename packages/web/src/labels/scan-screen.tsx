import type { ReactNode } from 'react';

export function ScanScreen(): ReactNode {
  return null;
}
