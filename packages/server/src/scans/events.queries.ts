import type { BatchId, ContractId, FileId, PageId, ScanId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { seesAll, visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import type { LiveEvent } from '../platform/live.ts';
import { batchVisibleTo, scanVisibleTo } from './visible.queries.ts';
import { filesVisibleTo } from './receive.queries.ts';

/** Whether the thing an event is about is one the actor may see; the id's prefix tells what it is. */
export async function mayHear(db: Db, actor: Actor, { id }: LiveEvent): Promise<boolean> {
  if (actor.kind === 'system' || (seesAll(actor) && actor.handles === 'all')) return true;
  const found = await find(db, actor, id);
  return found !== undefined;
}

function find(db: Db, actor: Actor, id: string): Promise<unknown> {
  switch (id.slice(0, 4)) {
    case 'bat_':
      return db.selectFrom('batch').select('batch.id').where('batch.id', '=', id as BatchId).where(batchVisibleTo(actor)).executeTakeFirst();
    case 'fil_':
      return filesVisibleTo(db, actor).where('receivedFile.id', '=', id as FileId).executeTakeFirst();
    case 'scn_':
      return db.selectFrom('scan').select('scan.id').where('scan.id', '=', id as ScanId).where(scanVisibleTo(actor)).executeTakeFirst();
    case 'pag_':
      return db.selectFrom('page').innerJoin('scan', 'scan.id', 'page.scanId').select('page.id').where('page.id', '=', id as PageId).where(scanVisibleTo(actor)).executeTakeFirst();
    case 'ctr_':
      return db.selectFrom('contract').select('contract.id').where('contract.id', '=', id as ContractId).where(visibleTo(actor)).executeTakeFirst();
    default:
      return Promise.resolve(undefined);
  }
}
