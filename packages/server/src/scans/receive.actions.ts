import type { Readable } from 'node:stream';
import type { BatchId, DepartmentId, FileId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findDepartment } from '../people/department.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs.ts';
import { tellLive } from '../platform/live.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import { openFile } from './open-file.jobs.ts';
import { sealPassword } from './passwords.ts';
import { type FileRow, findBatch, fileOfArrival, firstWithBytes, insertBatch, insertFile, lockFile, saveBlob, saveSealedPassword, updateFile } from './receive.queries.ts';

export interface NewBatch {
  name: string;
  source: 'browser' | 'inbox' | 'cli' | 'api' | 'demo';
  departmentId?: DepartmentId | null | undefined;
}

export async function openBatch(app: App, actor: Actor, { name, source, departmentId }: NewBatch): Promise<BatchId> {
  const id = newId('bat');
  const own = actor.kind === 'person' ? (actor.departmentIds[0] ?? null) : null;
  const chosen = departmentId === undefined ? own : departmentId;
  if (chosen && actor.kind === 'person' && actor.handles !== 'all' && !actor.departmentIds.includes(chosen)) throw new Refusal('forbidden', 'That is not one of your departments.');
  if (chosen && !(await findDepartment(app.db, chosen))) throw new Refusal('invalid_request', 'There is no such department.', { fields: [{ field: 'departmentId', problem: 'unknown' }] });
  await app.db.transaction().execute(async (tx) => {
    await insertBatch(tx, { id, name: name || app.clock.today(), source, departmentId: chosen, createdBy: actor.id });
    await recordAudit(tx, actor, { kind: 'batch.opened', subjectId: id, facts: { source } });
    await tellLive(tx, { topic: 'intake', id });
  });
  return id;
}

export interface Arrival {
  name: string;
  folder: string;
  batchId: BatchId;
  /** What the sender's copy is known by, where it can be handed in again after a crash. */
  arrival?: string;
}

/** Takes in a file: its bytes into the vault, safe on disk, then its row. Only when this returns may the sender be told, or a copy be removed. */
export async function receiveFile(app: App, actor: Actor, source: Readable | { path: string }, arrival: Arrival): Promise<FileRow> {
  if (!(await findBatch(app.db, actor, arrival.batchId))) throw notFound();
  const blob = 'path' in source ? await app.vault.adopt(source.path) : await app.vault.put(source, { maxBytes: app.config.maxFileBytes });
  return app.db.transaction().execute((tx) => recordArrival(tx, actor, blob, arrival));
}

/** The row of a file whose bytes are in the vault. The same copy handed in again is the same arrival; the same bytes brought again are a duplicate. */
export async function recordArrival(tx: Tx, actor: Actor, blob: StoredBlob, { batchId, name, folder, arrival }: Arrival): Promise<FileRow> {
  await saveBlob(tx, blob, 'application/octet-stream');
  const before = await firstWithBytes(tx, blob.name);
  const again = arrival && (await fileOfArrival(tx, arrival));
  if (again) return again;
  const file = await insertFile(tx, {
    id: newId('fil'),
    batchId,
    sha256: blob.name,
    name: cleanName(name),
    folder: cleanFolder(folder),
    arrival: arrival ?? null,
    size: blob.size,
    state: before ? 'duplicate' : 'received',
    duplicateOf: before?.id ?? null,
    receivedBy: actor.id,
  });
  await recordAudit(tx, actor, { kind: before ? 'file.duplicate-received' : 'file.received', subjectId: file.id, facts: { name: file.name, size: blob.size, sha256: blob.name } });
  if (!before) await enqueue(tx, openFile, { fileId: file.id });
  await tellLive(tx, { topic: 'intake', id: file.id, within: batchId });
  return file;
}

/** Names are text to show, never paths: separators and control characters go. */
export function cleanName(name: string): string {
  return name.replace(/[\p{Cc}/\\]+/gu, '_').slice(-255) || '_';
}

export function cleanFolder(folder: string): string {
  const parts = folder.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map(cleanName).join('/').slice(0, 500);
}

async function changeFile(app: App, actor: Actor, fileId: FileId, change: (tx: Tx, file: FileRow) => Promise<FileRow>): Promise<FileRow> {
  return app.db.transaction().execute(async (tx) => {
    const file = await lockFile(tx, actor, fileId);
    if (!file) throw notFound();
    const changed = await change(tx, file);
    await tellLive(tx, { topic: 'intake', id: fileId, within: file.batchId });
    return changed;
  });
}

async function openAgain(tx: Tx, actor: Actor, file: FileRow): Promise<FileRow> {
  const changed = await updateFile(tx, file.id, { state: 'received', reason: null, reasonDetails: null, duplicateOf: null });
  await recordAudit(tx, actor, { kind: 'file.retried', subjectId: file.id });
  await enqueue(tx, openFile, { fileId: file.id });
  return changed;
}

export async function retryFile(app: App, actor: Actor, fileId: FileId): Promise<FileRow> {
  return changeFile(app, actor, fileId, async (tx, file) => {
    if (file.state !== 'quarantined') throw new Refusal('not_quarantined', 'This file is not in quarantine.');
    return openAgain(tx, actor, file);
  });
}

export async function givePassword(app: App, actor: Actor, fileId: FileId, password: string): Promise<FileRow> {
  return changeFile(app, actor, fileId, async (tx, file) => {
    const asks = file.state === 'quarantined' && (file.reason === 'password_needed' || file.reason === 'password_wrong');
    if (!asks) throw new Refusal('not_quarantined', 'This file does not wait for a password.');
    await saveSealedPassword(tx, fileId, sealPassword(app.config.secret, password));
    return openAgain(tx, actor, file);
  });
}

export async function takeDuplicate(app: App, actor: Actor, fileId: FileId): Promise<FileRow> {
  return changeFile(app, actor, fileId, async (tx, file) => {
    if (file.state !== 'duplicate') throw new Refusal('not_quarantined', 'This file is no duplicate waiting for a decision.');
    return openAgain(tx, actor, file);
  });
}

export async function dismissFile(app: App, actor: Actor, fileId: FileId): Promise<FileRow> {
  return changeFile(app, actor, fileId, async (tx, file) => {
    if (file.state !== 'quarantined' && file.state !== 'duplicate') throw new Refusal('not_quarantined', 'This file is in use.');
    await recordAudit(tx, actor, { kind: 'file.dismissed', subjectId: fileId });
    return updateFile(tx, fileId, { state: 'dismissed' });
  });
}
