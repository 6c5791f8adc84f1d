import type { LabelSubject } from '@qige/rules/label-code';
import type { ContractId, CopyId, PersonId, PlaceId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { findSetting } from '../people/setting.queries.ts';
import type { Db } from '../platform/db.ts';

/** Four hexadecimal digits that tell this archive's labels from another's; given once, by the migration. */
export async function installationOf(db: Db): Promise<string> {
  return String(await findSetting(db, 'archive.installation'));
}

export type Labelled = { subject: 'copy'; copyId: CopyId; contractId: ContractId } | { subject: 'place'; placeId: PlaceId } | { subject: 'person'; personId: PersonId };

/** What stands under this number on a label, as far as it is open to the asker. */
export async function findLabelled(db: Db, actor: Actor, subject: LabelSubject, number: number): Promise<Labelled | undefined> {
  if (subject === 'place') {
    const place = await db.selectFrom('place').select('id').where('labelNo', '=', number).executeTakeFirst();
    return place && { subject, placeId: place.id };
  }
  if (subject === 'person') {
    const person = await db.selectFrom('person').select('id').where('labelNo', '=', number).where('leftAt', 'is', null).executeTakeFirst();
    return person && { subject, personId: person.id };
  }
  const copy = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['copy.id', 'copy.contractId'])
    .where('copy.labelNo', '=', number)
    .where((eb) => visibleTo(actor)(eb as never))
    .executeTakeFirst();
  return copy && { subject, copyId: copy.id, contractId: copy.contractId };
}
