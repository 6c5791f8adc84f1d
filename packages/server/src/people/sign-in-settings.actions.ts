import { SignInSettings } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { findSetting, saveSetting } from './setting.queries.ts';

const key = 'sign-in';

/** Two weeks unused, three months at most; no role needs a second factor until somebody says so. */
const atFirst: SignInSettings = { secondFactorRoles: [], idleMinutes: 20_160, maxHours: 2_160 };

export async function signInSettings(db: Db): Promise<SignInSettings> {
  const stored = SignInSettings.partial().safeParse((await findSetting(db, key)) ?? {});
  return { ...atFirst, ...(stored.success ? (stored.data as Partial<SignInSettings>) : {}) };
}

export async function changeSignInSettings(app: App, actor: Actor, settings: SignInSettings): Promise<SignInSettings> {
  return app.db.transaction().execute(async (tx) => {
    const before = await signInSettings(tx);
    const changed = (Object.keys(atFirst) as (keyof SignInSettings)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(settings[name]));
    if (changed.length === 0) return before;
    await saveSetting(tx, key, settings, actor.id, app.clock.now());
    const fromTo = changed.flatMap((name) => [[`${name}.from`, before[name]], [`${name}.to`, settings[name]]] as const);
    await recordAudit(tx, actor, { kind: 'sign-in.changed', facts: { changed, ...Object.fromEntries(fromTo) } });
    return settings;
  });
}
