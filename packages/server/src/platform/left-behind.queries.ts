import { type RawBuilder, sql } from 'kysely';

/** Jobs about things of one kind: the field of their payload holds the thing's id. */
export interface JobsAbout {
  name: string;
  field: string;
}

/** No job about the thing in this column waits or runs. */
export function noJobAbout(jobs: JobsAbout, column: string): RawBuilder<boolean> {
  return sql<boolean>`not ${anyJob(jobs, column, sql`'created', 'retry', 'active'`)}`;
}

/** A job about it was tried to the last and failed. */
export function jobFailedOn(jobs: JobsAbout, column: string): RawBuilder<boolean> {
  return anyJob(jobs, column, sql`'failed'`);
}

function anyJob({ name, field }: JobsAbout, column: string, states: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from pgboss.job where job.name = ${name} and job.state in (${states}) and job.data ->> ${field}::text = ${sql.ref(column)})`;
}
