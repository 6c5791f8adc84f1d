import { CallRefused } from '@qige/wire';
import { attention } from '../api/attention.ts';

/** Hands a photo in; its name is what a round is given. */
export async function sendPhoto(file: Blob): Promise<string> {
  const response = await fetch('/api/rounds/photos', { method: 'POST', headers: { ...attention(), 'content-type': file.type.startsWith('image/') ? file.type : 'application/octet-stream' }, body: file, signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
  if (!response) throw new CallRefused(0, { code: 'unavailable', message: 'The server cannot be reached.' });
  const json = (await response.json().catch(() => undefined)) as { photo?: string; error?: ConstructorParameters<typeof CallRefused>[1] } | undefined;
  if (!response.ok || !json?.photo) throw new CallRefused(response.status, json?.error ?? { code: 'internal', message: '' });
  return json.photo;
}
