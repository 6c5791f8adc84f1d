import { z } from 'zod';
import { Done, endpoint } from './endpoint.ts';
import { KeyId, PasskeyId, PersonId } from './ids.ts';
import { KeyRow, SessionRow } from './people.ts';
import { Moment } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

// The doors at which somebody comes in stand outside this table, under /api/auth:
//   POST sign-in/email {email, password, rememberMe} → {next: 'in'} with the session's cookie, or {next: 'code' | 'enrol'} with a
//     cookie that is good for the next step only;
//   POST second-step {code} → {next: 'in'};
//   POST second-step/enrol {} → {secret, address, picture}, then POST second-step/confirm {code} → {next: 'in', recoveryCodes};
//   POST passkey/begin {} → what the browser asks its passkeys, then POST passkey {response, rememberMe} → {next: 'in'};
//   GET wecom/begin?to=/path → to the provider, and back by GET wecom/callback; so too dingtalk, feishu, oidc;
//   POST sign-out {}, POST change-password {currentPassword, newPassword, revokeOtherSessions}, GET get-session.

/** Other houses that say who somebody is: WeCom (企业微信), DingTalk (钉钉), Feishu (飞书), and one that speaks OpenID Connect. */
export const ProviderCode = z.enum(['wecom', 'dingtalk', 'feishu', 'oidc']);
export type ProviderCode = z.infer<typeof ProviderCode>;

export const showSignInWaysEndpoint = endpoint('GET /sign-in/ways', {
  access: 'anyone',
  summary: 'Which ways in there are beside the password.',
  reply: z.object({ providers: z.array(z.object({ code: ProviderCode, name: z.string().nullable() })), passkeys: z.boolean() }),
});

export const SignInProvider = z.object({
  code: ProviderCode,
  /** Whether the settings of the server name it. */
  open: z.boolean(),
  /** The address to register there. */
  callback: z.string(),
  /** Whether people are found by e-mail address the first time, and strangers added. */
  byEmail: z.boolean(),
  registers: z.boolean(),
});
export type SignInProvider = z.infer<typeof SignInProvider>;

export const listProvidersEndpoint = endpoint('GET /sign-in/providers', {
  access: 'people.manage',
  summary: 'Which providers can be signed in through, what is registered there, and whether there is a directory (LDAP).',
  reply: z.object({ providers: z.array(SignInProvider), directory: z.object({ open: z.boolean() }) }),
});

export const SignInSettings = z.object({
  /** Who has one of these roles sets up a second factor before anything else, in open sessions too. */
  secondFactorRoles: z.array(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)).max(100),
  idleMinutes: z.int().min(5).max(20_160),
  maxHours: z.int().min(1).max(2_160),
});
export type SignInSettings = z.infer<typeof SignInSettings>;

export const showSignInSettingsEndpoint = endpoint('GET /sign-in/settings', {
  access: 'people.manage',
  summary: 'Who needs a second factor, and how long a session lasts unused and at most.',
  reply: SignInSettings,
});
export const changeSignInSettingsEndpoint = endpoint('PUT /sign-in/settings', {
  access: 'people.manage',
  summary: 'Changes them. All of it holds at once, for open sessions too.',
  body: SignInSettings,
  reply: SignInSettings,
});

export const SignInPause = z.object({
  id: z.string(),
  /** A name from one address, a name from anywhere, an address, or a name’s codes. */
  kind: z.enum(['name-here', 'name', 'address', 'code']),
  email: z.string().nullable(),
  address: z.string().nullable(),
  until: Moment,
});
export type SignInPause = z.infer<typeof SignInPause>;

export const listSignInPausesEndpoint = endpoint('GET /sign-in/pauses', {
  access: 'people.manage',
  summary: 'Who may not try to sign in just now, after too many wrong tries.',
  reply: z.object({ pauses: z.array(SignInPause) }),
});
export const liftSignInPauseEndpoint = endpoint('DELETE /sign-in/pauses/:pauseId', {
  access: 'people.manage',
  summary: 'Lets them try again at once.',
  params: z.object({ pauseId: oneLine(60).min(1) }),
  reply: Done,
});

const onePerson = z.object({ personId: PersonId });
export const SignInWay = z.enum(['password', 'ldap']);
export type SignInWay = z.infer<typeof SignInWay>;

export const PersonSignIn = z.object({
  way: SignInWay,
  /** Whether there is a directory to ask. */
  ldap: z.boolean(),
  /** Those that are set up, or that know the person from before; `id` where it can be said, `byId` where one can be typed in. */
  providers: z.array(z.object({ code: ProviderCode, linked: z.boolean(), id: z.string().nullable(), byId: z.boolean() })),
  secondFactorSince: Moment.nullable(),
  secondFactorRequired: z.boolean(),
  passkeys: z.int(),
  sessions: z.array(SessionRow),
  /** Their API keys, the revoked and expired ones too. */
  keys: z.array(KeyRow),
});
export type PersonSignIn = z.infer<typeof PersonSignIn>;

