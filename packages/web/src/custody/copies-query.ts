import { CopyCondition, type CopyFilters, type PersonId, type PlaceId } from '@qige/wire';

export const copyStates = ['unfiled', 'filed', 'any', 'mine', 'lost', 'outside'] as const;
export type CopyStateFilter = (typeof copyStates)[number];

export interface CopiesSearch {
  state?: string | undefined;
  person?: string | undefined;
  place?: string | undefined;
  condition?: string | undefined;
  text?: string | undefined;
}

export const stateOf = (state: string | undefined): CopyStateFilter => copyStates.find((one) => one === state) ?? 'unfiled';

/** What stands in the address, as the server is asked. A text is looked for everywhere: whoever types a number wants that paper, filed or not. */
export function copiesQuery({ state, person, place, condition, text }: CopiesSearch, me: string): Partial<CopyFilters> {
  const now = state === undefined && text ? 'any' : stateOf(state);
  const personId = person ?? (now === 'mine' ? me : undefined);
  const known = CopyCondition.options.find((one) => one === condition);
  return {
    filed: now === 'unfiled' ? 'no' : now === 'filed' ? 'yes' : 'any',
    ...(now === 'lost' || now === 'outside' ? { holder: now } : {}),
    ...(personId ? { personId: personId as PersonId } : {}),
    ...(place ? { placeId: place as PlaceId } : {}),
    ...(known ? { condition: known } : {}),
    ...(text ? { text } : {}),
  };
}
