/**
 * When something was really done that a device without network tells of later. Its clock may be wrong, but by how much is known when it sends:
 * what it says of the sending differs from when that arrives. Nothing was done in the future.
 */
export function seenWhen(asked: { seenAt?: string | undefined; sentAt?: string | undefined }, received: Date): Date | undefined {
  if (asked.seenAt === undefined) return undefined;
  const skew = asked.sentAt === undefined ? 0 : received.getTime() - Date.parse(asked.sentAt);
  return new Date(Math.min(Date.parse(asked.seenAt) + skew, received.getTime()));
}
