import type { Readable } from 'node:stream';
import { addDays } from '@qige/rules/workdays';
import type { Checklist, PersonId, PlaceId, RoundId, RoundPlan, RoundPlanId, RoundTask, RoundTaskId } from '@qige/wire';
import sharp from 'sharp';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { gather } from '../platform/bytes.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { placeExists } from './climate-rule.queries.ts';
import { findChecklists, findPlan, findTask, insertPlan, insertRound, knownPhotos, linesOfYear, lockPlan, lockTask, openPlans, type PlanRow, roundsOfYear, savePhoto, type TaskRow, tasksOfYear, unfinishedTasks, updatePlan, updateTask } from './round.queries.ts';
import { roundVerdict, taskVerdict } from './round.rules.ts';

export async function listRounds(app: App, actor: Person): Promise<{ plans: RoundPlan[]; tasks: RoundTask[]; checklists: Checklist[] }> {
  const { db } = app;
  return { plans: await describePlans(app, db, await openPlans(db)), tasks: await describeTasks(app, db, actor, await unfinishedTasks(db)), checklists: await findChecklists(db) };
}

async function describePlans(app: App, db: Db, rows: readonly PlanRow[]): Promise<RoundPlan[]> {
  const where = await findWhere(db, rows.map(({ placeId }) => placeId));
  return rows.map(({ id, placeId, name, lines, everyDays, nextOn, source, lastAt, lastBy, lastFindings, closedAt }) => ({
    id, placeId, place: where.get(placeId) ?? '', name, lines: lines as unknown as string[], everyDays, nextOn, source,
    overdue: closedAt === null && nextOn < app.clock.today(),
    last: lastAt ? { at: lastAt.toISOString(), by: lastBy ?? '', findings: lastFindings ?? 0 } : null,
    closedAt: closedAt?.toISOString() ?? null,
  }));
}

async function describeTasks(app: App, db: Db, actor: Person, rows: readonly TaskRow[]): Promise<RoundTask[]> {
  const where = await findWhere(db, rows.map(({ placeId }) => placeId));
  const manages = actor.permissions.has('climate.manage');
  return rows.map((row) => ({
    id: row.id, place: where.get(row.placeId) ?? '', line: row.line, what: row.what, task: row.task, photo: row.photoSha256 !== null,
    assignedTo: row.assignedTo === null ? null : { id: row.assignedTo, name: row.assigneeName ?? '' },
    dueOn: row.dueOn,
    overdue: row.state === 'open' && row.dueOn < app.clock.today(),
    state: row.state,
    found: { by: row.finderName, at: row.foundAt.toISOString() },
    done: row.doneAt ? { by: row.doerName ?? '', at: row.doneAt.toISOString(), note: row.doneNote ?? '', photo: row.donePhotoSha256 !== null } : null,
    checked: row.checkedAt ? { by: row.checkerName ?? '', at: row.checkedAt.toISOString(), note: row.checkNote ?? '' } : null,
    may: { do: taskVerdict(row, 'do', actor.id).kind === 'good', check: manages && taskVerdict(row, 'check', actor.id).kind === 'good' },
  }));
}

type NewPlan = Pick<RoundPlan, 'placeId' | 'name' | 'lines' | 'everyDays' | 'nextOn' | 'source'>;

export async function planRound(app: App, actor: Person, { lines, ...plan }: NewPlan): Promise<RoundPlan> {
  const id: RoundPlanId = newId('rpl');
  return app.db.transaction().execute(async (tx) => {
    if (!(await placeExists(tx, plan.placeId))) throw new Refusal('invalid_request', 'Not valid: placeId.', { fields: [{ field: 'placeId', problem: 'unknown' }] });
    await insertPlan(tx, { id, ...plan, lines: JSON.stringify(lines), createdBy: actor.id });
    await recordAudit(tx, actor, { kind: 'round-plan.added', subjectId: id, facts: { name: plan.name } });
    await tellLive(tx, { topic: 'climate', id });
    return onePlan(app, tx, id);
  });
}

async function onePlan(app: App, db: Db, planId: RoundPlanId): Promise<RoundPlan> {
  const row = await findPlan(db, planId);
  const [plan] = row ? await describePlans(app, db, [row]) : [];
  if (!plan) throw notFound();
  return plan;
}

type PlanChange = { [K in 'name' | 'lines' | 'everyDays' | 'nextOn' | 'source']?: RoundPlan[K] | undefined } & { closed?: boolean | undefined };

export async function changeRoundPlan(app: App, actor: Person, planId: RoundPlanId, { lines, closed, ...rest }: PlanChange): Promise<RoundPlan> {
  return app.db.transaction().execute(async (tx) => {
    const plan = await lockPlan(tx, planId);
    if (!plan) throw notFound();
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const update = { ...given, ...(lines ? { lines: JSON.stringify(lines) } : {}), ...(closed === undefined ? {} : { closedAt: closed ? app.clock.now() : null }) };
    if (Object.keys(update).length > 0) await updatePlan(tx, planId, update);
    await recordAudit(tx, actor, { kind: 'round-plan.changed', subjectId: planId, facts: { name: rest.name ?? plan.name, changed: Object.keys(update) } });
    await tellLive(tx, { topic: 'climate', id: planId });
    return onePlan(app, tx, planId);
  });
}

type Answer = { line: string; good: true } | { line: string; good: false; what: string; task: string; assignedTo: PersonId | null; dueOn: string; photo: string | null };

