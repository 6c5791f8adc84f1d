import type { ContractId, CopyId, PersonId, PlaceId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import { findChain } from '../custody/chain.queries.ts';
import { type Holder, replay, sameHolder } from '../custody/custody.rules.ts';
import { holderOf } from '../custody/holder.rules.ts';
import { openCopy } from '../custody/open.actions.ts';
import { type GivenContract, givenContract } from './given-contract.ts';
import { givenPlace } from './given-place.ts';
import type { House } from './house.ts';

/** A store room with a box in it. */
export async function givenBox({ app }: House): Promise<PlaceId> {
  return givenPlace(app, { parentId: await givenPlace(app, { kind: 'room' }), capacityMm: 500 });
}

/** A contract with one copy, in a box or in somebody's hands. */
export async function givenPaper(house: House, at: PlaceId | PersonId, contract: GivenContract = {}, pageCount = 12): Promise<{ contractId: ContractId; copyId: CopyId; number: string }> {
  const { id: contractId, number } = await givenContract(house.app, contract);
  return { contractId, number, copyId: await givenCopy(house, contractId, at, pageCount) };
}

export async function givenCopy({ app }: House, contractId: ContractId, at: PlaceId | PersonId, pageCount = 12): Promise<CopyId> {
  const holder: Holder = at.startsWith('plc_') ? { holder: 'place', placeId: at as PlaceId } : { holder: 'person', personId: at as PersonId };
  const copyId = await app.db.transaction().execute((tx) => openCopy(app, tx, theSystem, contractId, { pageCount, holder }));
  if (holder.holder === 'place') await app.db.updateTable('place').set((eb) => ({ held: eb('held', '+', 1), heldMm: eb('heldMm', '+', '1.3') })).where('id', '=', holder.placeId).execute();
  return copyId;
}

/** Who answers for a paper by its row; the chain replayed must say the same. */
export async function holderNow({ app: { db } }: House, copyId: CopyId): Promise<string> {
  const row = await db.selectFrom('copy').selectAll().where('id', '=', copyId).executeTakeFirstOrThrow();
  const chain = replay(await findChain(db, copyId));
  const at = holderOf(row);
  const same = chain.kind === 'whole' && sameHolder(chain.standing.at, at) && chain.standing.handOverId === row.handOverId && chain.standing.loanId === row.loanId;
  if (!same) throw new Error(`the chain of ${copyId} does not give its row: ${JSON.stringify(chain)} ${JSON.stringify(row)}`);
  if (at.holder === 'place') return at.placeId;
  if (at.holder === 'person') return at.personId;
  return at.holder === 'outside' ? at.outside : at.holder;
}

export const actsOf = async ({ app: { db } }: House, copyId: CopyId): Promise<string[]> => (await db.selectFrom('custodyEvent').select('act').where('copyId', '=', copyId).orderBy('seq').execute()).map(({ act }) => act);
