import type { Room } from '../platform/rooms.ts';
import { peopleRoutes } from './people.routes.ts';
import { mountSignIn } from './sign-in.mount.ts';

export const peopleRoom: Room = { name: 'people', routes: peopleRoutes, mount: mountSignIn };
