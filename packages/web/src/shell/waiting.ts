import { listDeskEndpoint } from '@qige/wire';
import { useAsk } from '../api/ask.ts';
import { useMe } from './me.ts';
import type { Place } from './places.ts';

/** How much waits in each room, for the rail. */
export function useWaiting(): Partial<Record<Place['id'], number>> {
  const { may } = useMe();
  const desk = useAsk(listDeskEndpoint, { query: { limit: 1 } }, { enabled: may.has('desk.register') });
  return { desk: desk.data?.counts.read ?? 0 };
}
