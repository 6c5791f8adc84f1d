import { isIP } from 'node:net';
import { type AuthenticationResponseJSON, generateAuthenticationOptions, generateRegistrationOptions, type RegistrationResponseJSON, verifyAuthenticationResponse, verifyRegistrationResponse, type WebAuthnCredential } from '@simplewebauthn/server';
import { z } from 'zod';

export type StoredPasskey = Pick<WebAuthnCredential, 'id' | 'publicKey' | 'counter'> & { transports: string[] };

/** What a browser hands over; the library looks into the rest. */
const Handed = z.looseObject({ id: z.string().max(1_400), response: z.looseObject({ clientDataJSON: z.string().max(4_000) }) });

/** A passkey belongs to a name on the web, never to a number. Undefined where the archive is reached by a number alone. */
export function houseOf(publicUrl: string): { rpID: string; origin: string } | undefined {
  const { hostname, origin } = new URL(publicUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { rpID: hostname, origin } : undefined;
}

// The person must show themselves to the device (finger, face, PIN): then a passkey is two factors by itself.
const verification = 'required';

export async function askForNew(rpID: string, person: { id: string; name: string; email: string }, there: readonly { id: string; transports: string[] }[]) {
  return generateRegistrationOptions({
    rpName: 'Qige',
    rpID,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: [...there],
    authenticatorSelection: { residentKey: 'required', userVerification: verification },
  });
}

export const askForOne = (rpID: string) => generateAuthenticationOptions({ rpID, userVerification: verification });

/** The id of the passkey and the challenge it answers, before anything of it is believed. */
export function readHanded(response: unknown): { credentialId: string; challenge: string } | undefined {
  const handed = Handed.safeParse(response);
  if (!handed.success) return undefined;
  try {
    const said = z.object({ challenge: z.string() }).safeParse(JSON.parse(Buffer.from(handed.data.response.clientDataJSON, 'base64url').toString('utf8')));
    return said.success ? { credentialId: handed.data.id, challenge: said.data.challenge } : undefined;
  } catch {
    return undefined;
  }
}

export async function verifyNew(house: { rpID: string; origin: string }, response: unknown, challenge: string): Promise<StoredPasskey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: house.origin,
      expectedRPID: house.rpID,
      requireUserVerification: true,
    });
    return verified ? { ...registrationInfo.credential, transports: registrationInfo.credential.transports ?? [] } : undefined;
  } catch {
    return undefined; // it says what in the response is not as it should be; the person can only try again
  }
}

/** The counter after this use, or undefined where the passkey did not answer the challenge. */
export async function verifyUse(house: { rpID: string; origin: string }, response: unknown, challenge: string, credential: StoredPasskey): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: house.origin,
      expectedRPID: house.rpID,
      credential,
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
