import { keepReturnPhotoEndpoint, type CopyId, CallRefused, ErrorBody, type LoanId, urlOf } from '@qige/wire';

const longestSide = 1_600;

/** A picture from a camera, small enough to send and keep: 1600 px, JPEG. */
export async function smallPhoto(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', 0.82));
}

export async function sendPhoto(loanId: LoanId, copyId: CopyId, photo: Blob): Promise<void> {
  const reply = await fetch(urlOf(keepReturnPhotoEndpoint, { params: { loanId, copyId } }), { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: photo });
  if (reply.ok) return;
  const told = ErrorBody.safeParse(await reply.json().catch(() => undefined));
  throw new CallRefused(reply.status, told.success ? told.data.error : { code: 'unavailable', message: '' });
}
