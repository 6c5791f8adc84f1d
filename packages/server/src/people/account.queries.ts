import { type PersonId, ProviderCode, type SignInWay } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** How a person signs in: by the password kept here, or by the directory's. */
export async function findSignInWay(db: Db, personId: PersonId): Promise<{ way: SignInWay; hash: string | null }> {
  const rows = await db.selectFrom('account').select(['providerId', 'password']).where('personId', '=', personId).execute();
  const kept = rows.find((row) => row.providerId === 'credential');
  return {
    way: rows.some((row) => row.providerId === 'ldap') ? 'ldap' : 'password',
    hash: kept?.password ?? null,
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

/** Whom any of a provider’s names stands for, each once. */
export async function findPeopleOfSubjects(db: Db, provider: ProviderCode, subjects: readonly string[]): Promise<PersonId[]> {
  const rows = await db.selectFrom('account').select('personId').distinct().where('providerId', '=', provider).where('accountId', 'in', subjects).execute();
  return rows.map((row) => row.personId);
}

export async function findLinks(db: Db, personId: PersonId): Promise<{ provider: ProviderCode; subject: string }[]> {
  const rows = await db.selectFrom('account').select(['providerId', 'accountId']).where('personId', '=', personId).where('providerId', 'in', ProviderCode.options).orderBy('createdAt').execute();
  return rows.map((row) => ({ provider: ProviderCode.parse(row.providerId), subject: row.accountId }));
}

export const isLinked = async (db: Db, personId: PersonId, provider: ProviderCode): Promise<boolean> => (await findLinks(db, personId)).some((one) => one.provider === provider);

/** False where the name stands for somebody already. */
export async function linkSubject(tx: Tx, personId: PersonId, { provider, subject }: { provider: ProviderCode; subject: string }): Promise<boolean> {
  const made = await tx
    .insertInto('account')
    .values({ id: newId('acc'), personId, accountId: subject, providerId: provider })
    .onConflict((conflict) => conflict.columns(['providerId', 'accountId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Returns how many links there were. */
export async function unlinkSubjects(tx: Tx, personId: PersonId, provider: ProviderCode): Promise<number> {
  const gone = await tx.deleteFrom('account').where('personId', '=', personId).where('providerId', '=', provider).returning('id').execute();
  return gone.length;
}
