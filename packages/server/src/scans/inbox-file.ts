import { createReadStream } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { BlobTooLarge, VaultFull } from '../platform/vault/vault.ts';
import { openInboxBatch } from './inbox.queries.ts';
import { arrivalOf, failedNow, noteEnding, placeInInbox, type Seen } from './inbox.rules.ts';
import { openBatch, recordArrival } from './receive.actions.ts';

/** Takes one file of the watch folder in, or leaves it where it is with a note beside it that says why. */
export async function takeFromInbox(app: App, folder: string, path: string, seen: Map<string, Seen>, signal: AbortSignal): Promise<void> {
  try {
    const taken = await take(app, folder, path, signal);
    seen.delete(path);
    if (!taken) return;
    await rm(path, { force: true });
    await rm(path + noteEnding, { force: true });
  } catch (error) {
    // Called off, or somebody took the file away meanwhile.
    if (signal.aborted || (error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const before = seen.get(path);
    if (before) seen.set(path, failedNow(before, Date.now()));
    app.log.warn({ err: error, path: relative(folder, path) }, 'a file of the watch folder could not be taken in');
    if (before?.failures === 0) await say(app, folder, path, error);
  }
}

/** False where the file changed while it was copied: somebody is still writing it. */
async function take(app: App, folder: string, path: string, signal: AbortSignal): Promise<boolean> {
  const { batch, ...place } = placeInInbox(relative(folder, path), app.clock.today());
  const before = await stat(path, { bigint: true });
  if (before.size > app.config.maxFileBytes) throw new BlobTooLarge(`Larger than ${app.config.maxFileBytes} bytes.`);
  const blob = await app.vault.put(createReadStream(path), { maxBytes: app.config.maxFileBytes, signal });
  const arrival = arrivalOf(before);
  const after = await stat(path, { bigint: true });
  if (arrivalOf(after) !== arrival || Number(after.size) !== blob.size) return false;
  const batchId = (await openInboxBatch(app.db, batch)) ?? (await openBatch(app, theSystem, { name: batch, source: 'inbox', departmentId: null }));
  await app.db.transaction().execute((tx) => recordArrival(tx, theSystem, blob, { batchId, ...place, arrival }));
  return true;
}

/** Where a person looks: beside the file, and in the audit trail. */
async function say(app: App, folder: string, path: string, error: unknown): Promise<void> {
  const [reason, zh, en] = explained(error);
  await writeFile(path + noteEnding, `此文件未能收入档案：${zh}\n文件仍在原处，系统会自动重试。\n\nThis file could not be taken in: ${en}\nIt stays here and is tried again.\n`).catch(() => {});
  await app.db
    .transaction()
    .execute((tx) => recordAudit(tx, theSystem, { kind: 'file.refused', facts: { path: relative(folder, path), reason } }))
    .catch(() => {});
}

function explained(error: unknown): [reason: string, zh: string, en: string] {
  if (error instanceof VaultFull) return ['vault_full', '档案磁盘已满，请腾出空间。', 'the disk of the archive is full; make room.'];
  if (error instanceof BlobTooLarge) return ['too_large', '文件超过系统允许的大小，请拆分后再放入。', 'it is larger than the archive accepts; split it and put the parts here.'];
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return ['unreadable', '系统没有读取此文件的权限，请修改权限。', 'the archive may not read it; change its permissions.'];
  return ['failed', '暂时无法处理，原因见系统日志。', 'something failed for now; the log says what.'];
}
