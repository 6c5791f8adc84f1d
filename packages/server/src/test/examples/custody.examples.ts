import type { Ask, Example, Given } from '../sweep.examples.ts';
import { handOverExamples } from './hand-overs.examples.ts';

const one = (ask: Example['ask']): Example => ({ ask });
const shown = (ask: Example['ask']): Example => ({ ask, shows: true });
const ofCopy = (ask: (given: Given) => Ask = () => ({})): Example => one((given) => ({ params: { copyId: given.copy }, ...ask(given) }));
const ofScan = one(({ copy, bound }) => ({ params: { copyId: copy, scanId: bound } }));
const scheme = { fonds: 'Z001', category: 'HT', template: '{fonds}-{category}·{year}-{retention}-{department}-{item:4}', department: 'BGS', fileWithinDays: 5 };

export const custodyExamples: Readonly<Record<string, Example>> = {
  ...handOverExamples,

  'GET /contracts/:contractId/copies': one(({ contract }) => ({ params: { contractId: contract } })),
  'POST /contracts/:contractId/copies': one(({ contract }) => ({ params: { contractId: contract }, body: { kind: 'duplicate', pageCount: 3 } })),
  'GET /copies': shown(({ title }) => ({ query: { text: title } })),
  'GET /copies/export': shown(({ title }) => ({ query: { text: title } })),
  'GET /copies/whereabouts': shown(({ contract }) => ({ query: { contractId: contract } })),
  'GET /copies/:copyId': ofCopy(),
  'PATCH /copies/:copyId': ofCopy(() => ({ body: { version: 1, pageCount: 4, thicknessMm: 1.2, reason: 'for the sweep' } })),
  'PUT /copies/:copyId/scans/:scanId': ofScan,
  'DELETE /copies/:copyId/scans/:scanId': one(({ copy, bound }) => ({ params: { copyId: copy, scanId: bound } })),
  'POST /copies/move': one(({ copy, shelf }) => ({ body: { copies: [{ copyId: copy, seq: 1 }], placeId: shelf } })),
  'POST /copies/take': one(({ copy }) => ({ body: { copies: [{ copyId: copy }], note: 'for the sweep' } })),
  'POST /copies/put-back': one(({ copy, offered }) => ({ body: { copies: [{ copyId: copy }, { copyId: offered }] } })),
  'GET /copies/:copyId/chain': ofCopy(),

  'GET /filings/scheme': one(() => ({})),
  'PUT /filings/scheme': one(() => ({ body: scheme })),
  'PUT /filings/scheme/departments/:departmentId': one(({ department }) => ({ params: { departmentId: department }, body: { code: 'XSB' } })),
  'PUT /filings/scheme/contract-types/:contractTypeId': one(({ type }) => ({ params: { contractTypeId: type }, body: { retention: 'Y' } })),
  'GET /filings/proposal': shown(({ copy }) => ({ query: { copyId: copy } })),
  'POST /filings': one(({ copy, box }) => ({ body: { copies: [{ copyId: copy, seq: 1, retention: 'D10' }], placeId: box } })),
  'POST /copies/:copyId/unfile': ofCopy(() => ({ body: { reason: 'for the sweep' } })),
  'GET /filings/overdue': one(() => ({})),
  'GET /filings/stamps': one(({ copy }) => ({ query: { copyId: copy } })),
  'GET /places/:placeId/catalogue': shown(({ box }) => ({ params: { placeId: box } })),
};
