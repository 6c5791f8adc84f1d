import type { ReactNode } from 'react';

export function ClimateRoomScreen(): ReactNode {
  return null;
}
