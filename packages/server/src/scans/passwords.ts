import { seal, unseal } from '../platform/sealed.ts';

/** Passwords of encrypted PDFs lie sealed in the database. */
const purpose = 'file password';

export const sealPassword = (secret: string, password: string): Buffer => seal(secret, purpose, password);

export const openPassword = (secret: string, sealed: Buffer): string => unseal(secret, purpose, sealed);
