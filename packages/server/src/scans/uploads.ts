import { AsyncLocalStorage } from 'node:async_hooks';
import { copyFile, link, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { BatchId, uploadsPath } from '@qige/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../actor.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { checkOrigin, explain, type Mount } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { clearLeftovers } from '../platform/leftovers.ts';
import { cleanName, recordArrival } from './receive.actions.ts';
import { fileOfArrival, findBatch } from './receive.queries.ts';

const keepUnfinishedMs = 3 * 24 * 3_600_000;
/** A finished upload's second name, gone again when its bytes are in the vault. */
const lentName = /\.upl_\w+\.upl_\w+$/;

/** One request: who sends, and which uploads without bytes it made. */
interface Asking {
  person: Person;
  emptied: string[];
}

/**
 * Resumable uploads (tus 1.0.0). A finished upload is answered only when its bytes are in the vault and its row is committed; one that was
 * finished but not taken in (the disk was full, the process died) is taken in when its sender asks how far it came.
 * Upload ids begin with their owner's, and only the owner may go on.
 */
export const mountUploads: Mount = (http, app, authenticate) => {
  const directory = join(app.config.dataDir, 'uploads');
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: keepUnfinishedMs });
  const asking = new AsyncLocalStorage<Asking>();
  const asked = (): Asking => {
    const now = asking.getStore();
    if (!now) throw new Error('An upload without its sender.');
    return now;
  };
  const sender = (): Person => asked().person;

  const takeIn = async (upload: Upload): Promise<void> => {
    const { batchId, name, folder } = metadataOf(upload);
    if (!(await findBatch(app.db, sender(), batchId))) throw notFound();
    // A second name for the bytes: the upload itself stays until its row is committed, so that it can be asked for again.
    const path = join(directory, upload.id);
    const lent = `${path}.${newId('upl')}`;
    await link(path, lent).catch(() => copyFile(path, lent));
    await utimes(lent, new Date(), new Date()); // the second name is new, though the bytes may have lain here for days
    const blob = await app.vault.adopt(lent).finally(() => rm(lent, { force: true }));
    await app.db.transaction().execute((tx) => recordArrival(tx, sender(), blob, { batchId, name, folder, arrival: upload.id }));
    // One without bytes is complete as it is made, and the library looks for it once more before it answers.
    if (upload.size === 0) asked().emptied.push(upload.id);
    else await store.remove(upload.id);
  };

  const tus = new Server({
    path: uploadsPath,
    datastore: store,
    maxSize: app.config.maxFileBytes,
    relativeLocation: true,
    namingFunction: () => `${sender().id}.${newId('upl')}`,
    onUploadCreate: async (_request, upload) => {
      const { batchId, name } = metadataOf(upload);
      if (!(await findBatch(app.db, sender(), batchId))) throw tusError(notFound());
      return { metadata: { ...upload.metadata, name: cleanName(name) } };
    },
    onUploadFinish: async (_request, upload) => {
      await takeIn(upload).catch((error: unknown) => {
        throw tusError(error);
      });
      return {};
    },
  });

  const clear = async ({ emptied }: Asking): Promise<void> => {
    for (const id of emptied) await store.remove(id).catch((error: unknown) => app.log.warn({ err: error }, 'an empty upload'));
  };

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    checkOrigin(request);
    const person = await authenticate(request);
    if (!person) throw new Refusal('unauthenticated', 'Sign in first.');
    if (!person.permissions.has('intake.add')) throw new Refusal('forbidden', 'Your role does not allow this.', { permission: 'intake.add' });
    const now: Asking = { person, emptied: [] };
    const id = decodeURIComponent(request.url.split('?')[0]?.slice(uploadsPath.length + 1) ?? '');
    if (id !== '' && !(id.startsWith(`${person.id}.`) && /^[\w.]+$/.test(id))) throw notFound();
    if (request.method === 'HEAD' && id !== '') {
      await asking.run(now, () => finishIfComplete(store, id, takeIn));
      await clear(now);
      const arrived = await fileOfArrival(app.db, id);
      // Its sender did not hear that it had arrived.
      if (arrived) return reply.headers({ 'tus-resumable': '1.0.0', 'upload-offset': arrived.size, 'upload-length': arrived.size }).send();
    }
    reply.hijack();
    await asking.run(now, () => tus.handle(request.raw, reply.raw));
    await clear(now);
    return reply;
  };
  for (const url of [uploadsPath, `${uploadsPath}/*`]) http.route({ method: ['HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'], url, handler: handle });
  const sweep = async (): Promise<void> => {
    await clearLeftovers(directory, (name) => lentName.test(name));
    await tus.cleanUpExpiredUploads();
  };
  const sweepNow = (): Promise<void> => sweep().catch((error: unknown) => app.log.warn({ err: error }, 'unfinished uploads'));
  const sweeping = setInterval(() => void sweepNow(), 3_600_000);
  sweeping.unref();
  http.addHook('onReady', sweepNow);
  http.addHook('onClose', async () => clearInterval(sweeping));
};

async function finishIfComplete(store: FileStore, id: string, takeIn: (upload: Upload) => Promise<void>): Promise<void> {
  const upload = await store.getUpload(id).catch(() => undefined);
  if (upload && upload.size !== undefined && upload.offset === upload.size) await takeIn(upload);
}

function metadataOf({ metadata }: Upload): { batchId: BatchId; name: string; folder: string } {
  const batchId = BatchId.safeParse(metadata?.['batchId']);
  const name = metadata?.['name'];
  if (!batchId.success || !name) throw tusError(new Refusal('invalid_request', 'An upload names its batchId and its name.'));
  return { batchId: batchId.data, name, folder: metadata?.['folder'] ?? '' };
}

/** The form in which the tus server passes a refusal on. */
function tusError(error: unknown): { status_code: number; body: string } {
  const [status_code, body] = explain(error as Parameters<typeof explain>[0]);
  return { status_code, body: JSON.stringify(body) };
}

