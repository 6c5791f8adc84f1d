import type { Example } from '../sweep.examples.ts';

export const custodyExamples: Readonly<Record<string, Example>> = {};
