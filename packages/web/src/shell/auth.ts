import { CallRefused, type ErrorCode } from '@qige/wire';
import { queries } from '../api/ask.ts';
import { send } from '../api/send.ts';

// The sign-in library keeps a door of its own beside the endpoint table.
async function knock(url: string, body: object): Promise<void> {
  const { status, json } = await send('POST', `/api/auth/${url}`, body);
  if (status >= 200 && status < 300) return;
  const code: ErrorCode = status === 429 ? 'too_many_requests' : status === 401 || status === 400 || status === 403 ? 'unauthenticated' : 'unavailable';
  throw new CallRefused(status, { code, message: String((json as { message?: unknown } | undefined)?.message ?? '') });
}

export async function signIn(email: string, password: string, rememberMe: boolean): Promise<void> {
  await knock('sign-in/email', { email, password, rememberMe });
  queries.clear();
}

export async function signOut(): Promise<void> {
  await knock('sign-out', {});
  queries.clear();
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await knock('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}
