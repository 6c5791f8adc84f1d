import type { Endpoint } from './endpoint.ts';
import * as accessRequests from './access-requests.ts';
import * as audit from './audit.ts';
import * as climate from './climate.ts';
import * as contracts from './contracts.ts';
import * as copies from './copies.ts';
import * as custody from './custody.ts';
import * as desk from './desk.ts';
import * as filing from './filing.ts';
import * as handOvers from './hand-overs.ts';
import * as incidents from './incidents.ts';
import * as labels from './labels.ts';
import * as loans from './loans.ts';
import * as numbers from './numbers.ts';
import * as oversight from './oversight.ts';
import * as paperRules from './paper-rules.ts';
import * as parties from './parties.ts';
import * as people from './people.ts';
import * as places from './places.ts';
import * as reading from './reading.ts';
import * as roles from './roles.ts';
import * as rounds from './rounds.ts';
import * as scans from './scans.ts';
import * as seals from './seals.ts';
import * as search from './search.ts';
import * as shares from './shares.ts';
import * as shipments from './shipments.ts';
import * as signIn from './sign-in.ts';
import * as stockTakes from './stock-takes.ts';

const rooms: readonly object[] = [
  people,
  signIn,
  roles,
  audit,
  numbers,
  parties,
  contracts,
  accessRequests,
  scans,
  reading,
  desk,
  search,
  shares,
  oversight,
  places,
  custody,
  labels,
  loans,
  stockTakes,
  climate,
  rounds,
  copies,
  filing,
  paperRules,
  handOvers,
  shipments,
  seals,
  incidents,
];

/** Every endpoint of the house: an exported endpoint is in the table, the sweep and the API's description without further ado. */
export const endpoints: readonly Endpoint[] = rooms.flatMap((room) =>
  Object.entries(room).filter(([name]) => name.endsWith('Endpoint')).map(([, endpoint]) => endpoint as Endpoint),
);
