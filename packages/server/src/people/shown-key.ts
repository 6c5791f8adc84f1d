import type { KeyRow } from '@qige/wire';
import type { findKeys } from './key.queries.ts';

export function shownKey(row: Awaited<ReturnType<typeof findKeys>>[number]): KeyRow {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
