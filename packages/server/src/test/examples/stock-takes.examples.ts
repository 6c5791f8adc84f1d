import { randomUUID } from 'node:crypto';
import type { Example, Given } from '../sweep.examples.ts';

const of = (body?: unknown): Example => ({ ask: ({ stockTake }) => ({ params: { stockTakeId: stockTake }, ...(body === undefined ? {} : { body }) }) });
const shown: Example = { ask: ({ stockTake }) => ({ params: { stockTakeId: stockTake } }), shows: true };
const ofReported = (body?: unknown): Example => ({ ask: ({ reportedStockTake }) => ({ params: { stockTakeId: reportedStockTake }, ...(body === undefined ? {} : { body }) }) });
const at = '2026-03-17T01:00:00.000Z';
const scans = ({ copyLabel, box }: Given) => ({ device: 'sweep', sentAt: at, scans: [{ scanId: randomUUID(), code: copyLabel, placeId: box, seenAt: at, damage: 'x' }] });

export const stockTakesExamples: Readonly<Record<string, Example>> = {
  'GET /stock-takes': { ask: () => ({}) },
  'GET /stock-takes/branches': { ask: ({ store }) => ({ query: { under: store } }) },
  'GET /stock-takes/branches/:placeId': { ask: ({ store }) => ({ params: { placeId: store } }) },
  'POST /stock-takes': { ask: ({ box }) => ({ body: { placeId: box, name: 'x' } }) },
  'GET /stock-takes/:stockTakeId': of(),
  'GET /stock-takes/:stockTakeId/items': shown,
  'GET /stock-takes/:stockTakeId/places': of(),
  'GET /stock-takes/:stockTakeId/unread': of(),
  'GET /stock-takes/:stockTakeId/list': shown,
  'POST /stock-takes/:stockTakeId/scans': { ask: (given) => ({ params: { stockTakeId: given.stockTake }, body: scans(given) }) },
  'PUT /stock-takes/:stockTakeId/corrections': { ask: ({ stockTake, copyLabel }) => ({ params: { stockTakeId: stockTake }, body: { corrections: [{ label: copyLabel, correction: 'lost' }] } }) },
  'POST /stock-takes/:stockTakeId/recount': of(),
  'POST /stock-takes/:stockTakeId/report': of(),
  'POST /stock-takes/:stockTakeId/resume': ofReported(),
  'GET /stock-takes/:stockTakeId/report': { ...ofReported(), shows: true },
  'POST /stock-takes/:stockTakeId/sign': ofReported({ reportedAt: at }),
  'POST /stock-takes/:stockTakeId/close': ofReported(),
  'POST /stock-takes/:stockTakeId/abandon': of({ reason: '停电' }),
};
