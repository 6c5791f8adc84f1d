import { expect, test } from 'vitest';
import { gate } from './gate.ts';

test('whoever waits for longer than is asked of them is told so, and the others keep their turn', async () => {
  const through = gate(1, { ms: 40, refuse: () => new Error('busy') });
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const ran: string[] = [];
  const first = through(() => held);
  const early = through(async () => ran.push('early')).catch((error: Error) => error.message);
  expect(await early).toBe('busy');
  const late = through(async () => ran.push('late'));
  release();
  await Promise.all([first, late]);
  await through(async () => ran.push('last'));
  expect(ran).toEqual(['late', 'last']);
});
