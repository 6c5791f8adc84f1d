import type { SignInPause } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import { deleteTries, findTries, pauseMs } from './sign-in-pause.queries.ts';
import { pauseOf } from './sign-in.rules.ts';

export async function listPauses(app: App): Promise<{ pauses: SignInPause[] }> {
  const tries = await findTries(app.db, app.clock.now().getTime());
  const pauses = tries.flatMap((tried): SignInPause[] => {
    const pause = pauseOf(tried);
    return pause ? [{ id: tried.id, ...pause, until: new Date(tried.lastRequest + pauseMs).toISOString() }] : [];
  });
  return { pauses };
}

export async function liftPause(app: App, actor: Actor, pauseId: string): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    const tried = await deleteTries(tx, pauseId);
    const pause = tried && pauseOf(tried);
    if (!pause) throw notFound();
    await recordAudit(tx, actor, { kind: 'sign-in.pause-lifted', facts: { ...(pause.email ? { email: pause.email } : {}), ...(pause.address ? { address: pause.address } : {}) } });
    return {};
  });
}
