import sharp from 'sharp';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';

const refuse = (problem: string): Refusal => new Refusal('invalid_request', 'Not valid: signature.', { fields: [{ field: 'signature', problem }] });

/** Keeps a signature in the vault. What is no picture, or an empty one, is no signature. */
export async function keepSignature(app: App, base64: string): Promise<StoredBlob> {
  const bytes = Buffer.from(base64, 'base64');
  const darkest = await sharp(bytes, { limitInputPixels: 4_000_000 })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .stats()
    .then(({ channels }) => channels[0]?.min)
    .catch(() => undefined);
  if (darkest === undefined || (await sharp(bytes).metadata()).format !== 'png') throw refuse('not a picture');
  if (darkest > 180) throw refuse('empty');
  return app.vault.put(bytes);
}
