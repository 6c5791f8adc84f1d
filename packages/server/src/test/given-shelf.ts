import { labelCode } from '@qige/rules/label-code';
import type { ContractId, CopyId, PersonId, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { carry, lockPlacesOf } from '../custody/carry.actions.ts';
import { lockCopies } from '../custody/chain.queries.ts';
import type { CustodyAct } from '../custody/custody.rules.ts';
import { openCopy } from '../custody/open.actions.ts';
import { theSystem } from '../actor.ts';
import { installationOf } from '../labels/resolve.queries.ts';
import { newId } from '../platform/ids.ts';
import { givenContract, type GivenContract } from './given-contract.ts';
import { givenPlace as placeInTheBooks } from './given-place.ts';
import type { House } from './house.ts';

/** A place in another, or a site of its own; `label`: the code on it. */
export async function givenPlace({ app, app: { db } }: House, kind: string, within?: PlaceId, name = `${kind}-${newId('x').slice(-6)}`): Promise<{ id: PlaceId; label: string }> {
  const id = await placeInTheBooks(app, { kind, parentId: within ?? null, code: name });
  const { labelNo } = await db.selectFrom('place').select('labelNo').where('id', '=', id).executeTakeFirstOrThrow();
  return { id, label: labelCode(await installationOf(db), 'place', labelNo) };
}

export interface Shelved {
  copyId: CopyId;
  contractId: ContractId;
  label: string;
}

/** A contract's paper, standing in a place. */
export async function givenShelved(house: House, placeId: PlaceId, clerk: Person, contract: GivenContract = {}): Promise<Shelved> {
  const { app } = house;
  const { id: contractId } = await givenContract(app, contract);
  const copyId = await app.db.transaction().execute((tx) => openCopy(app, tx, clerk, contractId, { pageCount: 3 }));
  await actOn(house, clerk, copyId, { act: 'moved', to: { holder: 'place', placeId } });
  const { labelNo } = await app.db.selectFrom('copy').select('labelNo').where('id', '=', copyId).executeTakeFirstOrThrow();
  return { copyId, contractId, label: labelCode(await installationOf(app.db), 'copy', labelNo) };
}

/** Lets something happen to a paper, as the rooms that do it would. */
export async function actOn({ app }: House, by: Person, copyId: CopyId, act: CustodyAct): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const [copy] = await lockCopies(tx, theSystem, [copyId]);
    if (!copy) throw new Error(`${copyId} is not here`);
    await carry(app, tx, by, copy, act, await lockPlacesOf(tx, [copy], 'to' in act ? act.to : undefined));
  });
}

export const take = (house: House, by: Person, copyId: CopyId, personId: PersonId = by.id): Promise<void> => actOn(house, by, copyId, { act: 'taken', to: { holder: 'person', personId } });
