import * as access from './access.ts';
import * as audit from './audit.ts';
import * as contracts from './contracts.ts';
import * as desk from './desk.ts';
import * as people from './people.ts';
import * as reading from './reading.ts';
import * as scans from './scans.ts';
import * as shares from './shares.ts';
import * as shell from './shell.ts';
import * as signIn from './sign-in.ts';
import * as places from './places.ts';
import * as custody from './custody.ts';
import * as handOvers from './hand-overs.ts';
import * as labels from './labels.ts';
import * as loans from './loans.ts';
import * as stockTakes from './stock-takes.ts';
import * as climate from './climate.ts';

export const words = { ...shell, ...signIn, ...people, ...audit, ...access, ...contracts, ...scans, ...reading, ...desk, ...shares, ...places, ...custody, ...handOvers, ...labels, ...loans, ...stockTakes, ...climate };
