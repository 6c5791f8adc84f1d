import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss, type JobWithMetadata } from 'pg-boss';
import type pg from 'pg';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { Tx } from './db.ts';
import { listen } from './live.ts';

export interface Job<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** How often it is tried in all; the pauses between grow from `pauseSeconds`. */
  readonly attempts: number;
  readonly pauseSeconds?: number;
  /** How many of this job one worker process runs at once. */
  readonly concurrency?: number;
  /** With a key, at most one job of that key waits; one more may be running. */
  readonly oncePerKey?: boolean;
  /** The key under which a reaction enqueues it; default: the event's subject. */
  keyOf?(payload: Payload): string;
  run(app: App, payload: Payload, signal: AbortSignal): Promise<void>;
  /** Called once when the last attempt has failed: say so where a person looks. */
  giveUp?(app: App, payload: Payload, error: Error): Promise<void>;
}

// A list of jobs with different payloads: each is parsed by its own schema before it runs.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyJob = Job<any>;

export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

const wakeChannel = 'qige_jobs';

/** The job becomes visible to workers when, and only when, the transaction commits. */
export async function enqueue<Payload>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  options: { key?: string; afterSeconds?: number; priority?: number } = {},
): Promise<void> {
  const body = JSON.stringify(job.payload.parse(payload));
  const { key = null, afterSeconds = 0, priority = 0 } = options;
  // One of that key may wait already: held until we commit, it cannot start on what was before us; was it fetched just now, ours is needed.
  let settled = false;
  for (let tries = 0; !settled && tries < 5; tries++) {
    settled = (await insertJob(tx, job.name, { body, key, priority, afterSeconds })) || (await holdWaiting(tx, job.name, key));
  }
  if (!settled) throw new Error(`The job ${job.name} could not be enqueued; is its queue there?`);
  if (afterSeconds === 0) await sql`select pg_notify(${wakeChannel}, ${job.name})`.execute(tx);
}

async function insertJob(tx: Tx, name: string, { body, key, priority, afterSeconds }: { body: string; key: string | null; priority: number; afterSeconds: number }): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into pgboss.job (name, data, singleton_key, priority, start_after, retry_limit, retry_delay, retry_backoff,
      expire_seconds, deletion_seconds, keep_until, policy, heartbeat_seconds)
    select q.name, ${body}::jsonb, ${key}, ${priority}, now() + ${afterSeconds}::int * interval '1 s', q.retry_limit, q.retry_delay,
      q.retry_backoff, q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 s', q.policy, q.heartbeat_seconds
    from pgboss.queue q where q.name = ${name}
    on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
}

async function holdWaiting(tx: Tx, name: string, key: string | null): Promise<boolean> {
  const { rows } = await sql`
    select id from pgboss.job where name = ${name} and state = 'created' and singleton_key is not distinct from ${key} for update`.execute(tx);
  return rows.length > 0;
}

export interface Workers {
  stop(): Promise<void>;
}

const bossOptions = { schema: 'pgboss', superviseIntervalSeconds: 15, monitorIntervalSeconds: 15, persistWarnings: false };

