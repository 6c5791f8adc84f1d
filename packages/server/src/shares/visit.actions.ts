import type { SharedPages } from '@qige/wire';
import { hashKey } from '../people/sessions.ts';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { verifyPassword } from '../people/password.ts';
import { countTry, forgetTries, takeBackTry } from '../people/sign-in-pause.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { markedPage, momentOf } from '../scans/marked.ts';
import { makerSees } from './maker.ts';
import { countView, findLinkByHash, pagesToShare, type SharablePage, type ShareRow } from './share.queries.ts';
import { shareVerdict, visitVerdict } from './share.rules.ts';
import { isVisit, newVisit } from './token.ts';

/** Every way in which a link does not open looks the same from outside. */
async function openLink(app: App, token: string, verdictOf = shareVerdict): Promise<ShareRow> {
  const link = await findLinkByHash(app.db, hashKey(token));
  if (!link || verdictOf(link, app.clock.now(), await makerSees(app.db, link)).kind !== 'open') throw notFound();
  return link;
}

export async function knockShare(app: App, token: string): Promise<{ needsPassword: boolean }> {
  return { needsPassword: (await openLink(app, token)).passwordHash !== null };
}

/** One view: the password is tried, the view counted and written down; then the pages are open for half an hour. */
export async function openShare(app: App, token: string, password: string | undefined, address: string): Promise<SharedPages> {
  const link = await openLink(app, token);
  await tryPassword(app, link, password, address);
  const { id, contractId, recipient, number, title, expiresAt } = link;
  const pages = await pagesOf(app, link);
  await app.db.transaction().execute(async (tx) => {
    if (!(await countView(tx, id, app.clock.now()))) throw notFound();
    await recordAudit(tx, theSystem, { kind: 'share.viewed', subjectId: id, contractId, facts: { recipient, address } });
  });
  const visit = newVisit(app.config.secret, id, app.clock.now());
  return { title, number, recipient, expiresAt: expiresAt.toISOString(), visit, pages: pages.map(({ width, height }, i) => ({ number: i + 1, width: width ?? 1240, height: height ?? 1754 })) };
}

export async function showSharedPage(app: App, token: string, number: string, visit: string, address: string): Promise<FileReply> {
  const link = await openLink(app, token, visitVerdict);
  if (!isVisit(app.config.secret, link.id, visit, app.clock.now())) throw notFound();
  const page = (await pagesOf(app, link))[Number(number) - 1];
  if (!page?.imageSha256) throw notFound();
  const moment = momentOf(app);
  const mark = { words: [link.recipient, moment, address].join(' '), owner: [link.id, link.recipient, address, moment.slice(0, 10)].join('|') };
  return { body: await markedPage(app, page.imageSha256, mark), mediaType: 'image/jpeg' };
}

async function pagesOf(app: App, { contractId, pageIds }: ShareRow): Promise<SharablePage[]> {
  const chosen = new Set<string>(pageIds);
  return (await pagesToShare(app.db, contractId)).filter(({ id }) => chosen.has(id));
}

/** Five tries for one link from one address, thirty for a link from anywhere; then ten minutes' pause. A right one does not count. */
async function tryPassword(app: App, link: ShareRow, password: string | undefined, address: string): Promise<void> {
  if (link.passwordHash === null) return;
  const [here, anywhere] = [{ key: `share|${link.id}|${address}`, most: 5 }, { key: `share|${link.id}`, most: 30 }];
  for (const limit of [here, anywhere]) {
    const left = await countTry(app.db, limit, app.clock.now().getTime());
    if (left === 0) continue;
    const seconds = Math.ceil(left / 1000);
    throw new Refusal('too_many_requests', `Too many wrong passwords; try again in ${Math.ceil(seconds / 60)} minutes.`, { retryAfterSeconds: seconds });
  }
  if (await verifyPassword(link.passwordHash, password ?? '')) {
    await forgetTries(app.db, [here.key]);
    await takeBackTry(app.db, anywhere.key);
    return;
  }
  const { id, contractId, recipient } = link;
  await app.db.transaction().execute((tx) => recordAudit(tx, theSystem, { kind: 'share.refused', subjectId: id, contractId, facts: { recipient, address } }));
  throw notFound();
}
