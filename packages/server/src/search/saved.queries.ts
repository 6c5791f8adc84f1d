import type { PersonId, SavedSearch, SavedSearchId } from '@qige/wire';
import type { Insertable } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export async function savedSearchesOf(db: Db, personId: PersonId): Promise<SavedSearch[]> {
  const rows = await db.selectFrom('savedSearch').selectAll().where('personId', '=', personId).orderBy('name').orderBy('id').execute();
  return rows.map(asSaved);
}

export async function insertSavedSearch(tx: Tx, row: Insertable<Tables['savedSearch']>): Promise<SavedSearch> {
  return asSaved(await tx.insertInto('savedSearch').values(row).returningAll().executeTakeFirstOrThrow());
}

/** The search that is gone; undefined where this person has none of that id. */
export async function deleteSavedSearch(tx: Tx, personId: PersonId, id: SavedSearchId) {
  return tx.deleteFrom('savedSearch').where('id', '=', id).where('personId', '=', personId).returning(['name', 'words']).executeTakeFirst();
}

function asSaved({ id, name, words, filters, createdAt }: { id: SavedSearchId; name: string; words: string; filters: SavedSearch['filters']; createdAt: Date }): SavedSearch {
  return { id, name, words, filters, createdAt: createdAt.toISOString() };
}
