import { PassThrough, type Readable } from 'node:stream';
import type { ContractId } from '@qige/wire';
import yazl from 'yazl';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { safeName, safeNames } from './file-names.rules.ts';
import { findContractToDownload, holdsPagesNotOpenTo, originalsOf, type Original } from './originals.queries.ts';

/** The files as they were received. A file that also holds a contract this person may not see is not given out. */
export async function downloadOriginal(app: App, actor: Person, contractId: ContractId): Promise<FileReply> {
  const contract = await findContractToDownload(app.db, actor, contractId);
  if (!contract) throw notFound();
  const files = await originalsOf(app.db, contractId);
  if (files.length === 0) throw notFound();
  const fileIds = files.map(({ id }) => id);
  if (await holdsPagesNotOpenTo(app.db, actor, fileIds)) {
    throw new Refusal('forbidden', 'The file received also holds a contract that is not open to you. The archive copy holds this contract alone.');
  }
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'contract.original-downloaded', subjectId: contractId, contractId, facts: { files: fileIds } }));

  const [only, ...more] = files;
  if (only && more.length === 0) return { body: await app.vault.open(only.sha256), mediaType: only.mediaType, size: only.size, downloadAs: safeName(only.name) };
  return { body: zipOf(app, files), mediaType: 'application/zip', downloadAs: safeName(`${contract.number} ${contract.title}.zip`) };
}

/** Scans do not get smaller by packing, so they are only strung together; each is opened when its turn comes. */
function zipOf(app: App, files: readonly Original[]): Readable {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  const names = safeNames(files.map(({ name }) => name));
  zip.on('error', (error: Error) => out.destroy(error));
  for (const [i, file] of files.entries()) {
    zip.addReadStreamLazy(names[i] ?? file.id, { compress: false, size: file.size }, (give) => {
      app.vault.open(file.sha256).then((stream) => give(null, stream), (error: unknown) => give(error as Error, null as never));
    });
  }
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}
