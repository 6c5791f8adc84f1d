import type { ShipmentState } from '@qige/wire';

export type OutcomeVerdict = { kind: 'good' } | { kind: 'refused' };

const follows: Readonly<Record<ShipmentState, readonly ShipmentState[]>> = { sent: ['arrived', 'returned', 'lost'], arrived: ['returned', 'lost'], returned: [], lost: [] };

/** What can become of a shipment: what arrived may still come back, or be lost there; what came back or was lost is at its end. */
export const outcomeVerdict = (now: ShipmentState, outcome: ShipmentState): OutcomeVerdict => (follows[now].includes(outcome) ? { kind: 'good' } : { kind: 'refused' });
