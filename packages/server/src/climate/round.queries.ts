import type { Checklist, PlaceId, RoundPlanId, RoundTaskId } from '@qige/wire';
import { type Insertable, sql, type Updateable } from 'kysely';
import { findSetting } from '../people/setting.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import type { Tables } from '../tables.ts';

export type PlanRow = Awaited<ReturnType<ReturnType<typeof plans>['execute']>>[number];

function plans(db: Db) {
  return db
    .selectFrom('roundPlan')
    .selectAll()
    .select((eb) => [
      eb.selectFrom('round').select('doneAt').whereRef('round.planId', '=', 'roundPlan.id').orderBy('doneAt', 'desc').limit(1).as('lastAt'),
      eb.selectFrom('round').innerJoin('person', 'person.id', 'round.doneBy').select('person.name').whereRef('round.planId', '=', 'roundPlan.id').orderBy('round.doneAt', 'desc').limit(1).as('lastBy'),
      eb
        .selectFrom('roundTask')
        .select((t) => t.fn.countAll<number>().as('n'))
        .where('roundTask.roundId', '=', (r) => r.selectFrom('round').select('round.id').whereRef('round.planId', '=', 'roundPlan.id').orderBy('round.doneAt', 'desc').limit(1))
        .as('lastFindings'),
    ]);
}

export async function openPlans(db: Db): Promise<PlanRow[]> {
  return plans(db).where('closedAt', 'is', null).orderBy('nextOn').orderBy('id').execute();
}

export async function findPlan(db: Db, planId: RoundPlanId): Promise<PlanRow | undefined> {
  return plans(db).where('id', '=', planId).executeTakeFirst();
}

export async function lockPlan(tx: Tx, planId: RoundPlanId) {
  return tx.selectFrom('roundPlan').selectAll().where('id', '=', planId).forUpdate().executeTakeFirst();
}

export async function insertPlan(tx: Tx, plan: Insertable<Tables['roundPlan']>): Promise<void> {
  await tx.insertInto('roundPlan').values(plan).execute();
}

export async function updatePlan(tx: Tx, planId: RoundPlanId, update: Updateable<Tables['roundPlan']>): Promise<void> {
  await tx.updateTable('roundPlan').set(update).where('id', '=', planId).execute();
}

export async function insertRound(tx: Tx, round: Insertable<Tables['round']>, tasks: readonly Insertable<Tables['roundTask']>[]): Promise<void> {
  await tx.insertInto('round').values(round).execute();
  if (tasks.length > 0) await tx.insertInto('roundTask').values([...tasks]).execute();
}

export type TaskRow = Awaited<ReturnType<ReturnType<typeof tasks>['execute']>>[number];

function tasks(db: Db) {
  return db
    .selectFrom('roundTask')
    .innerJoin('round', 'round.id', 'roundTask.roundId')
    .innerJoin('person as finder', 'finder.id', 'round.doneBy')
    .leftJoin('person as assignee', 'assignee.id', 'roundTask.assignedTo')
    .leftJoin('person as doer', 'doer.id', 'roundTask.doneBy')
    .leftJoin('person as checker', 'checker.id', 'roundTask.checkedBy')
    .selectAll('roundTask')
    .select(['round.doneAt as foundAt', 'finder.name as finderName', 'assignee.name as assigneeName', 'doer.name as doerName', 'checker.name as checkerName']);
}

export async function unfinishedTasks(db: Db): Promise<TaskRow[]> {
  return tasks(db).where('roundTask.state', '<>', 'checked').orderBy('roundTask.dueOn').orderBy('roundTask.id').limit(500).execute();
}

export async function findTask(db: Db, taskId: RoundTaskId): Promise<TaskRow | undefined> {
  return tasks(db).where('roundTask.id', '=', taskId).executeTakeFirst();
}

export async function lockTask(tx: Tx, taskId: RoundTaskId) {
  return tx.selectFrom('roundTask').selectAll().where('id', '=', taskId).forUpdate().executeTakeFirst();
}

export async function updateTask(tx: Tx, taskId: RoundTaskId, update: Updateable<Tables['roundTask']>): Promise<void> {
  await tx.updateTable('roundTask').set(update).where('id', '=', taskId).execute();
}

export async function savePhoto(tx: Tx, { name, size }: StoredBlob): Promise<void> {
  await tx.insertInto('vaultBlob').values({ sha256: name, size, mediaType: 'image/jpeg' }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
  await tx.insertInto('roundPhoto').values({ sha256: name }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
}

/** Which of these were taken in as photos of a round: the name of any other picture in the vault, a page’s or a paper’s, opens nothing here. */
export async function knownPhotos(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await db.selectFrom('roundPhoto').select('sha256').where('sha256', 'in', [...sha256s]).execute();
  return new Set(rows.map((row) => row.sha256));
}

/** Checklists to plan rounds by, each with what asks for it. */
export async function findChecklists(db: Db): Promise<Checklist[]> {
  return ((await findSetting(db, 'rounds.checklists')) as Checklist[] | undefined) ?? [];
}

const yearOf = (column: string, year: number, zone: string) => sql<boolean>`${sql.ref(column)} >= (make_date(${year}, 1, 1)::timestamp at time zone ${zone}) and ${sql.ref(column)} < (make_date(${year + 1}, 1, 1)::timestamp at time zone ${zone})`;

export async function roundsOfYear(db: Db, year: number, zone: string): Promise<{ placeId: PlaceId; plan: string; rounds: number; late: number; findings: number }[]> {
  return db
    .selectFrom('round')
    .innerJoin('roundPlan', 'roundPlan.id', 'round.planId')
    .select((eb) => [
      'round.placeId',
      'roundPlan.name as plan',
      eb.fn.countAll<number>().as('rounds'),
      sql<number>`count(*) filter (where (round.done_at at time zone ${zone})::date > round.due_on)`.as('late'),
      sql<number>`coalesce(sum((select count(*) from round_task t where t.round_id = round.id)), 0)::int`.as('findings'),
    ])
    .where(yearOf('round.doneAt', year, zone))
    .groupBy(['round.placeId', 'roundPlan.id', 'roundPlan.name'])
    .orderBy('roundPlan.name')
    .execute();
}

export async function linesOfYear(db: Db, year: number, zone: string, today: string): Promise<{ line: string; findings: number; right: number; overdue: number }[]> {
  return db
    .selectFrom('roundTask')
    .innerJoin('round', 'round.id', 'roundTask.roundId')
    .select((eb) => ['roundTask.line', eb.fn.countAll<number>().as('findings'), sql<number>`count(*) filter (where round_task.state = 'checked')`.as('right'), sql<number>`count(*) filter (where round_task.state = 'open' and round_task.due_on < ${today}::date)`.as('overdue')])
    .where(yearOf('round.doneAt', year, zone))
    .groupBy('roundTask.line')
    .orderBy('findings', 'desc')
    .orderBy('roundTask.line')
    .execute();
}

export async function tasksOfYear(db: Db, year: number, zone: string): Promise<TaskRow[]> {
  return tasks(db).where(yearOf('round.doneAt', year, zone)).orderBy('round.doneAt').orderBy('roundTask.id').limit(1_000).execute();
}

