import type { ContractId, CopyId, PlaceId, Whereabouts } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { findNewest } from '../search/match.queries.ts';
import { idsOf } from './tree.rules.ts';
import { findRooms, findStanding } from './whereabouts.queries.ts';
import { findWhere } from './where.queries.ts';

/** Where papers are: of one contract, one copy, or of what is called so. */
export async function findWhereabouts(app: App, actor: Actor, { text, copyId, contractId, limit }: { text?: string | undefined; copyId?: CopyId | undefined; contractId?: ContractId | undefined; limit: number }): Promise<{ copies: Whereabouts[] }> {
  const { db } = app;
  const rows = text ? await byText(app, actor, text, limit) : await findStanding(db, actor, { ...(contractId ? { contractIds: [contractId] } : {}), copyId }, limit);
  const paths = rows.flatMap((row) => (row.path ? idsOf(row.path) : [])) as PlaceId[];
  const [where, rooms] = [await findWhere(db, rows.flatMap((row) => row.placeId ?? [])), await findRooms(db, paths)];
  return {
    copies: rows.map(({ placeId, personId, personName, path, ...row }) => {
      const ids = idsOf(path ?? '') as PlaceId[];
      return {
        ...row,
        place: placeId && { id: placeId, where: where.get(placeId) ?? '', path: ids, roomId: ids.findLast((id) => rooms.has(id)) ?? ids[0] ?? placeId },
        person: personId && { id: personId, name: personName ?? '' },
      };
    }),
  };
}

/** An archival code from its beginning, or a contract by number, title or party, the newest first. */
async function byText(app: App, actor: Actor, text: string, limit: number) {
  const coded = await findStanding(app.db, actor, { archivalCode: text.toUpperCase() }, limit);
  if (coded.length >= limit) return coded;
  const of = (['number', 'title', 'party'] as const).map((field) => ({ kind: 'contains' as const, field, text }));
  const contractIds = await findNewest(app.db, actor, { asked: { kind: 'or', of }, filters: {} }, limit, undefined);
  const named = await findStanding(app.db, actor, { contractIds }, limit - coded.length);
  const seen = new Set(coded.map((row) => row.copyId));
  return [...coded, ...named.filter((row) => !seen.has(row.copyId))];
}
