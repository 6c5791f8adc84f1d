import type { ErrorCode } from '@qige/wire';

const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_request: 400,
  too_many_requests: 429,
  payload_too_large: 413,
  setup_done: 409,
  setup_token_wrong: 403,
  email_taken: 409,
  password_weak: 400,
  second_factor_wrong: 409,
  second_factor_absent: 409,
  second_factor_there: 409,
  second_factor_required: 409,
  second_factor_due: 403,
  sign_in_stale: 409,
  passkey_wrong: 409,
  passkey_impossible: 409,
  ldap_absent: 409,
  provider_absent: 409,
  provider_id_taken: 409,
  last_administrator: 409,
  own_rights: 403,
  not_yours_to_give: 403,
  role_in_use: 409,
  role_built_in: 409,
  number_taken: 409,
  number_voided: 409,
  scan_not_ready: 409,
  scan_closed: 409,
  scan_changed: 409,
  arrangement_impossible: 409,
  nothing_to_undo: 409,
  not_quarantined: 409,
  password_wrong: 409,
  no_file_waiting: 409,
  party_in_use: 409,
  relation_exists: 409,
  contract_changed: 409,
  state_impossible: 409,
  place_impossible: 409,
  place_full: 409,
  custody_changed: 409,
  custody_impossible: 409,
  label_unreadable: 409,
  filing_impossible: 409,
  loan_impossible: 409,
  stock_take_impossible: 409,
  climate_impossible: 409,
  search_unreadable: 400,
  vault_full: 507,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** Something the person can understand and act on. Anything else is a bug and becomes `internal`. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: unknown;
  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return statusOf[this.code];
  }
}

export const notFound = (): Refusal => new Refusal('not_found', 'There is no such thing, or it is not open to you.');
