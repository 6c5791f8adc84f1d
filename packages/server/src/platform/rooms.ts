import type { App } from '../app.ts';
import type { AuditKind } from '../audit/audit.events.ts';
import type { Mount, Routes } from './http.ts';
import type { AnyJob, Job } from './jobs.ts';

/** A row of the timetable: the job runs by cron in the archive's zone. */
export interface Appointment {
  job: Job<Record<string, never>>;
  cron: string;
}

/** What one room offers to the house. `rooms.ts` lists them; nothing registers itself. */
export interface Room {
  name: string;
  routes?: Routes;
  /** Handlers that keep a protocol of their own: sign-in, resumable uploads. */
  mount?: Mount;
  jobs?: readonly AnyJob[];
  timetable?: readonly Appointment[];
  reactions?: readonly Reaction[];
  /** What goes on as long as this process works, beside its jobs. */
  watch?: (app: App) => { stop(): Promise<void> };
}

/** When an event of this kind is recorded, the job is enqueued in the same transaction with the event's facts. */
export interface Reaction {
  on: AuditKind;
  run: AnyJob;
}
