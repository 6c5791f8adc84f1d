import { CallRefused, ErrorBody, NewSecondFactor } from '@qige/wire';
import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser';
import { queries } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { forgetMe } from './me.ts';

/** What comes next on the way in: nothing more, a code, or setting a second factor up. */
export type Next = 'in' | 'code' | 'enrol';

// The doors at which one comes in stand beside the endpoint table.
async function knock(url: string, body: object): Promise<unknown> {
  const { status, json } = await send('POST', `/api/auth/${url}`, body);
  if (status >= 200 && status < 300) return json;
  const told = ErrorBody.safeParse(json);
  throw new CallRefused(status, told.success ? told.data.error : { code: 'unavailable', message: '' });
}

export async function signIn(email: string, password: string, rememberMe: boolean): Promise<Next> {
  const { next } = (await knock('sign-in/email', { email, password, rememberMe })) as { next: Next };
  if (next === 'in') queries.clear();
  return next;
}

/** False where the person closed the browser's question. */
export async function signInByPasskey(rememberMe: boolean): Promise<boolean> {
  const optionsJSON = (await knock('passkey/begin', {})) as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON }).catch(() => undefined);
  if (!response) return false;
  await knock('passkey', { response, rememberMe });
  queries.clear();
  return true;
}

export async function proveCode(code: string): Promise<void> {
  await knock('second-step', { code });
  queries.clear();
}

export async function beginEnrolment(): Promise<NewSecondFactor> {
  return NewSecondFactor.parse(await knock('second-step/enrol', {}));
}

/** Returns the recovery codes; one is in then. */
export async function confirmEnrolment(code: string): Promise<readonly string[]> {
  const { recoveryCodes } = (await knock('second-step/confirm', { code })) as { recoveryCodes: string[] };
  queries.clear();
  return recoveryCodes;
}

export async function signOut(): Promise<void> {
  forgetMe();
  await knock('sign-out', {});
  queries.clear();
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await knock('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}
