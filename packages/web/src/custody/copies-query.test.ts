import { expect, it } from 'vitest';
import { copiesQuery } from './copies-query.ts';

it('shows what waits to be filed until something else is asked for', () => expect(copiesQuery({}, 'per_me')).toEqual({ filed: 'no' }));
it('finds a typed number whether filed or not', () => expect(copiesQuery({ text: 'XS-2026-0001' }, 'per_me')).toEqual({ filed: 'any', text: 'XS-2026-0001' }));
it('keeps the state that was chosen beside the text', () => expect(copiesQuery({ text: 'XS', state: 'unfiled' }, 'per_me')).toEqual({ filed: 'no', text: 'XS' }));
it('knows who is asking', () => expect(copiesQuery({ state: 'mine' }, 'per_me')).toEqual({ filed: 'any', personId: 'per_me' }));
it('asks for a person before oneself', () => expect(copiesQuery({ state: 'mine', person: 'per_you' }, 'per_me').personId).toBe('per_you'));
it('passes over what it does not know', () => expect(copiesQuery({ state: 'x', condition: 'x' }, 'per_me')).toEqual({ filed: 'no' }));