/** Makes the job tables and one queue a job; run by `migrate`, safe to repeat. */
export async function prepareQueues(url: string, jobs: readonly AnyJob[]): Promise<void> {
  const boss = new PgBoss({ ...bossOptions, connectionString: url, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  for (const job of jobs) {
    const settings = {
      retryLimit: job.attempts - 1,
      retryDelay: job.pauseSeconds ?? 2,
      retryBackoff: true,
      heartbeatSeconds: 30,
      expireInSeconds: 6 * 3600,
      deleteAfterSeconds: 24 * 3600,
      // What waits is work accepted: an archive switched off for months finds it waiting still.
      retentionSeconds: 10 * 365 * 24 * 3600,
    };
    if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, settings);
    else await boss.createQueue(job.name, { ...settings, policy: job.oncePerKey ? 'short' : 'standard' });
  }
  await boss.stop({ graceful: false });
}

/** Fetches and runs jobs until stopped. A worker that dies is noticed by its missing heartbeat and its jobs run again. */
export async function startWorkers(
  app: App,
  url: string,
  jobs: readonly AnyJob[],
  timetable: readonly { job: AnyJob; cron: string }[] = [],
): Promise<Workers> {
  const boss = new PgBoss({ ...bossOptions, connectionString: url, max: 4 });
  boss.on('error', (error) => app.log.warn({ err: error }, 'job queue'));
  await boss.start();
  const workerIds = new Map<string, string[]>();
  for (const job of jobs) workerIds.set(job.name, await startWorker(app, boss, job));
  for (const { job, cron } of timetable) await boss.schedule(job.name, cron, {}, { tz: app.config.timeZone });
  const wake = await listen(url, wakeChannel, (name) => {
    for (const id of workerIds.get(name) ?? []) boss.notifyWorker(id);
  });
  return {
    async stop() {
      await wake.close();
      await boss.stop({ graceful: true, timeout: 8_000 });
    },
  };
}

async function startWorker(app: App, boss: PgBoss, job: AnyJob): Promise<string[]> {
  const options = { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 5 } as const;
  const runOne = async ([taken]: JobWithMetadata<unknown>[]): Promise<void> => {
    if (!taken) return;
    const payload: unknown = job.payload.parse(taken.data);
    try {
      await job.run(app, payload, taken.signal);
    } catch (error) {
      app.log.warn({ err: error, job: job.name, attempt: taken.retryCount + 1 }, 'job failed');
      await untilItAnswers(app, taken.signal);
      if (taken.retryCount >= taken.retryLimit && !taken.signal.aborted) {
        await job.giveUp?.(app, payload, error instanceof Error ? error : new Error(String(error)));
      }
      throw error;
    }
  };
  const ids: string[] = [];
  for (let i = 0; i < (job.concurrency ?? 1); i++) {
    // A worker that had something to do looks for more at once; left alone it would wait out its five seconds between any two jobs.
    const id: string = await boss.work(job.name, options, (taken: JobWithMetadata<unknown>[]) => runOne(taken).finally(() => boss.notifyWorker(id)));
    ids.push(id);
  }
  return ids;
}

/**
 * A job often fails because the database went away under it. Told of the failure then, the database would not know of it,
 * and the job would wait for its heartbeat to be missed; told when it is back, it is tried again at once.
 */
async function untilItAnswers(app: App, signal: AbortSignal): Promise<void> {
  for (let tries = 0; tries < 120 && !signal.aborted; tries++) {
    try {
      await sql`select 1`.execute(app.db);
      return;
    } catch {
      await pause(250);
    }
  }
}

/** Runs what is waiting, here and now, until nothing is left; for tests and `--wait`. */
export async function drainJobs(app: App, pool: pg.Pool, jobs: readonly AnyJob[]): Promise<void> {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  for (;;) {
    const taken = await pool.query<{ id: string; name: string; data: unknown; retry_count: number; retry_limit: number }>(`
      update pgboss.job set state = 'active', started_on = now()
      where id = (select id from pgboss.job where state in ('created', 'retry') and start_after <= now()
        order by priority desc, created_on, id limit 1 for update skip locked)
      returning id, name, data, retry_count, retry_limit`);
    const row = taken.rows[0];
    if (!row) return;
    const job = byName.get(row.name);
    if (!job) throw new Error(`no job is named ${row.name}`);
    const payload: unknown = job.payload.parse(row.data);
    try {
      await job.run(app, payload, new AbortController().signal);
      await pool.query(`update pgboss.job set state = 'completed', completed_on = now() where id = $1`, [row.id]);
    } catch (error) {
      const last = row.retry_count >= row.retry_limit;
      if (last) await job.giveUp?.(app, payload, error instanceof Error ? error : new Error(String(error)));
      await pool.query(`update pgboss.job set state = $2::pgboss.job_state, retry_count = retry_count + 1 where id = $1`, [row.id, last ? 'failed' : 'retry']);
    }
  }
}
