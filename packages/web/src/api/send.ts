import { type Ask, CallRefused, type Endpoint, ErrorBody, type PersonId, type Send, urlOf } from '@qige/wire';
import { attention } from './attention.ts';

/** Told when the server no longer knows who is asking; the shell then shows the door. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(run: () => void): void {
  onSignedOut = run;
}

/** Told when the server opens nothing more to this session before a second factor is set up. */
let onFactorDue: () => void = () => {};
export function whenFactorDue(run: () => void): void {
  onFactorDue = run;
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
  if (response.status === 403 && ErrorBody.safeParse(json).data?.error.code === 'second_factor_due') onFactorDue();
  return { status: response.status, json };
};

export const send: Send = sendWith({});

/** The server refuses it where somebody else has signed in here since. */
export const sendAs = (personId: PersonId): Send => sendWith({ 'x-qige-person': personId });

/** A file that the server makes from what it is sent. */
export async function sendForFile<E extends Endpoint>(to: E, ask: Ask<E>): Promise<{ blob: Blob; name: string; headers: Headers }> {
  const body = (ask as { body?: unknown }).body;
  const response = await fetch(urlOf(to, ask), { method: to.method, headers: { ...attention(), 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}), signal: AbortSignal.timeout(120_000) }).catch(() => undefined);
  if (!response) throw new CallRefused(0, { code: 'unavailable', message: 'The server cannot be reached.' });
  if (response.status === 401) onSignedOut();
  if (response.status !== to.status) {
    const told = ErrorBody.safeParse(await response.json().catch(() => undefined));
    throw new CallRefused(response.status, told.success ? told.data.error : { code: 'unavailable', message: 'The server did not answer.' });
  }
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { blob: await response.blob(), name: decodeURIComponent(name), headers: response.headers };
}
