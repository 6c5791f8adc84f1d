import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits of chance: nobody finds one by trying. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const visitMs = 30 * 60_000;

/** What a visitor shows for each page: until when, sealed with the archive's secret, so that nothing need be kept of it. */
export function newVisit(secret: string, shareId: string, now: Date): string {
  const until = (now.getTime() + visitMs).toString(36);
  return `${until}.${sealOf(secret, shareId, until)}`;
}

export function isVisit(secret: string, shareId: string, visit: string, now: Date): boolean {
  const [until = '', seal = ''] = visit.split('.');
  const right = Buffer.from(sealOf(secret, shareId, until));
  const given = Buffer.from(seal);
  return given.length === right.length && timingSafeEqual(given, right) && Number.parseInt(until, 36) > now.getTime();
}

function sealOf(secret: string, shareId: string, until: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'qige share visit', 32));
  return createHmac('sha256', key).update(`${shareId} ${until}`).digest('base64url');
}
