export interface KnownParty {
  uscc: string | null;
}

export type MatchVerdict<P extends KnownParty> =
  | { kind: 'by-code'; party: P }
  | { kind: 'by-name'; party: P }
  /** The name is there, but under another code: a misread code, or another firm of that name. A person must say which. */
  | { kind: 'code-differs'; party: P }
  | { kind: 'new' };

/**
 * Which party of the register is meant by a name and a code. The code decides where it is known; a name alone is enough unless the
 * codes contradict each other. `byName` are the parties of exactly this (folded) name, oldest first.
 */
export function matchVerdict<P extends KnownParty>(code: string | null, byCode: P | undefined, byName: readonly P[]): MatchVerdict<P> {
  if (byCode) return { kind: 'by-code', party: byCode };
  const agreeing = byName.find((party) => code === null || party.uscc === null || party.uscc === code);
  if (agreeing) return { kind: 'by-name', party: agreeing };
  const [other] = byName;
  return other ? { kind: 'code-differs', party: other } : { kind: 'new' };
}

export type MergeVerdict = { kind: 'good' } | { kind: 'same-party' } | { kind: 'code-differs' } | { kind: 'kind-differs' };

/** Whether one party may be taken into another: two codes are two legal persons, and our own company is nobody's counterparty. */
export function mergeVerdict(into: KnownParty & { id: string; kind: string }, from: KnownParty & { id: string; kind: string }): MergeVerdict {
  if (into.id === from.id) return { kind: 'same-party' };
  if (into.uscc !== null && from.uscc !== null && into.uscc !== from.uscc) return { kind: 'code-differs' };
  return into.kind === from.kind ? { kind: 'good' } : { kind: 'kind-differs' };
}
