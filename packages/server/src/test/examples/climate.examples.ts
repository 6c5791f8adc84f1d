import type { Example } from '../sweep.examples.ts';

export const climateExamples: Readonly<Record<string, Example>> = {};
