import type { Readable } from 'node:stream';
import sharp from 'sharp';
import type { CopyCondition, CopyId, Loan, LoanId, PaperAnswer, PlaceId, SealBack } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { carry, lockPlacesOf } from '../custody/carry.actions.ts';
import { findDoneBefore, lockCopies } from '../custody/chain.queries.ts';
import type { Holder } from '../custody/custody.rules.ts';
import { seenMoment } from '../custody/from-device.rules.ts';
import { noteIncident } from '../custody/incident.actions.ts';
import { saveCondition } from '../custody/incident.queries.ts';
import { type FromDevice, tellOfPapers } from '../custody/offer.actions.ts';
import { answerFor } from '../custody/paper-answers.ts';
import { breakSealsOf } from '../custody/seal.actions.ts';
import type { Tx } from '../platform/db.ts';
import { gather } from '../platform/bytes.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { saveBlob } from '../scans/receive.queries.ts';
import { findLoanPapers, findOutOn, firstInQueue, papersOfLoan, saveCheck, savePhoto } from './loan-paper.queries.ts';
import { findLoan, lockLoan, updateLoan } from './loan.queries.ts';
import { returnVerdict, stateByPapers } from './loans.rules.ts';
import { showLoan } from './show.actions.ts';

interface Back {
  copyId: CopyId;
  pagesBack: number;
  seal: SealBack;
  condition: CopyCondition;
  note: string;
  placeId: PlaceId | null;
  overCapacity?: string | undefined;
}

type BackAnswer = PaperAnswer & { loanId: LoanId | null; incident: boolean };

export async function takeBack(app: App, actor: Person, { papers, ...device }: FromDevice & { papers: readonly Back[] }): Promise<{ answers: BackAnswer[] }> {
  const answers: BackAnswer[] = [];
  for (const back of papers) {
    let taken: { loanId: LoanId | null; incident: boolean } = { loanId: null, incident: false };
    const answer = await answerFor(back.copyId, async () => {
      taken = await app.db.transaction().execute((tx) => checkBack(app, tx, actor, back, device));
    });
    answers.push({ ...answer, ...taken });
  }
  return { answers };
}

/** One paper comes back: counted, looked at, put in its place; what is wrong with it is an incident of its own. */
async function checkBack(app: App, tx: Tx, actor: Person, { copyId, placeId, overCapacity, note, ...back }: Back, { actId, ...device }: FromDevice): Promise<{ loanId: LoanId | null; incident: boolean }> {
  const [copy] = await lockCopies(tx, actor, [copyId]);
  if (!copy) throw notFound();
  if (actId && (await findDoneBefore(tx, [copyId], actId)).size > 0) return { loanId: null, incident: false };
  const to: Holder = placeId ? { holder: 'place', placeId } : { holder: 'person', personId: actor.id };
  const places = await lockPlacesOf(tx, [copy], to);
  if (placeId && !places.has(placeId)) throw notFound();
  const loanId = await findOutOn(tx, copyId);
  if (!loanId) throw new Refusal('loan_impossible', 'This paper is not out on loan.', { kind: 'not-out', copyId });
  const loan = await lockLoan(tx, loanId);
  if (loan.askedBy === actor.id) throw new Refusal('loan_impossible', 'Somebody else counts what you borrowed.', { kind: 'own', copyId });
  const paper = (await papersOfLoan(tx, loanId)).find((one) => one.copyId === copyId);
  const verdict = returnVerdict({ pagesOut: paper?.pagesOut ?? 0, condition: copy.condition }, back);
  if (verdict.kind === 'refused') throw new Refusal('loan_impossible', 'More pages than went out.', { kind: verdict.why, pagesOut: paper?.pagesOut ?? 0, copyId });

  const now = app.clock.now();
  const details = { actId, seenAt: seenMoment(device, now), note, pageCount: back.pagesBack, facts: { seal: back.seal, condition: back.condition } };
  // A stock-take may have put it elsewhere in the books meanwhile; then only what was seen is noted.
  if (copy.loanId === loanId) await carry(app, tx, actor, copy, { act: 'returned', to, loanId }, places, { ...details, overCapacity });
  else await carry(app, tx, actor, copy, { act: 'noted' }, places, details);
  await saveCheck(tx, loanId, copyId, { outcome: 'back', checkedBy: actor.id, checkedAt: now, pagesBack: back.pagesBack, sealBack: back.seal, conditionBack: back.condition, note });
  if (back.condition !== copy.condition) await saveCondition(tx, copyId, back.condition, note);
  if (back.seal === 'broken') await breakSealsOf(app, tx, actor, copy, { why: note, brokenBy: loan.askedBy });
  const incident = verdict.kind === 'incident';
  if (incident) await noteIncident(app, tx, actor, copy, { kind: 'damaged', what: note, loanId, ...(verdict.missingPages > 0 ? { missingPages: verdict.missingPages } : {}) }, places);
  await settle(app, tx, loanId);
  await recordAudit(tx, actor, { kind: 'loan.returned', subjectId: loanId, contractId: loan.contractId, facts: { copy: copy.ordinal, pages: back.pagesBack, condition: back.condition, note } });
  await tellNext(tx, actor, copyId);
  await tellOfPapers(tx, [copy]);
  return { loanId, incident };
}

