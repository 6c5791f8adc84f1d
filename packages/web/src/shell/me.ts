import { call, CallRefused, Me, type Permission, showMeEndpoint } from '@qige/wire';
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

const key = 'qige.me';
/** How long a device that knows its person waits before it opens without asking. */
const patience = 800;

/** Whom this device opened for last: what they may is shown from it while the archive cannot be reached. The archive asks anew for everything. */
function rememberedMe(): Me | undefined {
  try {
    return Me.safeParse(JSON.parse(localStorage.getItem(key) ?? '')).data;
  } catch {
    return undefined;
  }
}

export const forgetMe = (): void => localStorage.removeItem(key);

const unreachable = (error: unknown): boolean => error instanceof CallRefused && (error.status === 0 || error.status >= 502);

export async function fetchMe(): Promise<void> {
  const asked = queries.ensureQueryData({ queryKey: keyOf(showMeEndpoint), queryFn: () => call(send, showMeEndpoint, {}), retry: false }).then((me) => {
    localStorage.setItem(key, JSON.stringify(me));
    return me;
  });
  const remembered = rememberedMe();
  if (!remembered) return void (await asked);
  const answered = asked.catch((error: unknown) => {
    if (unreachable(error)) return undefined;
    throw error;
  });
  const first = await Promise.race([answered, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience))]);
  answered.catch(() => {});
  if (!first) queries.setQueryData(keyOf(showMeEndpoint), remembered, { updatedAt: 1 });
}
