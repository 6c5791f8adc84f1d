import type { Example } from '../sweep.examples.ts';

export const labelsExamples: Readonly<Record<string, Example>> = {
  'POST /labels/resolve': { ask: ({ copyLabel }) => ({ body: { text: copyLabel } }), shows: true },
  'POST /labels/put': { ask: ({ copyLabel }) => ({ body: { copy: copyLabel, place: copyLabel } }) },
};
