export interface NamedSide {
  kind: 'own' | 'counterparty';
  name: string;
}

/** Who stands against us in a contract, and which of our own companies stands in it; for lists. Until one of the parties is known to be ours, all count as counterparties. */
export function sidesOf(parties: readonly NamedSide[]): { counterparty: string; ownEntity: string } {
  const names = (kind: NamedSide['kind']): string => [...new Set(parties.filter((party) => party.kind === kind).map((party) => party.name))].join('、');
  return { counterparty: names('counterparty'), ownEntity: names('own') };
}