/** The next round is counted from the day this one was due or was made, whichever is later: a late round does not make the next one early. */
export async function doRound(app: App, actor: Person, planId: RoundPlanId, { answers, note }: { answers: Answer[]; note: string }): Promise<{ roundId: RoundId; tasks: number; nextOn: string }> {
  const roundId: RoundId = newId('rnd');
  return app.db.transaction().execute(async (tx) => {
    const plan = await lockPlan(tx, planId);
    if (!plan) throw notFound();
    const verdict = roundVerdict({ lines: plan.lines as unknown as string[], closed: plan.closedAt !== null }, answers.map(({ line }) => line));
    if (verdict.kind !== 'good') throw new Refusal('climate_impossible', 'The round does not answer its plan.', verdict);
    const findings = answers.filter((answer) => !answer.good);
    await refusePhotos(tx, findings.flatMap(({ photo }) => photo ?? []));
    const tasks = findings.map(({ line, what, task, assignedTo, dueOn, photo }) => ({ id: newId('rtk'), roundId, placeId: plan.placeId, line, what, task, assignedTo, dueOn, photoSha256: photo }));
    const today = app.clock.today();
    await insertRound(tx, { id: roundId, planId, placeId: plan.placeId, dueOn: plan.nextOn, doneAt: app.clock.now(), doneBy: actor.id, answers: JSON.stringify(answers), note }, tasks);
    const nextOn = addDays(plan.nextOn > today ? plan.nextOn : today, plan.everyDays);
    await updatePlan(tx, planId, { nextOn });
    await recordAudit(tx, actor, { kind: 'round.done', subjectId: roundId, facts: { name: plan.name, findings: tasks.length } });
    await tellLive(tx, { topic: 'climate', id: planId });
    return { roundId, tasks: tasks.length, nextOn };
  });
}

async function refusePhotos(db: Db, photos: readonly string[]): Promise<void> {
  const known = await knownPhotos(db, photos);
  if (photos.some((photo) => !known.has(photo))) throw new Refusal('invalid_request', 'Not valid: photo.', { fields: [{ field: 'photo', problem: 'unknown' }] });
}

async function oneTask(app: App, db: Db, actor: Person, taskId: RoundTaskId): Promise<RoundTask> {
  const row = await findTask(db, taskId);
  const [task] = row ? await describeTasks(app, db, actor, [row]) : [];
  if (!task) throw notFound();
  return task;
}

export async function doRoundTask(app: App, actor: Person, taskId: RoundTaskId, { note, photo }: { note: string; photo: string | null }): Promise<RoundTask> {
  return app.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, taskId);
    if (!task) throw notFound();
    const verdict = taskVerdict(task, 'do', actor.id);
    if (verdict.kind !== 'good') throw new Refusal('climate_impossible', 'This task is not open.', verdict);
    if (photo) await refusePhotos(tx, [photo]);
    await updateTask(tx, taskId, { state: 'done', doneBy: actor.id, doneAt: app.clock.now(), doneNote: note, donePhotoSha256: photo });
    await recordAudit(tx, actor, { kind: 'round-task.done', subjectId: taskId, facts: { note } });
    await tellLive(tx, { topic: 'climate', id: taskId });
    return oneTask(app, tx, actor, taskId);
  });
}

export async function checkRoundTask(app: App, actor: Person, taskId: RoundTaskId, { good, note }: { good: boolean; note: string }): Promise<RoundTask> {
  return app.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, taskId);
    if (!task) throw notFound();
    const verdict = taskVerdict(task, 'check', actor.id);
    if (verdict.kind !== 'good') throw new Refusal('climate_impossible', 'This task cannot be checked by you now.', verdict);
    await updateTask(tx, taskId, { state: good ? 'checked' : 'open', checkedBy: actor.id, checkedAt: app.clock.now(), checkNote: note });
    await recordAudit(tx, actor, { kind: 'round-task.checked', subjectId: taskId, facts: { note, answer: good ? 'good' : 'again' } });
    await tellLive(tx, { topic: 'climate', id: taskId });
    return oneTask(app, tx, actor, taskId);
  });
}

const photoBytes = 20_000_000;

/** What a camera writes beside the picture – where, when, with what – is left out with everything but the picture. */
export async function keepRoundPhoto(app: App, source: Readable): Promise<{ photo: string }> {
  const picture = await gather(source, photoBytes);
  const jpeg = await sharp(picture, { limitInputPixels: app.config.maxPixels }).rotate().resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer().catch(() => {
    throw new Refusal('invalid_request', 'That is no picture.', { fields: [{ field: 'body', problem: 'no picture' }] });
  });
  const blob = await app.vault.put(jpeg);
  await app.db.transaction().execute((tx) => savePhoto(tx, blob));
  return { photo: blob.name };
}

export async function showRoundPhoto(app: App, taskId: RoundTaskId, which: 'found' | 'done'): Promise<FileReply> {
  const task = await findTask(app.db, taskId);
  const photo = which === 'found' ? task?.photoSha256 : task?.donePhotoSha256;
  if (!photo) throw notFound();
  return { body: await app.vault.open(photo), mediaType: 'image/jpeg', immutable: true };
}

export async function reportRounds(app: App, actor: Person, year: number) {
  const { db, clock, config } = app;
  const rooms = await roundsOfYear(db, year, config.timeZone);
  const where = await findWhere(db, rooms.map(({ placeId }): PlaceId => placeId));
  return {
    year,
    rooms: rooms.map(({ placeId, ...room }) => ({ ...room, place: where.get(placeId) ?? '' })),
    lines: await linesOfYear(db, year, config.timeZone, clock.today()),
    tasks: await describeTasks(app, db, actor, await tasksOfYear(db, year, config.timeZone)),
  };
}
