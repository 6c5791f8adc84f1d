import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { LightMyRequestResponse } from 'fastify';
import type { Confidentiality, DepartmentId, PartyId, PersonId, RoleCode } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { useReactions } from '../audit/audit.queries.ts';
import { findPresentPerson } from '../people/actor.queries.ts';
import { personFrom } from '../people/sessions.ts';
import { systemClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { openDb, openPool } from '../platform/db.ts';
import { createHttp } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { drainJobs } from '../platform/jobs.ts';
import { openLive } from '../platform/live.ts';
import { silentLog } from '../platform/log.ts';
import { openDiskVault } from '../platform/vault/disk-vault.ts';
import { rooms } from '../rooms.ts';
import { makeTestDatabase } from './test-server.ts';
import { unreadableReader } from './unreadable-reader.ts';

export interface Visitor {
  id: PersonId;
  actor: Person;
  get(url: string): Promise<Answer>;
  post(url: string, body?: unknown): Promise<Answer>;
  put(url: string, body?: unknown): Promise<Answer>;
  patch(url: string, body?: unknown): Promise<Answer>;
  delete(url: string): Promise<Answer>;
  raw(method: Method, url: string, payload: Buffer, headers: Record<string, string>): Promise<LightMyRequestResponse>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';

export interface Answer {
  status: number;
  // Tests look into replies freely and assert what they find.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** A real database, vault and HTTP server in a house of its own; only sign-in is shortened to a header, and the reader is chosen by the test. */
export async function openHouse(overrides: Partial<App> = {}) {
  const { url, drop } = await makeTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'qige-house-'));
  const pool = openPool(url);
  const db = openDb(pool);
  const config = readConfig({ QIGE_DATA_DIR: folder, DATABASE_URL: url, QIGE_SECRET: 'a secret for tests only, 32 bytes' });
  const app: App = {
    config,
    db,
    clock: systemClock(config.timeZone),
    vault: await openDiskVault(join(folder, 'vault')),
    ocr: unreadableReader,
    live: await openLive(url),
    log: silentLog,
    ...overrides,
  };
  useReactions(rooms.flatMap((room) => room.reactions ?? []));
  const jobs = rooms.flatMap((room) => room.jobs ?? []);
  const present = new Map<string, Person>();
  const http = await createHttp(app, {
    rooms: rooms.flatMap((room) => room.routes ?? []),
    mounts: rooms.flatMap((room) => room.mount ?? []),
    authenticate: async (request) => present.get(request.headers.authorization ?? ''),
  });

  const visitor = (actor: Person): Visitor => {
    present.set(actor.id, actor);
    const ask = (method: Method) => async (to: string, body?: unknown): Promise<Answer> => {
      const reply = await http.inject({ method, url: to, headers: { authorization: actor.id }, ...(body === undefined ? {} : { payload: body as object }) });
      return { status: reply.statusCode, body: reply.headers['content-type']?.includes('json') ? reply.json() : reply.body };
    };
    const raw: Visitor['raw'] = (method, to, payload, headers) => http.inject({ method, url: to, payload, headers: { authorization: actor.id, ...headers } });
    return { id: actor.id, actor, get: ask('GET'), post: ask('POST'), put: ask('PUT'), patch: ask('PATCH'), delete: ask('DELETE'), raw };
  };

  return {
    app,
    http,
    pool,
    folder,
    /** A new person of that role, with their own hands on the door. */
    async as(role: RoleCode, options: { departmentId?: DepartmentId; companyIds?: PartyId[]; clearance?: Confidentiality; name?: string } = {}): Promise<Visitor> {
      const id = newId('per');
      const { name = role, departmentId = null, ...rest } = options;
      await db.insertInto('person').values({ id, name, email: `${id}@example.com`, roles: [role], departmentId, ...rest }).execute();
      const person = await findPresentPerson(db, id);
      if (!person) throw new Error(`${id} is not here`);
      return visitor(personFrom(person));
    },
    stranger: async (method: Method, to: string, body?: unknown): Promise<Answer> => {
      const reply = await http.inject({ method, url: to, ...(body === undefined ? {} : { payload: body as object }) });
      return { status: reply.statusCode, body: reply.headers['content-type']?.includes('json') ? reply.json() : reply.body };
    },
    async givenDepartment(name = 'Sales', parentId: DepartmentId | null = null): Promise<DepartmentId> {
      const id = newId('dep');
      await db.insertInto('department').values({ id, name, parentId }).execute();
      return id;
    },
    auditKinds: async (): Promise<string[]> => (await db.selectFrom('auditEvent').select('kind').orderBy('id').execute()).map((event) => event.kind),
    waitingJobs: async (): Promise<string[]> =>
      (await pool.query<{ name: string }>(`select name from pgboss.job where state in ('created', 'retry') order by created_on, id`)).rows.map((row) => row.name),
    runJobs: () => drainJobs(app, pool, jobs),
    async close(): Promise<void> {
      await http.close();
      await app.live.close();
      await db.destroy();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function textOfWorkbook(bytes: Buffer): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  return JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
}
