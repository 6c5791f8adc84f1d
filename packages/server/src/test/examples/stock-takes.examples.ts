import type { Example } from '../sweep.examples.ts';

export const stockTakesExamples: Readonly<Record<string, Example>> = {};
