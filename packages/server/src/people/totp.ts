import { createHmac, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import QRCode from 'qrcode';

/** Six digits, half a minute, SHA-1: what every authenticator knows (RFC 6238). */
const totpOf = (secret: string, label: string): TOTP => new TOTP({ issuer: 'Qige', label, secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: 'SHA1' });

export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The half minute this code stands for, if it is one of the secret's within half a minute of now. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 30_000) + delta;
}

/** What an authenticator is shown: the secret to type and the picture to scan. */
export async function showSecret(secret: string, email: string): Promise<{ secret: string; address: string; picture: string }> {
  const address = totpOf(secret, email).toString();
  const picture = await QRCode.toDataURL(address, { margin: 2, width: 220, errorCorrectionLevel: 'M' });
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), address, picture };
}

// Without those that are taken for one another on paper.
const letters = '23456789abcdefghjkmnpqrstuvwxyz';

/** Ten codes of 49 bits, for the day the phone is lost. */
export function newRecoveryCodes(): string[] {
  const five = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 10 }, () => `${five()}-${five()}`);
}

/** Whether this has the form of a recovery code, in whatever case and grouping it was typed. */
export function recoveryCodeIn(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/[\s-]/g, '');
  return /^[2-9a-z]{10}$/.test(plain) ? plain : undefined;
}

export const hashRecoveryCode = (secret: string, code: string): string => createHmac('sha256', secret).update(`recovery ${code.replaceAll('-', '')}`).digest('hex');
