import type { CopiesActed, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { findLastPlaces } from './around.queries.ts';
import { carry } from './carry.actions.ts';
import { type Asked, actOnEach } from './each.actions.ts';

export async function moveCopies(app: App, actor: Person, { placeId, ...asked }: Asked & { placeId: PlaceId }): Promise<CopiesActed> {
  const to = { holder: 'place', placeId } as const;
  return actOnEach(app, actor, asked, {
    comeTo: async () => [to],
    each: async (tx, copy, places, details) => void (await carry(app, tx, actor, copy, { act: 'moved', to }, places, details)),
  });
}

export async function takeCopies(app: App, actor: Person, asked: Asked): Promise<CopiesActed> {
  const to = { holder: 'person', personId: actor.id } as const;
  return actOnEach(app, actor, asked, {
    comeTo: async () => [],
    each: async (tx, copy, places, details) => void (await carry(app, tx, actor, copy, { act: 'taken', to }, places, details)),
  });
}

/** Each goes back to the place it stood in last, whoever has it now. */
export async function putBackCopies(app: App, actor: Person, asked: Asked): Promise<CopiesActed> {
  let last: ReadonlyMap<string, PlaceId> = new Map();
  return actOnEach(app, actor, asked, {
    comeTo: async (tx, copies) => {
      last = await findLastPlaces(tx, copies.map(({ id }) => id));
      return [...last.values()].map((placeId) => ({ holder: 'place', placeId }));
    },
    each: async (tx, copy, places, details) => {
      const placeId = last.get(copy.id);
      if (!placeId) throw new Refusal('custody_impossible', 'It has stood nowhere yet; say where it goes.', { kind: 'no-place-before', copyId: copy.id });
      await carry(app, tx, actor, copy, { act: 'moved', to: { holder: 'place', placeId } }, places, details);
    },
  });
}
