import { FileId } from '@qige/wire';
import { z } from 'zod';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { defineJob } from '../platform/jobs.ts';
import { tellLive } from '../platform/live.ts';
import { groupingOf } from './grouping.rules.ts';
import { mediaTypes } from './kinds.rules.ts';
import { type Inside, lookInside } from './look-inside.ts';
import { appendPages, markScanChanged, scanForGroup, setMediaType } from './open-file.queries.ts';
import { openPassword } from './passwords.ts';
import { type FileRow, findFile, lockFile, sealedPassword, updateFile } from './receive.queries.ts';

/** Takes a received file apart into pages, or says why it cannot. */
export const openFile = defineJob({
  name: 'scans.open-file',
  payload: z.object({ fileId: FileId }),
  // Pauses double from 2 s: a lost database or a vault that is away has some minutes to come back.
  attempts: 9,
  concurrency: 2,
  run: (app, { fileId }) => openReceivedFile(app, fileId),
  giveUp: (app, { fileId }) => giveUpFile(app, fileId),
});

export const giveUpFile = (app: App, fileId: FileId): Promise<void> => settle(app, fileId, { kind: 'quarantined', fileKind: null, reason: 'crashed' });

async function openReceivedFile(app: App, fileId: FileId): Promise<void> {
  const file = await findFile(app.db, theSystem, fileId);
  if (file?.state !== 'received') return; // a job may be delivered twice
  const sealed = await sealedPassword(app.db, fileId);
  const { path, done } = await app.vault.asFile(file.sha256);
  try {
    await settle(app, fileId, await lookInside(path, app.config, sealed && openPassword(app.config.secret, sealed)));
  } finally {
    await done();
  }
}

async function settle(app: App, fileId: FileId, inside: Inside): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const file = await lockFile(tx, theSystem, fileId);
    if (file?.state !== 'received') return;
    if (inside.kind === 'opened') await makePages(tx, file, inside);
    else await quarantine(tx, file, inside);
    await tellLive(tx, { topic: 'intake', id: fileId, within: file.batchId });
  });
}

async function makePages(tx: Tx, file: FileRow, { fileKind, pages }: Extract<Inside, { kind: 'opened' }>): Promise<void> {
  const grouping = groupingOf({ name: file.name, folder: file.folder, kind: fileKind });
  const scanId = await scanForGroup(tx, file, grouping);
  await appendPages(tx, scanId, file, pages, grouping.kind !== 'own');
  await markScanChanged(tx, scanId);
  await setMediaType(tx, file.sha256, mediaTypes[fileKind]);
  await updateFile(tx, file.id, { state: 'opened', kind: fileKind, pageCount: pages, reason: null, reasonDetails: null });
  await recordAudit(tx, theSystem, { kind: 'file.opened', subjectId: file.id, facts: { pages, kind: fileKind } });
}

async function quarantine(tx: Tx, file: FileRow, { fileKind, reason, details }: Extract<Inside, { kind: 'quarantined' }>): Promise<void> {
  await updateFile(tx, file.id, { state: 'quarantined', kind: fileKind, reason, reasonDetails: details ? JSON.stringify(details) : null });
  await recordAudit(tx, theSystem, { kind: 'file.quarantined', subjectId: file.id, facts: { reason } });
}
