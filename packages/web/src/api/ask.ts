import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  type UseMutationResult,
  useIsFetching,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Ask, call, CallRefused, type Endpoint } from '@qige/wire';
import type { z } from 'zod';
import { send } from './send.ts';

export type ReplyOf<E extends Endpoint> = z.output<E['reply']>;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Without network a question fails at once, instead of leaving its screen waiting; it is asked again when the network is back.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 3 && navigator.onLine && error instanceof CallRefused && (error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always' },
  },
});

/** Queries are kept under the endpoint's path first, so that a live event can mark a whole room stale. */
export const keyOf = (to: Endpoint, ask: unknown = {}): readonly unknown[] => [to.path, ask];

interface AskOptions {
  enabled?: boolean;
  /** Keep showing the last answer while the next is fetched: for lists whose question changes as one types. */
  keep?: boolean;
  staleTime?: number;
  refetchInterval?: number | false;
}

/** An answer of the server, kept until something says that it changed. */
export function useAsk<E extends Endpoint>(to: E, ask: Ask<E>, options: AskOptions = {}): UseQueryResult<ReplyOf<E>> {
  const { keep, ...rest } = options;
  return useQuery({
    queryKey: keyOf(to, ask),
    queryFn: () => call(send, to, ask),
    ...rest,
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  }) as UseQueryResult<ReplyOf<E>>;
}

interface Paged {
  next: string | null;
}

/** A list that is handed out page by page; `askFor` puts the place to go on from into the question. */
export function useAskPaged<E extends Endpoint>(
  to: E,
  ask: Ask<E>,
  askFor: (after: string | undefined) => Ask<E>,
  options: { enabled?: boolean } = {},
): UseInfiniteQueryResult<InfiniteData<ReplyOf<E>>> {
  return useInfiniteQuery({
    queryKey: [...keyOf(to, ask), 'paged'],
    queryFn: ({ pageParam }) => call(send, to, askFor(pageParam as string | undefined)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last as Paged).next ?? undefined,
    placeholderData: keepPreviousData as never,
    ...options,
  }) as UseInfiniteQueryResult<InfiniteData<ReplyOf<E>>>;
}

/** False until everything a screen asks at first is answered, or has failed once: what is made of many answers is shown at once, and nothing moves under the hand. */
export function useFirstAnswers(known: boolean): boolean {
  const [answered, setAnswered] = useState(known);
  const waiting = useIsFetching({ predicate: ({ state }) => state.data === undefined && state.fetchFailureCount === 0 });
  useEffect(() => {
    if (answered || waiting > 0) return undefined;
    // A moment: what the parts of the screen ask is counted a little after they stand.
    const timer = setTimeout(() => setAnswered(true), 50);
    return () => clearTimeout(timer);
  }, [answered, waiting]);
  return answered;
}

/** Something a person does; the answers that it makes stale are fetched again. */
export function useAct<E extends Endpoint>(to: E, stale: readonly string[] = []): UseMutationResult<ReplyOf<E>, Error, Ask<E>> {
  return useMutation({
    mutationFn: (ask: Ask<E>) => call(send, to, ask),
    onSettled: () => void refresh(stale),
  });
}

/** Marks answers stale by the beginning of their path. */
export async function refresh(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await queries.invalidateQueries({ predicate: ({ queryKey: [path] }) => paths.some((start) => String(path).startsWith(start)) });
}
