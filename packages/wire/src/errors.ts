import { z } from 'zod';

/** The code is what programs and translations go by; each is a thing the person can understand and act on. */
export const ErrorCode = z.enum([
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_request',
  'too_many_requests',
  'payload_too_large',
  'setup_done',
  'setup_token_wrong',
  'email_taken',
  'password_weak',
  'second_factor_wrong',
  'second_factor_absent',
  'second_factor_there',
  'second_factor_required',
  'sign_in_stale',
  'passkey_wrong',
  'passkey_impossible',
  'ldap_absent',
  'provider_absent',
  'provider_id_taken',
  'last_administrator',
  'own_rights',
  'not_yours_to_give',
  'role_in_use',
  'role_built_in',
  'number_taken',
  'number_voided',
  'scan_not_ready',
  'scan_closed',
  'scan_changed',
  'arrangement_impossible',
  'nothing_to_undo',
  'not_quarantined',
  'password_wrong',
  'no_file_waiting',
  'party_in_use',
  'relation_exists',
  'contract_changed',
  'state_impossible',
  'search_unreadable',
  'vault_full',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorBody = z.object({
  error: z.object({ code: ErrorCode, message: z.string(), details: z.unknown().optional() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
