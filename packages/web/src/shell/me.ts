import { showMeEndpoint, type Permission } from '@qige/wire';
import { call } from '@qige/wire';
import { useMemo } from 'react';
import { keyOf, queries, useAsk } from '../api/ask.ts';
import { send } from '../api/send.ts';

export interface Here {
  id: string;
  name: string;
  email: string;
  may: ReadonlySet<Permission>;
  /** A second factor is due before anything else. */
  owesSecondFactor: boolean;
}

/** Who is at the screen. Asked for before any room opens, so it is there when a room asks. */
export function useMe(): Here {
  const { data } = useAsk(showMeEndpoint, {}, { staleTime: 60_000 });
  return useMemo(() => ({ id: data?.person.id ?? '', name: data?.person.name ?? '', email: data?.person.email ?? '', may: new Set(data?.permissions), owesSecondFactor: data?.owesSecondFactor ?? false }), [data]);
}

export async function fetchMe(): Promise<void> {
  await queries.ensureQueryData({ queryKey: keyOf(showMeEndpoint), queryFn: () => call(send, showMeEndpoint, {}) });
}
