import { auditRoom } from './audit/audit.room.ts';
import { contractsRoom } from './contracts/contracts.room.ts';
import { custodyRoom } from './custody/custody.room.ts';
import { climateRoom } from './climate/climate.room.ts';
import { deskRoom } from './desk/desk.room.ts';
import { labelsRoom } from './labels/labels.room.ts';
import { loansRoom } from './loans/loans.room.ts';
import { numbersRoom } from './numbers/numbers.room.ts';
import { partiesRoom } from './parties/parties.room.ts';
import { peopleRoom } from './people/people.room.ts';
import { placesRoom } from './places/places.room.ts';
import type { Room } from './platform/rooms.ts';
import { readingRoom } from './reading/reading.room.ts';
import { scansRoom } from './scans/scans.room.ts';
import { searchRoom } from './search/search.room.ts';
import { sharesRoom } from './shares/shares.room.ts';
import { stockTakesRoom } from './stock-takes/stock-takes.room.ts';

/** Every room's routes, jobs, timetable and reactions, lowest first. */
export const rooms: readonly Room[] = [
  auditRoom,
  peopleRoom,
  numbersRoom,
  partiesRoom,
  contractsRoom,
  scansRoom,
  readingRoom,
  searchRoom,
  placesRoom,
  custodyRoom,
  deskRoom,
  sharesRoom,
  labelsRoom,
  loansRoom,
  stockTakesRoom,
  climateRoom,
];
