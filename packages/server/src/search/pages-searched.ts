import type { Actor } from '../actor.ts';
import { seesAmounts } from '../contracts/amounts.ts';

/**
 * Whether words are looked for in the whole text. A contract found by a word says that the word stands in it: who may see neither pages nor
 * amounts finds by number, title, party, place and notes alone.
 */
export const searchesPages = (actor: Actor): boolean => (actor.kind === 'system' || actor.permissions.has('scans.see')) && seesAmounts(actor);
