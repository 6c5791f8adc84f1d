import { z } from 'zod';

export const PlaceHolds = z.enum(['places', 'copies', 'both']);
export type PlaceHolds = z.infer<typeof PlaceHolds>;
