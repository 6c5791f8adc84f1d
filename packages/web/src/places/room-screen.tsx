import type { ReactNode } from 'react';

export function RoomScreen(): ReactNode {
  return null;
}
