import type { DepartmentId, KeyId, PartyId, PersonId, RoleCode } from '@qige/wire';
import type { Rights } from './people/rights.rules.ts';

/** A person, in their own session or through one of their API keys. */
export interface Person extends Rights {
  kind: 'person';
  id: PersonId;
  name: string;
  roles: readonly RoleCode[];
  /** The person's departments and all below them. */
  departmentIds: readonly DepartmentId[];
  /** Our own companies the person works for. */
  companyIds: readonly PartyId[];
  /** Set where a role of theirs came to need a second factor, and this session has none: they may set it up and nothing else. */
  owesSecondFactor?: true;
  /** Set where an API key stands for the person. */
  keyId?: KeyId;
  /** Where the request came from; goes into the audit trail. */
  address?: string;
}

export type Actor = Person | { kind: 'system'; id: 'system' };

export const theSystem: Actor = { kind: 'system', id: 'system' };
