import { newId } from '../../platform/ids.ts';
import type { Example } from '../sweep.examples.ts';

const ofBox = (part: object = {}): Example => ({ ask: ({ box }) => ({ params: { placeId: box }, ...part }) });

export const placesExamples: Readonly<Record<string, Example>> = {
  'GET /place-kinds': { ask: () => ({}) },
  'POST /place-kinds': { ask: () => ({ body: { code: newId('x').slice(2, 22).replace(/^\d/, 'k'), name: 'x', nameEn: 'x', within: ['room'], holds: 'copies', moves: false, thicknessMm: null, capacity: null, capacityMm: null } }) },
  'PATCH /place-kinds/:kindCode': { ask: () => ({ params: { kindCode: 'slot' }, body: { position: 95 } }) },
  'GET /places': { ask: ({ shelf }) => ({ query: { parentId: shelf } }) },
  'POST /places': { ask: ({ box }) => ({ body: { parentId: box, levels: [{ kind: 'slot', code: newId('x').slice(-12) }] } }) },
  'GET /places/found': { ask: () => ({ query: { text: 'box' } }) },
  'GET /places/proposals': { ask: ({ copy }) => ({ query: { copyId: copy } }) },
  'GET /places/:placeId': ofBox(),
  'PATCH /places/:placeId': ofBox({ body: { note: 'x' } }),
  'POST /places/:placeId/move': { ask: ({ box, store }) => ({ params: { placeId: box }, body: { toId: store } }) },
  'PUT /places/:placeId/closed': ofBox({ body: { closed: true } }),
  'GET /places/:placeId/contents': { ask: ({ shelf }) => ({ params: { placeId: shelf }, query: { branch: 'true' } }), shows: true },
  'GET /places/:placeId/picture': { ask: ({ store }) => ({ params: { placeId: store } }) },
  'GET /whereabouts': { ask: ({ contract }) => ({ query: { contractId: contract } }), shows: true },
};
