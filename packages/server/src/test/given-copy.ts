import type { ContractId, CopyId } from '@qige/wire';
import type { App } from '../app.ts';
import { type Actor, theSystem } from '../actor.ts';
import { type NewCopy, openCopy } from '../custody/open.actions.ts';
import { type GivenContract, givenContract } from './given-contract.ts';

/** A registered contract and its first copy, in the hands of who entered it. */
export async function givenCopy(app: App, by: Actor, given: GivenContract = {}, copy: Partial<NewCopy> = {}): Promise<{ id: CopyId; contractId: ContractId; number: string }> {
  const { id: contractId, number } = await givenContract(app, { ...given, by: theSystem });
  const id = await app.db.transaction().execute((tx) => openCopy(app, tx, by, contractId, { pageCount: 10, ...copy }));
  return { id, contractId, number };
}
