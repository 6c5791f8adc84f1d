import { type AllocatedNumber, NumberRuleId } from '@qige/wire';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { findNumbers, type NumberFilter, type NumberPlace } from './number-register.queries.ts';

const Place = z.tuple([NumberRuleId, z.string().regex(/^[0-9-]*$/), z.int32()]);

export async function listNumbers(app: App, actor: Actor, asked: NumberFilter & { after?: string | undefined; limit: number }): Promise<{ numbers: AllocatedNumber[]; next: string | null }> {
  const { after, limit, ...filter } = asked;
  const found = await findNumbers(app.db, actor, filter, after === undefined ? undefined : placeOf(after), limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? Buffer.from(JSON.stringify([last.ruleId, last.period, last.sequence])).toString('base64url') : null;
  return {
    numbers: page.map(({ ruleId: _ruleId, allocatedAt, voidedAt, voidedBy, voidReason, ...row }) => ({
      ...row,
      allocatedAt: allocatedAt.toISOString(),
      voided: voidedAt === null ? null : { at: voidedAt.toISOString(), by: voidedBy ?? '', reason: voidReason ?? '' },
    })),
    next,
  };
}

function placeOf(after: string): NumberPlace {
  try {
    const [ruleId, period, sequence] = Place.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    return { ruleId, period, sequence };
  } catch {
    throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'unknown' }] });
  }
}
