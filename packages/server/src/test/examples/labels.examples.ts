import type { Example } from '../sweep.examples.ts';

const item = (copy: string): object => ({ body: { template: 'item', size: 'a4-3x8', ids: [copy] } });

export const labelsExamples: Readonly<Record<string, Example>> = {
  'POST /labels/resolve': { ask: ({ copyLabel }) => ({ body: { text: copyLabel } }), shows: true },
  'GET /labels/templates': { ask: () => ({}) },
  'GET /labels/candidates': { ask: ({ title }) => ({ query: { template: 'item', which: 'all', text: title } }), shows: true },
  'POST /labels/preview': { ask: ({ copy }) => item(copy) },
  'POST /labels/print': { ask: ({ copy }) => item(copy) },
  'GET /places/:placeId/catalogue.pdf': { ask: ({ box }) => ({ params: { placeId: box } }) },
  'GET /copies/:copyId/chain.pdf': { ask: ({ copy }) => ({ params: { copyId: copy } }) },
  'POST /labels/put': { ask: ({ copyLabel }) => ({ body: { copy: copyLabel, place: copyLabel } }) },
};
