import type { HandOverState, PersonId, PlaceId } from '@qige/wire';
import { describe, expect, test } from 'vitest';
import { seenMoment } from './from-device.rules.ts';
import { type Decision, decisionVerdict, releaseVerdict } from './hand-over.rules.ts';

const [giver, receiver, other] = ['per_a', 'per_b', 'per_c'] as PersonId[] as [PersonId, PersonId, PersonId];

describe('who may release a paper', () => {
  test.each([
    [{ holder: 'person', personId: giver }, false, 'in-hands'],
    [{ holder: 'person', personId: other }, true, 'refused'],
    [{ holder: 'place', placeId: 'plc_a' as PlaceId }, true, 'from-place'],
    [{ holder: 'place', placeId: 'plc_a' as PlaceId }, false, 'refused'],
    [{ holder: 'outside', outside: 'x' }, true, 'refused'],
    [{ holder: 'lost' }, true, 'refused'],
  ] as const)('%j, keeps: %s → %s', (at, keeps, kind) => expect(releaseVerdict({ id: giver, keeps }, at).kind).toBe(kind));
});

describe('who decides over an offer', () => {
  const offer = (state: HandOverState) => ({ state, giverId: giver, receiverId: receiver });
  test.each([
    [receiver, false, 'confirm', 'good'], [receiver, false, 'refuse', 'good'], [receiver, false, 'withdraw', 'not-giver'], [receiver, false, 'sign', 'not-giver'],
    [giver, false, 'confirm', 'not-receiver'], [giver, true, 'confirm', 'not-receiver'], [giver, false, 'withdraw', 'good'], [giver, false, 'sign', 'good'],
    [other, false, 'withdraw', 'not-giver'], [other, true, 'withdraw', 'good'], [other, true, 'sign', 'good'], [other, true, 'refuse', 'not-receiver'],
  ] as const satisfies readonly (readonly [PersonId, boolean, Decision, string])[])('%s, keeps: %s, %s → %s', (id, keeps, decision, said) => {
    const verdict = decisionVerdict({ id, keeps }, offer('offered'), decision);
    expect(verdict.kind === 'good' ? 'good' : verdict.why).toBe(said);
    for (const state of ['confirmed', 'refused', 'withdrawn'] as const) expect(decisionVerdict({ id, keeps }, offer(state), decision).kind).toBe('refused');
  });
});

describe('when an act was seen', () => {
  const received = new Date('2026-03-17T10:00:00Z');
  test('goes by what lay between the device’s own readings, however wrong its clock', () => {
    expect(seenMoment({ seenAt: '2031-01-01T00:00:00Z', sentAt: '2031-01-01T02:00:00Z' }, received)).toEqual(new Date('2026-03-17T08:00:00Z'));
    expect(seenMoment({ seenAt: '1999-01-01T00:00:00Z', sentAt: '1999-01-01T00:01:00Z' }, received)).toEqual(new Date('2026-03-17T09:59:00Z'));
  });
  test('is never after it came, and nothing where nothing is said', () => {
    expect(seenMoment({ seenAt: '2026-03-17T11:00:00Z', sentAt: '2026-03-17T10:30:00Z' }, received)).toEqual(received);
    expect(seenMoment({}, received)).toBeUndefined();
  });
});
