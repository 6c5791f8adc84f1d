import type { PasskeyId, PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { StoredPasskey } from './passkey.ts';

const shownColumns = ['id', 'name', 'createdAt', 'lastUsedAt'] as const;

export async function findPasskeys(db: Db, personId: PersonId) {
  return db.selectFrom('passkey').select([...shownColumns, 'credentialId', 'transports']).where('personId', '=', personId).orderBy('id', 'desc').execute();
}

export async function isAnyPasskey(db: Db): Promise<boolean> {
  return (await db.selectFrom('passkey').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findPasskey(db: Db, credentialId: string): Promise<(StoredPasskey & { personId: PersonId }) | undefined> {
  const row = await db.selectFrom('passkey').select(['personId', 'publicKey', 'counter', 'transports']).where('credentialId', '=', credentialId).executeTakeFirst();
  return row && { id: credentialId, personId: row.personId, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter), transports: row.transports };
}

/** Undefined where somebody has this passkey already. */
export async function insertPasskey(tx: Tx, passkey: { id: PasskeyId; personId: PersonId; name: string }, { id: credentialId, publicKey, counter, transports }: StoredPasskey) {
  return tx
    .insertInto('passkey')
    .values({ ...passkey, credentialId, publicKey: Buffer.from(publicKey), counter, transports })
    .onConflict((conflict) => conflict.column('credentialId').doNothing())
    .returning(shownColumns)
    .executeTakeFirst();
}

export async function notePasskeyUse(tx: Tx, credentialId: string, counter: number, at: Date): Promise<void> {
  await tx.updateTable('passkey').set({ counter, lastUsedAt: at }).where('credentialId', '=', credentialId).execute();
}

/** Its name, or undefined where the person has no such passkey. */
export async function deletePasskey(tx: Tx, personId: PersonId, passkeyId: PasskeyId): Promise<string | undefined> {
  const gone = await tx.deleteFrom('passkey').where('id', '=', passkeyId).where('personId', '=', personId).returning('name').executeTakeFirst();
  return gone?.name;
}

/** Returns how many there were. */
export async function deletePasskeysOf(tx: Tx, personId: PersonId): Promise<number> {
  const gone = await tx.deleteFrom('passkey').where('personId', '=', personId).returning('id').execute();
  return gone.length;
}
