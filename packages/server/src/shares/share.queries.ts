import type { ContractId, PageId, PersonId, ShareId } from '@qige/wire';
import { type Insertable, sql } from 'kysely';
import type { Actor, Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export type ShareRow = Awaited<ReturnType<ReturnType<typeof links>['execute']>>[number];

function links(db: Db) {
  return db
    .selectFrom('shareLink')
    .innerJoin('contract', 'contract.id', 'shareLink.contractId')
    .innerJoin('person', 'person.id', 'shareLink.madeBy')
    .selectAll('shareLink')
    .select(['contract.number', 'contract.title', 'person.name as makerName']);
}

export async function linksOfContract(db: Db, actor: Actor, contractId: ContractId): Promise<ShareRow[]> {
  return links(db).where('shareLink.contractId', '=', contractId).where(visibleTo(actor)).orderBy('shareLink.id', 'desc').limit(200).execute();
}

/** One's own, or all of contracts that are open to one. One's own are listed after the contract is no longer open, without what it is called. */
export async function linksFor(db: Db, actor: Person, whose: 'mine' | 'all', after: string | undefined, limit: number): Promise<(ShareRow & { visible: boolean })[]> {
  let query = links(db).select((eb) => sql<boolean>`${visibleTo(actor)(eb as never)}`.as('visible')).where(whose === 'mine' ? (eb) => eb('shareLink.madeBy', '=', actor.id) : (eb) => visibleTo(actor)(eb as never)).orderBy('shareLink.id', 'desc').limit(limit);
  if (after) query = query.where('shareLink.id', '<', after as ShareId);
  return query.execute();
}

/** One's own link, or one of a contract that is open to the asker. */
export async function findLink(db: Db, actor: Person, shareId: ShareId): Promise<ShareRow | undefined> {
  return links(db).where('shareLink.id', '=', shareId).where((eb) => eb.or([eb('shareLink.madeBy', '=', actor.id), visibleTo(actor)(eb as never)])).executeTakeFirst();
}

/** Everybody's, of whatever contract; with a moment only those that then open by themselves. */
export async function linksOfAll(db: Db, openAt: Date | undefined, after: string | undefined, limit: number): Promise<ShareRow[]> {
  let query = links(db).orderBy('shareLink.id', 'desc').limit(limit);
  if (openAt) query = query.where('shareLink.revokedAt', 'is', null).where('shareLink.expiresAt', '>', openAt).where((eb) => eb.or([eb('shareLink.mostViews', 'is', null), eb('shareLink.views', '<', eb.ref('shareLink.mostViews'))]));
  if (after) query = query.where('shareLink.id', '<', after as ShareId);
  return query.execute();
}

export async function findAnyLink(db: Db, shareId: ShareId): Promise<ShareRow | undefined> {
  return links(db).where('shareLink.id', '=', shareId).executeTakeFirst();
}

export async function findLinkByHash(db: Db, tokenHash: string): Promise<ShareRow | undefined> {
  return links(db).where('shareLink.tokenHash', '=', tokenHash).executeTakeFirst();
}

export async function insertLink(tx: Tx, link: Insertable<Tables['shareLink']>): Promise<void> {
  await tx.insertInto('shareLink').values(link).execute();
}

export async function revokeLink(tx: Tx, shareId: ShareId, by: PersonId, at: Date): Promise<void> {
  await tx.updateTable('shareLink').set({ revokedAt: at, revokedBy: by }).where('id', '=', shareId).where('revokedAt', 'is', null).execute();
}

/** Counts a view unless all have been had, also where two come at once. */
export async function countView(tx: Tx, shareId: ShareId, at: Date): Promise<boolean> {
  const counted = await tx
    .updateTable('shareLink')
    .set((eb) => ({ views: eb('views', '+', 1), lastViewedAt: at }))
    .where('id', '=', shareId)
    .where((eb) => eb.or([eb('mostViews', 'is', null), eb('views', '<', eb.ref('mostViews'))]))
    .executeTakeFirst();
  return counted.numUpdatedRows > 0n;
}

export interface SharablePage {
  id: PageId;
  imageSha256: string | null;
  width: number | null;
  height: number | null;
}

/** The pages of a contract that have an image, in order. What was left out, turned away or moved to another contract since is no longer among them. */
export async function pagesToShare(db: Db, contractId: ContractId): Promise<SharablePage[]> {
  return db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .select(['page.id', 'page.imageSha256', 'page.width', 'page.height'])
    .where('scan.contractId', '=', contractId)
    .where('scan.state', '=', 'registered')
    .where('page.dropped', '=', false)
    .where('page.separator', '=', false)
    .where('page.imageSha256', 'is not', null)
    .orderBy('scan.id')
    .orderBy('page.position')
    .execute();
}
