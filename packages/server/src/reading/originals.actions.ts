import { Readable } from 'node:stream';
import type { ContractId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { markedFile, markOf } from '../scans/marked.ts';
import type { Mark } from '../scans/mark.rules.ts';
import { safeName } from './file-names.rules.ts';
import { findContractToDownload, holdsPagesNotOpenTo, originalsOf, type Original } from './originals.queries.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/** The files as they were received, or marked where the asker has no right to clean ones. A file that also holds pages this person may not see is not given out, and what they are is not said. */
export async function downloadOriginal(app: App, actor: Person, contractId: ContractId): Promise<FileReply> {
  const contract = await findContractToDownload(app.db, actor, contractId);
  if (!contract) throw notFound();
  const files = await originalsOf(app.db, contractId);
  if (files.length === 0) throw notFound();
  const fileIds = files.map(({ id }) => id);
  if (await holdsPagesNotOpenTo(app.db, actor, fileIds)) {
    throw new Refusal('forbidden', 'The file received holds more than this contract, so it is not given out whole. The archive copy has the pages of this contract.', { kind: 'more-in-file' });
  }
  const mark = markOf(app, actor);
  const given = mark ? await marked(app, files, mark) : files.map((file) => untouched(app, file));
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'contract.original-downloaded', subjectId: contractId, contractId, facts: { files: fileIds, marked: mark !== null } }));

  const [only, ...more] = given;
  if (only && more.length === 0) return { body: await only.open(), mediaType: only.mediaType, size: only.size, downloadAs: safeName(only.name) };
  return { body: zipOf(given), mediaType: 'application/zip', downloadAs: safeName(`${contract.number} ${contract.title}.zip`) };
}

interface GivenFile extends ZipEntry {
  size: number;
  mediaType: string;
}

const untouched = (app: App, { name, sha256, size, mediaType }: Original): GivenFile => ({ name, size, mediaType, open: () => app.vault.open(sha256) });

/** Made before anything is answered: one that cannot carry a mark holds up all, and a half-sent file could not say so. */
async function marked(app: App, files: readonly Original[], mark: Mark): Promise<GivenFile[]> {
  const made: GivenFile[] = [];
  for (const file of files) {
    const { bytes, mediaType, name } = await markedFile(app, file, mark);
    made.push({ name, size: bytes.length, mediaType, open: async () => Readable.from([bytes]) });
  }
  return made;
}
