import type { ContractState } from '@qige/wire';

// registered → performing → completed or terminated. Old paper may be registered long after it was performed. What was closed by
// mistake is opened again; what was voided stays voided, as its number does.
const ways: Readonly<Record<ContractState, readonly ContractState[]>> = {
  registered: ['performing', 'completed', 'terminated', 'voided'],
  performing: ['completed', 'terminated', 'voided'],
  completed: ['performing'],
  terminated: ['performing'],
  voided: [],
};
const wantsReason: ReadonlySet<ContractState> = new Set(['terminated', 'voided']);

export type MoveVerdict =
  | { kind: 'good' }
  | { kind: 'impossible'; from: ContractState; to: ContractState; allowed: readonly ContractState[] }
  | { kind: 'reason-needed'; to: ContractState }
  | { kind: 'not-yours'; to: ContractState };

/** `mayVoid`: whether the person answers for the numbers, which voiding touches. Opening again also asks for a reason. */
export function moveVerdict(from: ContractState, to: ContractState, { reason, mayVoid }: { reason: string | undefined; mayVoid: boolean }): MoveVerdict {
  if (!ways[from].includes(to)) return { kind: 'impossible', from, to, allowed: ways[from] };
  if (to === 'voided' && !mayVoid) return { kind: 'not-yours', to };
  const reopens = from === 'completed' || from === 'terminated';
  if ((wantsReason.has(to) || reopens) && !reason) return { kind: 'reason-needed', to };
  return { kind: 'good' };
}

export function statesFrom(from: ContractState, mayVoid: boolean): ContractState[] {
  return ways[from].filter((to) => to !== 'voided' || mayVoid);
}
