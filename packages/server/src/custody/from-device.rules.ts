/** When an act was seen, by our clock: the device's own clock may be wrong, but what lies between its two readings is right. Never later than it came. */
export function seenMoment({ seenAt, sentAt }: { seenAt?: string | undefined; sentAt?: string | undefined }, received: Date): Date | undefined {
  if (seenAt === undefined) return undefined;
  const ago = sentAt === undefined ? received.getTime() - Date.parse(seenAt) : Date.parse(sentAt) - Date.parse(seenAt);
  return new Date(received.getTime() - Math.max(0, ago));
}
