import type { Example } from '../sweep.examples.ts';

export const labelsExamples: Readonly<Record<string, Example>> = {};
