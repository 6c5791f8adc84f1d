import * as accessRequests from './access-requests.ts';
import * as audit from './audit.ts';
import * as contracts from './contracts.ts';
import * as desk from './desk.ts';
import type { Endpoint } from './endpoint.ts';
import * as numbers from './numbers.ts';
import * as parties from './parties.ts';
import * as people from './people.ts';
import * as reading from './reading.ts';
import * as roles from './roles.ts';
import * as scans from './scans.ts';
import * as search from './search.ts';
import * as shares from './shares.ts';
import * as signIn from './sign-in.ts';
import * as places from './places.ts';
import * as custody from './custody.ts';
import * as paperRules from './paper-rules.ts';
import * as handOvers from './hand-overs.ts';
import * as shipments from './shipments.ts';
import * as seals from './seals.ts';
import * as incidents from './incidents.ts';
import * as labels from './labels.ts';
import * as loans from './loans.ts';
import * as stockTakes from './stock-takes.ts';
import * as climate from './climate.ts';

const rooms: readonly object[] = [people, signIn, roles, audit, numbers, parties, contracts, accessRequests, scans, reading, desk, search, shares, places, custody, paperRules, handOvers, shipments, seals, incidents, labels, loans, stockTakes, climate];

/** Every endpoint of the house: an exported endpoint is in the table, the sweep and the API's description without further ado. */
export const endpoints: readonly Endpoint[] = rooms.flatMap((room) =>
  Object.entries(room).filter(([name]) => name.endsWith('Endpoint')).map(([, endpoint]) => endpoint as Endpoint),
);
