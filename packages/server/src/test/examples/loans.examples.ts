import type { Example } from '../sweep.examples.ts';

export const loansExamples: Readonly<Record<string, Example>> = {};
