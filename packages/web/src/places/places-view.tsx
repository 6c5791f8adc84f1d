import type { ReactNode } from 'react';

export function PlacesView(): ReactNode {
  return null;
}