async function settle(app: App, tx: Tx, loanId: LoanId): Promise<void> {
  const state = stateByPapers(await papersOfLoan(tx, loanId));
  await updateLoan(tx, loanId, state === 'closed' ? { state, closedAt: app.clock.now() } : { state });
}

/** Whoever is first in the queue can have it now: it stands in their day, and in the trail that they were told. */
async function tellNext(tx: Tx, actor: Person, copyId: CopyId): Promise<void> {
  const next = await firstInQueue(tx, copyId);
  if (next) await recordAudit(tx, actor, { kind: 'loan.reminded', subjectId: next.id, contractId: next.contractId, facts: { when: 'ready', person: next.askedBy } });
}

export async function reportLost(app: App, actor: Person, loanId: LoanId, { copyIds, what }: { copyIds: readonly CopyId[]; what: string }): Promise<Loan> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await findLoan(tx, actor, loanId))) throw notFound();
    const copies = await lockCopies(tx, actor, copyIds);
    if (copies.length < new Set(copyIds).size) throw notFound();
    const loan = await lockLoan(tx, loanId);
    if (loan.askedBy !== actor.id && !actor.permissions.has('paper.keep')) throw new Refusal('loan_impossible', 'Only the borrower and who keeps the paper say so.', { kind: 'not-yours' });
    const out = new Set((await papersOfLoan(tx, loanId)).filter(({ pagesOut, outcome }) => pagesOut !== null && outcome === null).map(({ copyId }) => copyId));
    const places = await lockPlacesOf(tx, copies);
    for (const copy of copies) {
      if (!out.has(copy.id)) throw new Refusal('loan_impossible', 'This paper is not out on this loan.', { kind: 'not-out', copyId: copy.id });
      await noteIncident(app, tx, actor, copy, { kind: 'lost', what, loanId }, places);
      await saveCheck(tx, loanId, copy.id, { outcome: 'lost', checkedBy: actor.id, checkedAt: app.clock.now(), note: what.slice(0, 300) });
    }
    await settle(app, tx, loanId);
    await tellOfPapers(tx, copies);
    return showLoan(app, tx, actor, loanId);
  });
}

const photoBytes = 12_000_000;

export async function keepPhoto(app: App, actor: Person, loanId: LoanId, copyId: CopyId, bytes: Readable): Promise<Record<string, never>> {
  if (!(await findLoan(app.db, actor, loanId))) throw notFound();
  const picture = await gather(bytes, photoBytes);
  if ((await sharp(picture).metadata().catch(() => undefined))?.format !== 'jpeg') throw new Refusal('invalid_request', 'Not valid: body.', { fields: [{ field: 'body', problem: 'not a picture' }] });
  const blob = await app.vault.put(picture);
  return app.db.transaction().execute(async (tx) => {
    await saveBlob(tx, blob, 'image/jpeg');
    if (!(await savePhoto(tx, loanId, copyId, blob.name))) throw new Refusal('loan_impossible', 'There is a photo already, or nothing was checked yet.', { kind: 'photo' });
    return {};
  });
}

export async function showPhoto(app: App, actor: Person, loanId: LoanId, copyId: CopyId): Promise<FileReply> {
  const paper = (await findLoan(app.db, actor, loanId)) && (await findLoanPapers(app.db, [loanId])).find((one) => one.copyId === copyId);
  if (!paper?.photoSha256) throw notFound();
  return { body: await app.vault.open(paper.photoSha256), mediaType: 'image/jpeg', immutable: true };
}
