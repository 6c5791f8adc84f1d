import { hashKey } from '../people/sessions.ts';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { type Measured, readPayload } from './payload.rules.ts';
import { countRefused, findSensorBy } from './reading.queries.ts';
import { takeReadings } from './take-readings.actions.ts';

interface Sent {
  taken: number;
  known: number;
  refused: { index: number; why: string }[];
}

/** What a sensor sends by HTTP. Nothing is said of a token that is none of ours but that it is not. */
export async function sendReadings(app: App, authorization: string | undefined, body: Record<string, unknown>): Promise<Sent> {
  const token = /^Bearer (qs_[\w-]{43})$/.exec(authorization ?? '')?.[1];
  const sensor = token === undefined ? undefined : await findSensorBy(app.db, { tokenHash: hashKey(token) });
  if (!sensor) throw new Refusal('unauthenticated', 'There is no sensor of this token.');

  const several = Array.isArray(body['readings']);
  const given = several ? (body['readings'] as unknown[]) : [body];
  if (given.length > 1_000) throw new Refusal('invalid_request', 'At most 1000 readings at once.', { fields: [{ field: 'readings', problem: 'more than 1000' }] });
  const refused: Sent['refused'] = [];
  const good: { index: number; measured: Measured }[] = [];
  for (const [index, one] of given.entries()) {
    const verdict = typeof one === 'object' && one !== null && !Array.isArray(one) ? readPayload(one as Record<string, unknown>) : ({ kind: 'nonsense', why: 'unreadable' } as const);
    if (verdict.kind === 'good') good.push({ index, measured: verdict.measured });
    else refused.push({ index, why: verdict.why });
  }
  if (refused.length > 0) await countRefused(app.db, sensor.id, refused.length, refused[0]?.why ?? '');
  const { taken, known, future } = await takeReadings(app, sensor, good.map(({ measured }) => measured));
  for (const at of future) refused.push({ index: good[at]?.index ?? 0, why: 'future' });
  if (!several && refused.length > 0) throw new Refusal('invalid_request', 'That is no reading.', { fields: [{ field: refused[0]?.why === 'future' || refused[0]?.why === 'time' ? 'at' : 'temperature', problem: refused[0]?.why ?? '' }] });
  return { taken, known, refused: refused.toSorted((a, b) => a.index - b.index) };
}
