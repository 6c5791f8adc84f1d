/** What an act with a paper makes stale. */
export const paperStale = ['/hand-overs', '/me/papers', '/loans', '/contracts/:contractId/lending', '/copies', '/places', '/shipments', '/seals', '/incidents'] as const;
