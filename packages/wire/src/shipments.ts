import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { CopyId, ShipmentId } from './ids.ts';
import { fromDevice, PaperAnswer, PaperRef } from './paper-refs.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

export const ShipmentState = z.enum(['sent', 'arrived', 'returned', 'lost']);
export type ShipmentState = z.infer<typeof ShipmentState>;

export const Shipment = z.object({
  id: ShipmentId,
  carrier: z.string(),
  tracking: z.string(),
  recipient: z.string(),
  address: z.string(),
  state: ShipmentState,
  note: z.string(),
  sentBy: z.string(),
  sentAt: Moment,
  decidedAt: Moment.nullable(),
  papers: z.array(PaperRef),
});
export type Shipment = z.infer<typeof Shipment>;

const oneShipment = z.object({ shipmentId: ShipmentId });

export const listShipmentsEndpoint = endpoint('GET /shipments', {
  access: 'paper.keep',
  summary: 'Papers given to a carrier, newest first.',
  query: z.object({ state: ShipmentState.optional(), copyId: CopyId.optional(), ...paging }),
  reply: z.object({ shipments: z.array(Shipment), next: z.string().nullable() }),
});
export const sendPapersEndpoint = endpoint('POST /shipments', {
  access: 'paper.keep',
  summary: 'Gives papers to a carrier, from a place or the asker’s own hands. Each paper is answered by itself.',
  body: z.object({
    copyIds: z.array(CopyId).min(1).max(200),
    carrier: oneLine(60).min(1),
    tracking: oneLine(60).min(1),
    recipient: oneLine(100).min(1),
    address: oneLine(300).default(''),
    note: oneLine(300).default(''),
    ...fromDevice,
  }),
  reply: z.object({ shipment: Shipment, answers: z.array(PaperAnswer) }),
  status: 201,
});
export const closeShipmentEndpoint = endpoint('POST /shipments/:shipmentId/outcome', {
  access: 'paper.keep',
  summary: 'What became of a shipment: it arrived and the recipient answers, it came back into the asker’s hands, or it is lost, which opens an incident for each paper.',
  params: oneShipment,
  body: z.object({ outcome: z.enum(['arrived', 'returned', 'lost']), note: oneLine(300).default(''), reportBy: PlainDate.optional(), ...fromDevice }),
  reply: Shipment,
});
