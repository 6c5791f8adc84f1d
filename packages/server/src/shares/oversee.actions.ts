import type { OverseenShare, ShareId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound } from '../platform/errors.ts';
import { closeLink, standOf } from './share.actions.ts';
import { findAnyLink, linksOfAll } from './share.queries.ts';

/** Every link of the house, for who looks after rights; of which contract it is, is not told. */
export async function listOverseenShares(app: App, { which, after, limit }: { which: 'open' | 'all'; after?: string | undefined; limit: number }): Promise<{ shares: OverseenShare[]; next: string | null }> {
  const found = await linksOfAll(app.db, which === 'open' ? app.clock.now() : undefined, after, limit + 1);
  const shares = [];
  for (const link of found.slice(0, limit)) shares.push(await standOf(app.db, app, link));
  return { shares, next: found.length > limit ? (shares.at(-1)?.id ?? null) : null };
}

export async function closeOverseenShare(app: App, actor: Person, shareId: ShareId): Promise<OverseenShare> {
  return app.db.transaction().execute(async (tx) => {
    const link = await findAnyLink(tx, shareId);
    if (!link) throw notFound();
    return standOf(tx, app, await closeLink(app, tx, actor, link));
  });
}
