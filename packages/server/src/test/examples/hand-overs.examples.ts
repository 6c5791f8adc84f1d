import sharp from 'sharp';
import { newId } from '../../platform/ids.ts';
import type { Example } from '../sweep.examples.ts';

const one = (ask: Example['ask']): Example => ({ ask });
const shown = (ask: Example['ask']): Example => ({ ask, shows: true });
/** A black stroke on white. */
export const someSignature = (await sharp({ create: { width: 200, height: 80, channels: 3, background: '#ffffff' } }).composite([{ input: { create: { width: 100, height: 4, channels: 3, background: '#000000' } }, left: 40, top: 40 }]).png().toBuffer()).toString('base64');
const rules = { longestDays: 2, acrossLevel: 'confidential', remindDaysBefore: 1, escalateAfterDays: 3, reportDays: 3, daysOff: [], daysOn: [] };

export const handOverExamples: Readonly<Record<string, Example>> = {
  'GET /hand-overs': shown(({ offered }) => ({ query: { view: 'all', copyId: offered } })),
  'GET /me/papers': one(() => ({})),
  'GET /hand-overs/:handOverId': one(({ handOver }) => ({ params: { handOverId: handOver } })),
  'POST /hand-overs': one(({ copy, reader }) => ({ body: { receiverId: reader, papers: [{ copyId: copy, pageCount: 3 }] } })),
  'POST /hand-overs/:handOverId/confirm': one(({ handOver }) => ({ params: { handOverId: handOver }, body: {} })),
  'POST /hand-overs/:handOverId/sign': one(({ handOver }) => ({ params: { handOverId: handOver }, body: { signature: someSignature } })),
  'POST /hand-overs/:handOverId/refuse': one(({ handOver }) => ({ params: { handOverId: handOver }, body: { reason: 'x' } })),
  'POST /hand-overs/:handOverId/withdraw': one(({ handOver }) => ({ params: { handOverId: handOver }, body: {} })),
  'GET /hand-overs/:handOverId/signature': one(({ handOver }) => ({ params: { handOverId: handOver } })),

  'GET /shipments': shown(({ copy }) => ({ query: { copyId: copy } })),
  'POST /shipments': one(({ copy }) => ({ body: { copyIds: [copy], carrier: '顺丰', tracking: newId('x'), recipient: '法院' } })),
  'POST /shipments/:shipmentId/outcome': one(({ shipment }) => ({ params: { shipmentId: shipment }, body: { outcome: 'arrived' } })),

  'GET /seals': shown(({ copy }) => ({ query: { copyId: copy } })),
  'POST /seals': one(({ copy }) => ({ body: { number: newId('x'), on: { kind: 'copy', copyId: copy } } })),
  'POST /seals/:sealId/break': one(({ seal }) => ({ params: { sealId: seal }, body: { why: 'x' } })),

  'GET /incidents': shown(() => ({ query: { limit: '200' } })),
  'POST /incidents': one(({ copy }) => ({ body: { copyId: copy, kind: 'damaged', what: 'x' } })),
  'POST /incidents/:incidentId/report': one(({ incident }) => ({ params: { incidentId: incident }, body: { reportedTo: '档案局' } })),
  'POST /incidents/:incidentId/close': one(({ incident }) => ({ params: { incidentId: incident }, body: { remedy: 'x' } })),
  'POST /incidents/:incidentId/found': one(({ incident }) => ({ params: { incidentId: incident }, body: {} })),

  'GET /paper-rules': one(() => ({})),
  'PUT /paper-rules': one(() => ({ body: rules })),
};
