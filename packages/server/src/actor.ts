import type { DepartmentId, KeyId, Permission, PersonId, Role } from '@qige/wire';

/** A person, in their own session or through one of their API keys. */
export interface Person {
  kind: 'person';
  id: PersonId;
  name: string;
  roles: readonly Role[];
  permissions: ReadonlySet<Permission>;
  /** The person's departments and all below them. */
  departmentIds: readonly DepartmentId[];
  /** Set where an API key stands for the person. */
  keyId?: KeyId;
  /** Where the request came from; goes into the audit trail. */
  address?: string;
}

export type Actor = Person | { kind: 'system'; id: 'system' };

export const theSystem: Actor = { kind: 'system', id: 'system' };
