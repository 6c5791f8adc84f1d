import { type Catalogue, type CatalogueItem, CopyId, type PlaceId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { findWhere } from '../places/where.queries.ts';
import { countStanding, findCatalogue, findPlaceHead, findSpine } from './catalogue.queries.ts';

/** More stands in no box; a whole room has no contents list, but one for each of its boxes. */
const most = 5_000;

/** The contents list of a place and all below it, as far as it is open to the asker. */
export async function showCatalogue(app: App, actor: Actor, placeId: PlaceId, { after, limit }: { after?: string | undefined; limit: number }): Promise<Catalogue> {
  const place = await findPlaceHead(app.db, placeId);
  if (!place) throw notFound();
  const { path, kindThicknessMm, ...head } = place;
  const all = await countStanding(app.db, path, most);
  if (all > most) throw new Refusal('place_impossible', 'Too much stands here for one contents list; ask for that of a box.', { kind: 'too-much', most });
  const from = after === undefined ? undefined : cursorOf(after);
  const rows = await findCatalogue(app.db, actor, path, from, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    place: { ...head, thicknessMm: head.thicknessMm ?? kindThicknessMm, where: (await findWhere(app.db, [placeId])).get(placeId) ?? '' },
    items: page.map(itemOf),
    // Known only where nothing was paged over.
    others: after === undefined && rows.length <= limit ? all - page.length : 0,
    spine: await findSpine(app.db, actor, path),
    next: rows.length > limit && last ? `${last.code ?? ''}|${last.id}` : null,
  };
}

function cursorOf(after: string): { code: string; id: CopyId } {
  const [code = '', id] = after.split('|');
  const read = CopyId.safeParse(id);
  if (!read.success) throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'unknown' }] });
  return { code, id: read.data };
}

type Row = Awaited<ReturnType<typeof findCatalogue>>[number];

function itemOf({ id, contractId, code, item, kind, ordinal, pageCount, attachments, conditionNote, number, title, counterparty, ownEntity, signedOn }: Row): CatalogueItem {
  return { copyId: id, contractId, item, archivalCode: code, author: [ownEntity, counterparty].filter(Boolean).join('；'), title, number, date: signedOn, pages: pageCount, note: [attachments, conditionNote].filter(Boolean).join('；'), kind, ordinal };
}
