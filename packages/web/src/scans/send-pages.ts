import { call, CallRefused, openBatchEndpoint, type PersonId } from '@qige/wire';
import { sendAs } from '../api/send.ts';
import type { PagesToSend } from '../offline/acts.ts';
import { sendInto } from './uploads.ts';

type Sent = { status: number; error: CallRefused['error'] | null };

/** Sends pages that waited on this device as one batch. What has arrived is not sent again, however often the way there breaks. */
export async function sendPages(personId: PersonId, pages: PagesToSend, keep: (pages: PagesToSend) => Promise<void>): Promise<Sent> {
  let { batchId, files } = pages;
  const { name } = pages;
  try {
    batchId ??= (await call(sendAs(personId), openBatchEndpoint, { body: { name, source: 'browser' } })).id;
    await keep({ name, batchId, files });
  } catch (error) {
    return error instanceof CallRefused ? { status: error.status, error: error.error } : { status: 0, error: null };
  }
  const open = batchId;
  let refused = 0;
  const incoming = files.map((file) => ({ file, folder: name }));
  await sendInto(open, incoming, { 'x-qige-person': personId }, async (file, status) => {
    if (status !== 201) {
      refused = status;
      return;
    }
    files = files.filter((one) => one !== file);
    await keep({ name, batchId: open, files });
  });
  return { status: files.length === 0 ? 201 : refused, error: null };
}
