import type { PersonId, SignInWay } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** How a person signs in: by the password kept here, or by the directory's. */
export async function findSignInWay(db: Db, personId: PersonId): Promise<{ way: SignInWay; hash: string | null; provider: boolean }> {
  const rows = await db.selectFrom('account').select(['providerId', 'password']).where('personId', '=', personId).execute();
  const kept = rows.find((row) => row.providerId === 'credential');
  return {
    way: rows.some((row) => row.providerId === 'ldap') ? 'ldap' : 'password',
    hash: kept?.password ?? null,
    provider: rows.some((row) => row.providerId === 'oidc'),
  };
}

/** Who is signed in by the directory has no password here that would open the door beside it. */
export async function markAsLdap(tx: Tx, personId: PersonId): Promise<void> {
  await tx.deleteFrom('account').where('personId', '=', personId).where('providerId', '=', 'credential').execute();
  await tx.insertInto('account').values({ id: newId('acc'), personId, accountId: personId, providerId: 'ldap' }).onConflict((conflict) => conflict.doNothing()).execute();
}

export async function unmarkAsLdap(tx: Tx, personId: PersonId): Promise<void> {
  await tx.deleteFrom('account').where('personId', '=', personId).where('providerId', '=', 'ldap').execute();
}

export async function findPersonOfSubject(db: Db, subject: string): Promise<string | undefined> {
  const row = await db.selectFrom('account').select('personId').where('providerId', '=', 'oidc').where('accountId', '=', subject).executeTakeFirst();
  return row?.personId;
}

export async function linkSubject(tx: Tx, personId: PersonId, subject: string): Promise<void> {
  await tx.insertInto('account').values({ id: newId('acc'), personId, accountId: subject, providerId: 'oidc' }).execute();
}

/** Returns how many links there were. */
export async function unlinkSubjects(tx: Tx, personId: PersonId): Promise<number> {
  const gone = await tx.deleteFrom('account').where('personId', '=', personId).where('providerId', '=', 'oidc').returning('id').execute();
  return gone.length;
}
