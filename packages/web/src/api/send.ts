import { CallRefused, type PersonId, type Send } from '@qige/wire';
import { attention } from './attention.ts';

/** Told when the server no longer knows who is asking; the shell then shows the door. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(run: () => void): void {
  onSignedOut = run;
}

const sendWith = (headers: Record<string, string>): Send => async (method, url, body) => {
  const response = await fetch(url, {
    method,
    headers: { ...attention(), ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  }).catch(() => undefined);
  if (!response) throw new CallRefused(0, { code: 'unavailable', message: 'The server cannot be reached.' });
  if (response.status === 401 && !url.startsWith('/api/auth/')) onSignedOut();
  const json: unknown = await response.json().catch(() => undefined);
  return { status: response.status, json };
};

export const send: Send = sendWith({});

/** The server refuses it where somebody else has signed in here since. */
export const sendAs = (personId: PersonId): Send => sendWith({ 'x-qige-person': personId });
