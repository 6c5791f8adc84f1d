import type { KeyId, PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

const shownColumns = ['id', 'name', 'start', 'createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt'] as const;

export async function findKeys(db: Db, personId: PersonId) {
  return db.selectFrom('apiKey').select(shownColumns).where('personId', '=', personId).orderBy('id', 'desc').execute();
}

export interface NewKey {
  id: KeyId;
  personId: PersonId;
  name: string;
  start: string;
  hash: string;
  expiresAt: Date;
}

export async function insertKey(tx: Tx, key: NewKey) {
  return tx.insertInto('apiKey').values(key).returning(shownColumns).executeTakeFirstOrThrow();
}

/** The key, now revoked (or since when it is); undefined where the person has no such key. */
export async function revokeKey(tx: Tx, personId: PersonId, keyId: KeyId, at: Date) {
  return tx
    .updateTable('apiKey')
    .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(at)) }))
    .where('id', '=', keyId)
    .where('personId', '=', personId)
    .returning(shownColumns)
    .executeTakeFirst();
}
