import type { HandOver, HandOverId, PaperAnswer, PaperInHands } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import { saveBlob } from '../scans/receive.queries.ts';
import { carry } from './carry.actions.ts';
import { type CopyRow, findDoneBefore, lockCopies } from './chain.queries.ts';
import { seenMoment } from './from-device.rules.ts';
import { copiesOf, findHandOver, findHandOvers, findOfferedBy, findPapersInHands, type HandOverRow, type HandOverView, lockHandOver, papersOf, saveDecision } from './hand-over.queries.ts';
import { type Decision, decisionVerdict } from './hand-over.rules.ts';
import { type FromDevice, offerPapers, type Release, tellOfPapers } from './offer.actions.ts';
import { keepSignature } from './signature.ts';

const partOf = (actor: Person): { id: Person['id']; keeps: boolean } => ({ id: actor.id, keeps: actor.permissions.has('paper.keep') });

async function described(db: Db, actor: Person, rows: readonly HandOverRow[]): Promise<HandOver[]> {
  const papers = Map.groupBy(await papersOf(db, rows.map(({ id }) => id)), ({ handOverId }) => handOverId);
  return rows.map((row) => {
    const may = (decision: Decision): boolean => decisionVerdict(partOf(actor), row, decision).kind === 'good';
    const { id, giverId, giverName, receiverId, receiverName, state, reason, note, loanId, releasedAt, decidedAt, decidedHow, signatureSha256 } = row;
    return {
      id, state, reason, note, loanId, decidedHow,
      giver: { id: giverId, name: giverName },
      receiver: { id: receiverId, name: receiverName },
      releasedAt: releasedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      signed: signatureSha256 !== null,
      papers: papers.get(id) ?? [],
      may: { confirm: may('confirm'), withdraw: may('withdraw'), signHere: may('sign') && receiverId !== actor.id },
    };
  });
}

export async function showHandOver(db: Db, actor: Person, handOverId: HandOverId): Promise<HandOver> {
  const row = await findHandOver(db, actor, handOverId);
  const [shown] = row ? await described(db, actor, [row]) : [];
  if (!shown) throw notFound();
  return shown;
}

export async function listHandOvers(app: App, actor: Person, { after, limit, ...filter }: { view: HandOverView; copyId?: CopyRow['id'] | undefined; after?: string | undefined; limit: number }): Promise<{ handOvers: HandOver[]; next: string | null }> {
  const rows = await findHandOvers(app.db, actor, filter, after, limit + 1);
  const page = rows.slice(0, limit);
  return { handOvers: await described(app.db, actor, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** What somebody answers for themselves, longest held first. */
export async function listPapersInHands(app: App, actor: Person): Promise<{ papers: PaperInHands[] }> {
  const rows = await findPapersInHands(app.db, actor, 200);
  return { papers: rows.map(({ since, ...paper }) => ({ ...paper, since: since.toISOString() })) };
}

export async function releasePapers(app: App, actor: Person, wanted: Omit<Release, 'loan'>): Promise<{ handOver: HandOver; answers: PaperAnswer[] }> {
  return app.db.transaction().execute(async (tx) => {
    const copyIds = wanted.papers.map(({ copyId }) => copyId);
    const before = wanted.actId ? await sentBefore(tx, actor, copyIds, wanted.actId) : undefined;
    if (before) return { handOver: before, answers: before.papers.map(({ copyId }) => ({ copyId, done: true, refusal: null })) };
    const { handOverId, answers } = await offerPapers(app, tx, actor, wanted);
    return { handOver: await showHandOver(tx, actor, handOverId), answers };
  });
}

/** The papers are locked first, so that of two sendings of one act the second finds what the first did. */
async function sentBefore(tx: Tx, actor: Person, copyIds: readonly CopyRow['id'][], actId: string): Promise<HandOver | undefined> {
  await lockCopies(tx, actor, copyIds);
  const handOverId = await findOfferedBy(tx, copyIds, actId);
  return handOverId && showHandOver(tx, actor, handOverId);
}

const stateAfter = { confirm: 'confirmed', sign: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const;

interface Deciding extends FromDevice {
  reason?: string;
  signature?: StoredBlob;
}

/** Whoever of two who decide at once comes second finds it decided: the papers, and then the offer, are locked. */
export async function decideHandOver(app: App, actor: Person, handOverId: HandOverId, decision: Decision, { actId, reason, signature, ...device }: Deciding): Promise<HandOver> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await findHandOver(tx, actor, handOverId))) throw notFound();
    const parts = await copiesOf(tx, [handOverId]);
    const copies = await lockCopies(tx, actor, parts.map(({ copyId }) => copyId));
    const offer = await lockHandOver(tx, handOverId);
    if (actId && offer.state === stateAfter[decision] && (await findDoneBefore(tx, copies.map(({ id }) => id), actId)).size > 0) return showHandOver(tx, actor, handOverId);
    const verdict = decisionVerdict(partOf(actor), offer, decision);
    const offered = copies.filter((copy) => copy.handOverId === handOverId);
    if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This cannot be done with this hand-over now.', { kind: verdict.why });
    const state = stateAfter[decision];
    if (state === 'confirmed' && offered.length === 0) throw new Refusal('custody_impossible', 'None of its papers is offered any more.', { kind: 'decided' });

    const [now, pages] = [app.clock.now(), new Map(parts.map((part) => [part.copyId, part.pageCount]))];
    const details = { actId, seenAt: seenMoment(device, now), note: reason ?? '' };
    for (const copy of offered) {
      if (state === 'confirmed') await carry(app, tx, actor, copy, { act: 'handed-over', to: { holder: 'person', personId: offer.receiverId }, handOverId, loanId: offer.loanId }, new Map(), { ...details, pageCount: pages.get(copy.id) });
      else await carry(app, tx, actor, copy, { act: 'withdrawn', handOverId }, new Map(), details);
    }
    if (signature) await saveBlob(tx, signature, 'image/png');
    const how = state === 'confirmed' ? { decidedHow: signature ? ('signed-here' as const) : ('own-device' as const) } : {};
    await saveDecision(tx, handOverId, { state, decidedAt: now, ...how, ...(reason === undefined ? {} : { reason }), ...(signature ? { signatureSha256: signature.name } : {}) });
    await recordAudit(tx, actor, { kind: `hand-over.${state}`, subjectId: handOverId, facts: { copies: offered.map(({ id }) => id), ...(reason ? { reason } : {}), ...(signature ? { signed: signature.name } : {}) } });
    await tellOfPapers(tx, copies);
    return showHandOver(tx, actor, handOverId);
  });
}

export async function signHandOver(app: App, actor: Person, handOverId: HandOverId, { signature, ...device }: FromDevice & { signature: string }): Promise<HandOver> {
  if (!(await findHandOver(app.db, actor, handOverId))) throw notFound();
  return decideHandOver(app, actor, handOverId, 'sign', { ...device, signature: await keepSignature(app, signature) });
}

export async function showSignature(app: App, actor: Person, handOverId: HandOverId): Promise<FileReply> {
  const row = await findHandOver(app.db, actor, handOverId);
  if (!row?.signatureSha256) throw notFound();
  return { body: await app.vault.open(row.signatureSha256), mediaType: 'image/png', immutable: true };
}
