import { z } from 'zod';
import { PersonId, PlaceId } from './ids.ts';

export const CopyKind = z.enum(['original', 'duplicate', 'photocopy']);
export type CopyKind = z.infer<typeof CopyKind>;
export const CopyCondition = z.enum(['good', 'worn', 'damaged', 'fragile']);
export type CopyCondition = z.infer<typeof CopyCondition>;

/** Who or what answers for a paper now, in words that can be shown. `place`: its codes from the site down; of a box also where the box stands. */
export const CopyHolder = z.discriminatedUnion('holder', [
  z.object({ holder: z.literal('place'), placeId: PlaceId, place: z.string() }),
  z.object({ holder: z.literal('person'), personId: PersonId, name: z.string() }),
  z.object({ holder: z.literal('outside'), outside: z.string() }),
  z.object({ holder: z.literal('lost') }),
  z.object({ holder: z.literal('destroyed') }),
]);
export type CopyHolder = z.infer<typeof CopyHolder>;
