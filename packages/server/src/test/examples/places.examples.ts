import type { Example } from '../sweep.examples.ts';

export const placesExamples: Readonly<Record<string, Example>> = {};
