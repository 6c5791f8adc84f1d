import type { ReactNode } from 'react';

export function LabelsView(): ReactNode {
  return null;
}
