import type { ContractId, OverseenShare, PageId, ShareId, ShareLink } from '@qige/wire';
import { hashKey } from '../people/sessions.ts';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findVisibleId } from '../contracts/contract.queries.ts';
import { hashPassword } from '../people/password.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { makerSees } from './maker.ts';
import { findLink, insertLink, linksFor, linksOfContract, pagesToShare, revokeLink, type ShareRow } from './share.queries.ts';
import { mayRevoke, shareVerdict } from './share.rules.ts';
import { newToken } from './token.ts';

interface NewShare {
  recipient: string;
  days: number;
  password?: string | undefined;
  mostViews?: number | undefined;
  pageIds?: PageId[] | undefined;
}

const dayMs = 86_400_000;

export async function makeShare(app: App, actor: Person, contractId: ContractId, { recipient, days, password, mostViews, pageIds }: NewShare): Promise<{ share: ShareLink; address: string }> {
  if (days > app.config.shareDays) throw wrong('days', `at most ${app.config.shareDays}`);
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const [id, token, createdAt] = [newId('shr'), newToken(), app.clock.now()];

  return app.db.transaction().execute(async (tx) => {
    const pages = (await pagesToShare(tx, contractId)).map((page) => page.id);
    const chosen = pageIds ? pages.filter((page) => pageIds.includes(page)) : pages;
    if (chosen.length === 0 || (pageIds && chosen.length < new Set(pageIds).size)) throw wrong('pageIds', 'not pages of this contract that can be shown');
    const expiresAt = new Date(createdAt.getTime() + days * dayMs);
    await insertLink(tx, { id, contractId, madeBy: actor.id, recipient, tokenHash: hashKey(token), passwordHash, pageIds: chosen, mostViews: mostViews ?? null, expiresAt, createdAt });
    const facts = { recipient, expiresAt: expiresAt.toISOString(), pages: chosen.length, mostViews: mostViews ?? null, password: passwordHash !== null };
    await recordAudit(tx, actor, { kind: 'share.made', subjectId: id, contractId, facts });
    const link = await findLink(tx, actor, id);
    if (!link) throw notFound();
    return { share: await described(tx, app, actor, link), address: `${app.config.publicUrl}/s/${token}` };
  });
}

const wrong = (field: string, problem: string): Refusal => new Refusal('invalid_request', `Not valid: ${field}.`, { fields: [{ field, problem }] });

export async function listContractShares(app: App, actor: Person, contractId: ContractId): Promise<{ shares: ShareLink[]; longestDays: number }> {
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const shares = [];
  for (const link of await linksOfContract(app.db, actor, contractId)) shares.push(await described(app.db, app, actor, link));
  return { shares, longestDays: app.config.shareDays };
}

export async function listShares(app: App, actor: Person, { whose, after, limit }: { whose: 'mine' | 'all'; after?: string | undefined; limit: number }): Promise<{ shares: ShareLink[]; next: string | null }> {
  if (whose === 'all' && !actor.permissions.has('shares.manage')) throw new Refusal('forbidden', 'Your role does not allow this.', { permission: 'shares.manage' });
  const found = await linksFor(app.db, actor, whose, after, limit + 1);
  const shares = [];
  for (const link of found.slice(0, limit)) shares.push(await described(app.db, app, actor, link, link.visible));
  return { shares, next: found.length > limit ? (shares.at(-1)?.id ?? null) : null };
}

export async function revokeShare(app: App, actor: Person, shareId: ShareId): Promise<ShareLink> {
  return app.db.transaction().execute(async (tx) => {
    const link = await findLink(tx, actor, shareId);
    if (!link) throw notFound();
    if (!link.revokedAt && !mayRevoke(actor, link)) throw new Refusal('forbidden', 'Only who made a link, or who manages links, can close it.');
    const closed = await closeLink(app, tx, actor, link);
    return described(tx, app, actor, closed, (await findVisibleId(tx, actor, link.contractId)) !== undefined);
  });
}

/** Closes a link in the caller's transaction; one that is closed stays as it is. */
export async function closeLink(app: App, tx: Tx, actor: Person, link: ShareRow): Promise<ShareRow> {
  const { id, contractId, recipient, revokedAt } = link;
  if (revokedAt) return link;
  const now = app.clock.now();
  await revokeLink(tx, id, actor.id, now);
  await recordAudit(tx, actor, { kind: 'share.revoked', subjectId: id, contractId, facts: { recipient } });
  return { ...link, revokedAt: now };
}

async function described(db: Db, app: App, actor: Person, link: ShareRow, visible = true): Promise<ShareLink> {
  const { contractId, number, title } = link;
  return { ...(await standOf(db, app, link)), contractId, contract: visible ? { number, title } : null, may: { revoke: mayRevoke(actor, link) } };
}

/** How a link stands, whatever the contract. */
export async function standOf(db: Db, app: App, link: ShareRow): Promise<OverseenShare> {
  const { id, recipient, madeBy, makerName, createdAt, expiresAt, pageIds, passwordHash, mostViews, views, lastViewedAt } = link;
  return {
    id,
    recipient,
    madeBy: { id: madeBy, name: makerName },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    pages: pageIds.length,
    hasPassword: passwordHash !== null,
    mostViews,
    views,
    lastViewedAt: lastViewedAt?.toISOString() ?? null,
    state: shareVerdict(link, app.clock.now(), await makerSees(db, link)).kind,
  };
}
