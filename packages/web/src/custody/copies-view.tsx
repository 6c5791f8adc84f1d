import type { ReactNode } from 'react';

export function CopiesView(): ReactNode {
  return null;
}
