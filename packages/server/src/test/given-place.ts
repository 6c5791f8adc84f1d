import type { PlaceId } from '@qige/wire';
import type { App } from '../app.ts';
import { newId } from '../platform/ids.ts';

export interface GivenPlace {
  kind?: string;
  parentId?: PlaceId | null;
  code?: string;
  name?: string;
  capacity?: number;
  capacityMm?: number;
}

/** A place as it stands in the books; by default a box that stands in nothing. */
export async function givenPlace({ db }: App, { kind = 'box', parentId = null, code = newId('x').slice(-8), name = '', ...room }: GivenPlace = {}): Promise<PlaceId> {
  const id: PlaceId = newId('plc');
  const above = parentId ? (await db.selectFrom('place').select('path').where('id', '=', parentId).executeTakeFirstOrThrow()).path : '/';
  await db.insertInto('place').values({ id, parentId, kind, code, name, path: `${above}${id}/`, createdBy: 'system', ...room }).execute();
  return id;
}
