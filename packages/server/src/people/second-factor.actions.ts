import type { MySecondFactor, NewSecondFactor, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { seal, unseal } from '../platform/sealed.ts';
import { findSignInWay } from './account.queries.ts';
import { findPresentPerson } from './actor.queries.ts';
import { verifyPassword } from './password.ts';
import { confirmFactor, countRecoveryCodes, deleteFactor, findSecondFactor, replaceRecoveryCodes, savePendingFactor, takeRecoveryCode, takeStep } from './second-factor.queries.ts';
import { markTwoFactor } from './session.queries.ts';
import { allowCode, codeWentWell } from './sign-in.actions.ts';
import { isFactorRequired } from './sign-in.rules.ts';
import { signInSettings } from './sign-in-settings.actions.ts';
import { hashRecoveryCode, newRecoveryCodes, newSecret, recoveryCodeIn, showSecret, stepOf } from './totp.ts';

const purpose = 'second factor';

export async function showMySecondFactor(app: App, actor: Person): Promise<MySecondFactor> {
  refuseKey(actor);
  const [factor, settings, way] = [await findSecondFactor(app.db, actor.id), await signInSettings(app.db), await findSignInWay(app.db, actor.id)];
  const since = factor?.confirmedAt?.toISOString() ?? null;
  return {
    since,
    required: isFactorRequired(actor.roles, settings.secondFactorRoles),
    recoveryCodesLeft: since ? await countRecoveryCodes(app.db, actor.id) : 0,
    password: way.hash !== null,
  };
}

/** The password is asked for once more: a screen left open must not become somebody else’s second factor. */
export async function beginMySecondFactor(app: App, actor: Person, { password = '' }: { password?: string | undefined }): Promise<NewSecondFactor> {
  refuseKey(actor);
  await provePassword(app, actor, password);
  return beginSecondFactor(app, actor.id);
}

/** Who has no password here, because another house knows it, has shown it there. */
export async function provePassword(app: App, actor: Person, password: string): Promise<void> {
  const { hash } = await findSignInWay(app.db, actor.id);
  if (hash === null) return;
  const tried = await allowCode(app, actor.id);
  if (!(await verifyPassword(hash, password))) throw new Refusal('password_wrong', 'The password is wrong.');
  await codeWentWell(app, tried);
}

export async function beginSecondFactor(app: App, personId: PersonId): Promise<NewSecondFactor> {
  const person = await findPresentPerson(app.db, personId);
  const secret = newSecret();
  const saved = await app.db.transaction().execute((tx) => savePendingFactor(tx, personId, seal(app.config.secret, purpose, secret), app.clock.now()));
  if (!saved) throw new Refusal('second_factor_there', 'There is a second factor already; end that one first.');
  return showSecret(secret, person?.email ?? '');
}

/** Returns the recovery codes, which are shown this once. */
export async function confirmSecondFactor(app: App, actor: Person, code: string): Promise<{ recoveryCodes: string[] }> {
  refuseKey(actor);
  const tried = await allowCode(app, actor.id);
  const recoveryCodes = await app.db.transaction().execute(async (tx) => {
    const factor = await findSecondFactor(tx, actor.id);
    if (!factor) throw absent();
    if (factor.confirmedAt) throw new Refusal('second_factor_there', 'There is a second factor already.');
    if (!(await takeCode(app, tx, actor.id, factor.sealed, code))) throw wrong();
    await confirmFactor(tx, actor.id, app.clock.now());
    await recordAudit(tx, actor, { kind: 'second-factor.set-up', subjectId: actor.id });
    return makeRecoveryCodes(app, tx, actor.id);
  });
  await codeWentWell(app, tried);
  return { recoveryCodes };
}

/** In a session, which counts as one of two factors from then on. */
export async function confirmMySecondFactor(app: App, actor: Person, code: string, sessionId: string | undefined): Promise<{ recoveryCodes: string[] }> {
  const confirmed = await confirmSecondFactor(app, actor, code);
  if (sessionId !== undefined) await markTwoFactor(app.db, actor.id, { id: sessionId });
  return confirmed;
}

export async function renewRecoveryCodes(app: App, actor: Person, code: string): Promise<{ recoveryCodes: string[] }> {
  refuseKey(actor);
  return withFactor(app, actor, code, async (tx) => {
    await recordAudit(tx, actor, { kind: 'second-factor.codes-renewed', subjectId: actor.id });
    return { recoveryCodes: await makeRecoveryCodes(app, tx, actor.id) };
  });
}

export async function endMySecondFactor(app: App, actor: Person, code: string): Promise<MySecondFactor> {
  refuseKey(actor);
  const { secondFactorRoles } = await signInSettings(app.db);
  if (isFactorRequired(actor.roles, secondFactorRoles)) throw new Refusal('second_factor_required', 'A role of yours needs a second factor.');
  await withFactor(app, actor, code, async (tx) => {
    await deleteFactor(tx, actor.id);
    await recordAudit(tx, actor, { kind: 'second-factor.ended', subjectId: actor.id });
  });
  return showMySecondFactor(app, actor);
}

/** Whether a code of the authenticator or a recovery code is right; a right one is used up. */
export async function proveSecondFactor(app: App, actor: Person, code: string): Promise<void> {
  await withFactor(app, actor, code, async () => {});
}

async function withFactor<T>(app: App, actor: Person, code: string, act: (tx: Tx) => Promise<T>): Promise<T> {
  const tried = await allowCode(app, actor.id);
  const done = await app.db.transaction().execute(async (tx) => {
    const factor = await findSecondFactor(tx, actor.id);
    if (!factor?.confirmedAt) throw absent();
    const recovery = recoveryCodeIn(code);
    if (recovery !== undefined) {
      if (!(await takeRecoveryCode(tx, actor.id, hashRecoveryCode(app.config.secret, recovery), app.clock.now()))) throw wrong();
      await recordAudit(tx, actor, { kind: 'second-factor.code-used', subjectId: actor.id });
    } else if (!(await takeCode(app, tx, actor.id, factor.sealed, code))) throw wrong();
    return act(tx);
  });
  await codeWentWell(app, tried);
  return done;
}

async function takeCode(app: App, tx: Tx, personId: PersonId, sealed: Buffer, code: string): Promise<boolean> {
  const step = stepOf(secretIn(app, personId, sealed), code.replace(/\s/g, ''), app.clock.now());
  return step !== undefined && takeStep(tx, personId, step);
}

/** An archive that came back without its secret can read no second factor any more; whoever manages people resets them. */
function secretIn(app: App, personId: PersonId, sealed: Buffer): string {
  try {
    return unseal(app.config.secret, purpose, sealed);
  } catch {
    app.log.error({ personId }, 'a second factor was sealed under another secret than this archive has now');
    throw wrong();
  }
}

async function makeRecoveryCodes(app: App, tx: Tx, personId: PersonId): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, personId, codes.map((code) => hashRecoveryCode(app.config.secret, code)));
  return codes;
}

const wrong = (): Refusal => new Refusal('second_factor_wrong', 'The code is wrong, or was used already.');
const absent = (): Refusal => new Refusal('second_factor_absent', 'There is no second factor; begin with a new one.');

function refuseKey(actor: Person): void {
  if (actor.keyId) throw new Refusal('forbidden', 'A key cannot look after the second factor.');
}
