import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';
import { safeNames } from './file-names.rules.ts';

export interface ZipEntry {
  name: string;
  /** Where it is known before it is opened. */
  size?: number;
  open(): Promise<Readable>;
}

/** Scans do not get smaller by packing, so they are only strung together, under names that are safe anywhere; each is opened when its turn comes. */
export function zipOf(entries: readonly ZipEntry[]): Readable {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  const names = safeNames(entries.map(({ name }) => name));
  zip.on('error', (error: Error) => out.destroy(error));
  for (const [i, { size, open }] of entries.entries()) {
    zip.addReadStreamLazy(names[i] ?? `file ${i + 1}`, { compress: false, ...(size === undefined ? {} : { size }) }, (give) => {
      open().then((stream) => give(null, stream), (error: unknown) => give(error as Error, null as never));
    });
  }
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}
