import { type PersonId, type PersonSignIn, ProviderCode, type SignInWay } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { AuditEvent } from '../audit/audit.events.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { findLinks, findSignInWay, linkSubject, markAsLdap, unlinkSubjects, unmarkAsLdap } from './account.queries.ts';
import { deletePasskeysOf, findPasskeys } from './passkey.queries.ts';
import { findKeys } from './key.queries.ts';
import { lockOther } from './lock-other.ts';
import { findPerson } from './people.queries.ts';
import { openProviders } from './providers.ts';
import { deleteFactor, findSecondFactor } from './second-factor.queries.ts';
import { deleteSession, deleteSessionsOf } from './session.queries.ts';
import { sessionsInForce } from './sessions.ts';
import { shownKey } from './shown-key.ts';
import { isFactorRequired } from './sign-in.rules.ts';
import { signInSettings } from './sign-in-settings.actions.ts';

export async function showPersonSignIn(app: App, personId: PersonId): Promise<PersonSignIn> {
  const person = await findPerson(app.db, personId);
  if (!person) throw notFound();
  const settings = await signInSettings(app.db);
  const [{ way }, links] = [await findSignInWay(app.db, personId), await findLinks(app.db, personId)];
  const open = openProviders(app);
  const factor = await findSecondFactor(app.db, personId);
  return {
    way,
    ldap: app.config.ldapUrl !== undefined,
    providers: ProviderCode.options.flatMap((code) => {
      const [provider, link] = [open.find((one) => one.code === code), links.find((one) => one.provider === code)];
      const byId = provider?.subjectOf !== undefined;
      return provider || link ? [{ code, linked: link !== undefined, id: code === 'oidc' ? null : (link?.subject.split(' ')[1] ?? null), byId }] : [];
    }),
    secondFactorSince: factor?.confirmedAt?.toISOString() ?? null,
    secondFactorRequired: isFactorRequired(person.roles, settings.secondFactorRoles),
    passkeys: (await findPasskeys(app.db, personId)).length,
    sessions: await sessionsInForce(app, personId),
    keys: (await findKeys(app.db, personId)).map(shownKey),
  };
}

export async function changeSignInWay(app: App, actor: Actor, personId: PersonId, way: SignInWay): Promise<PersonSignIn> {
  if (way === 'ldap' && app.config.ldapUrl === undefined) throw new Refusal('ldap_absent', 'No directory is set up; see QIGE_LDAP_URL.');
  return changeOf(app, actor, personId, async (tx) => {
    if ((await findSignInWay(tx, personId)).way === way) return undefined;
    await (way === 'ldap' ? markAsLdap : unmarkAsLdap)(tx, personId);
    return { kind: 'sign-in.way-changed', facts: { way } };
  });
}

/** Says whom a provider knows this person as; what it was before is forgotten. */
export async function linkProvider(app: App, actor: Actor, personId: PersonId, code: ProviderCode, id: string): Promise<PersonSignIn> {
  const subject = openProviders(app).find((one) => one.code === code)?.subjectOf?.(id);
  if (subject === undefined) throw new Refusal('provider_absent', 'This provider is not set up, or its ids cannot be typed in.');
  return changeOf(app, actor, personId, async (tx) => {
    if ((await findLinks(tx, personId)).some((one) => one.provider === code && one.subject === subject)) return undefined;
    await unlinkSubjects(tx, personId, code);
    if (!(await linkSubject(tx, personId, { provider: code, subject }))) throw new Refusal('provider_id_taken', 'This id stands for somebody else already.');
    return { kind: 'sign-in.linked', facts: { provider: code, id } };
  });
}

export async function unlinkProvider(app: App, actor: Actor, personId: PersonId, code: ProviderCode): Promise<PersonSignIn> {
  return changeOf(app, actor, personId, async (tx) => ((await unlinkSubjects(tx, personId, code)) > 0 ? { kind: 'sign-in.unlinked', facts: { provider: code } } : undefined));
}

/** For a person who lost the phone, which may hold their passkeys too: whoever has it must not go on with it, so sessions end. */
export async function resetSecondFactor(app: App, actor: Actor, personId: PersonId): Promise<PersonSignIn> {
  if (personId === actor.id) throw new Refusal('forbidden', 'Your own second factor is ended in your settings, with a code.');
  return changeOf(app, actor, personId, async (tx) => {
    const [factor, passkeys] = [await deleteFactor(tx, personId), await deletePasskeysOf(tx, personId)];
    return factor || passkeys > 0 ? { kind: 'second-factor.reset', facts: { passkeys } } : undefined;
  });
}

type Change = { kind: Extract<AuditEvent['kind'], `sign-in.${string}` | 'second-factor.reset'>; facts?: { way: SignInWay } | { passkeys: number } | { provider: ProviderCode; id?: string } };

/** A changed way in ends every session that came by the old one; where nothing changed, nothing is written. */
async function changeOf(app: App, actor: Actor, personId: PersonId, change: (tx: Tx) => Promise<Change | undefined>): Promise<PersonSignIn> {
  await app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    const changed = await change(tx);
    if (!changed) return;
    await deleteSessionsOf(tx, personId);
    await recordAudit(tx, actor, { ...changed, subjectId: personId });
  });
  return showPersonSignIn(app, personId);
}

export async function endSessionOf(app: App, actor: Actor, personId: PersonId, sessionId: string): Promise<PersonSignIn> {
  await app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    if (!(await deleteSession(tx, personId, sessionId))) throw notFound();
    await recordAudit(tx, actor, { kind: 'session.closed', subjectId: sessionId, facts: { personId } });
  });
  return showPersonSignIn(app, personId);
}

export async function endSessionsOf(app: App, actor: Actor, personId: PersonId): Promise<PersonSignIn> {
  await app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    const ended = await deleteSessionsOf(tx, personId);
    if (ended > 0) await recordAudit(tx, actor, { kind: 'session.closed', subjectId: personId, facts: { personId, ended } });
  });
  return showPersonSignIn(app, personId);
}