export const showPersonSignInEndpoint = endpoint('GET /people/:personId/sign-in', {
  access: 'people.manage',
  summary: 'How a person signs in, where they are signed in, and with which keys programs act for them.',
  params: onePerson,
  reply: PersonSignIn,
});
export const changeSignInWayEndpoint = endpoint('PUT /people/:personId/sign-in-way', {
  access: 'people.manage',
  summary: 'By the password kept here, or by that of the directory (LDAP); the one kept here is then forgotten. Sessions end.',
  params: onePerson,
  body: z.object({ way: SignInWay }),
  reply: PersonSignIn,
});
const onePersonAtProvider = z.object({ personId: PersonId, provider: ProviderCode });
export const linkProviderEndpoint = endpoint('PUT /people/:personId/providers/:provider', {
  access: 'people.manage',
  summary: 'Says by which id a provider (WeCom, DingTalk or Feishu) knows this person. Sessions end.',
  params: onePersonAtProvider,
  body: z.object({ id: z.string().regex(/^[\w.@-]{1,64}$/) }),
  reply: PersonSignIn,
});
export const unlinkProviderEndpoint = endpoint('DELETE /people/:personId/providers/:provider', {
  access: 'people.manage',
  summary: 'Forgets whom a provider knows this person as; the next sign-in through it is matched by e-mail address anew. Sessions end.',
  params: onePersonAtProvider,
  reply: PersonSignIn,
});
export const resetSecondFactorEndpoint = endpoint('POST /people/:personId/second-factor/reset', {
  access: 'people.manage',
  summary: 'Takes the second factor away, for a person who lost the phone. Sessions end.',
  params: onePerson,
  reply: PersonSignIn,
});
export const endSessionOfEndpoint = endpoint('DELETE /people/:personId/sessions/:sessionId', {
  access: 'people.manage',
  summary: 'Ends one session of a person.',
  params: z.object({ personId: PersonId, sessionId: oneLine(60).min(1) }),
  reply: PersonSignIn,
});
export const endSessionsOfEndpoint = endpoint('POST /people/:personId/sessions/end', {
  access: 'people.manage',
  summary: 'Ends every session of a person.',
  params: onePerson,
  reply: PersonSignIn,
});
export const revokeKeyOfEndpoint = endpoint('DELETE /people/:personId/keys/:keyId', {
  access: 'people.manage',
  summary: 'Revokes an API key of a person at once and for ever.',
  params: z.object({ personId: PersonId, keyId: KeyId }),
  reply: PersonSignIn,
});

export const MySecondFactor = z.object({ since: Moment.nullable(), required: z.boolean(), recoveryCodesLeft: z.int(), password: z.boolean() });
export type MySecondFactor = z.infer<typeof MySecondFactor>;
/** What an authenticator is shown: `picture` is a data URL of the QR code. */
export const NewSecondFactor = z.object({ secret: z.string(), address: z.string(), picture: z.string() });
export type NewSecondFactor = z.infer<typeof NewSecondFactor>;
const Code = z.object({ code: oneLine(20).min(1) });
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const showMySecondFactorEndpoint = endpoint('GET /me/second-factor', {
  access: 'signed-in',
  beforeSecondFactor: true,
  summary: 'Whether the asker has a second factor, and whether a role of theirs asks for one.',
  reply: MySecondFactor,
});
export const beginSecondFactorEndpoint = endpoint('POST /me/second-factor', {
  access: 'signed-in',
  beforeSecondFactor: true,
  summary: 'Makes a secret for the authenticator, which counts once it is confirmed with a code. Asks for the password where there is one.',
  body: z.object({ password: z.string().max(256).optional() }),
  reply: NewSecondFactor,
});
export const confirmSecondFactorEndpoint = endpoint('POST /me/second-factor/confirm', {
  access: 'signed-in',
  beforeSecondFactor: true,
  summary: 'Confirms the secret with a code. The recovery codes are shown this once.',
  body: Code,
  reply: RecoveryCodes,
});
export const renewRecoveryCodesEndpoint = endpoint('POST /me/second-factor/recovery-codes', {
  access: 'signed-in',
  summary: 'Makes new recovery codes; those before count no longer.',
  body: Code,
  reply: RecoveryCodes,
});
export const endSecondFactorEndpoint = endpoint('POST /me/second-factor/end', {
  access: 'signed-in',
  summary: 'Takes the second factor away, unless a role of the asker needs one.',
  body: Code,
  reply: MySecondFactor,
});

export const PasskeyRow = z.object({ id: PasskeyId, name: z.string(), createdAt: Moment, lastUsedAt: Moment.nullable() });
export type PasskeyRow = z.infer<typeof PasskeyRow>;
/** `possible`: passkeys belong to a name on the web, so there are none where the archive is reached by a number. */
export const MyPasskeys = z.object({ possible: z.boolean(), passkeys: z.array(PasskeyRow) });
export type MyPasskeys = z.infer<typeof MyPasskeys>;
const FromBrowser = z.record(z.string().max(100), z.unknown());

export const listMyPasskeysEndpoint = endpoint('GET /me/passkeys', {
  access: 'signed-in',
  summary: 'The passkeys with which the asker signs in.',
  reply: MyPasskeys,
});
export const beginPasskeyEndpoint = endpoint('POST /me/passkeys/begin', {
  access: 'signed-in',
  summary: 'What the browser is to ask for a new passkey. Asks for the password where there is one.',
  body: z.object({ password: z.string().max(256).optional() }),
  reply: z.object({ options: FromBrowser }),
});
export const addPasskeyEndpoint = endpoint('POST /me/passkeys', {
  access: 'signed-in',
  summary: 'Keeps the passkey that the browser made.',
  body: z.object({ name: oneLine(60).min(1), response: FromBrowser }),
  reply: PasskeyRow,
  status: 201,
});
export const removePasskeyEndpoint = endpoint('DELETE /me/passkeys/:passkeyId', {
  access: 'signed-in',
  summary: 'The passkey opens the door no longer.',
  params: z.object({ passkeyId: PasskeyId }),
  reply: MyPasskeys,
});
