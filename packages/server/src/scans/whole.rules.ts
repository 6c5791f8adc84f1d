import type { FileKind } from './kinds.rules.ts';

export interface Ends {
  /** At least the first 16 bytes. */
  head: Buffer;
  /** The last bytes, up to `tailBytes`. */
  tail: Buffer;
  size: number;
}

/** Scanners pad the end of a PDF, and printers write jobs behind it: the end is looked for this far back. */
export const tailBytes = 65_536;

/**
 * Whether a file ends before its own words say it should. Decoders do not always tell: half a WebP is shown as a picture with a grey
 * lower half, and a PDF that names its pages up front opens with the last of them empty.
 */
export function endsTooSoon(kind: FileKind, { head, tail, size }: Ends): boolean {
  switch (kind) {
    case 'webp':
      return head.readUInt32LE(4) + 8 > size;
    case 'tiff':
      return firstDirectory(head) + 2 > size;
    case 'png':
      return !tail.includes('IEND');
    case 'pdf':
      return !tail.includes('%%EOF') && !tail.includes('startxref');
    default:
      // A JPEG's decoder says so, BMP and HEIC in their headers.
      return false;
  }
}

/** Where a TIFF's first picture is described (TIFF 6.0 section 2; BigTIFF has 8-byte offsets). */
function firstDirectory(head: Buffer): number {
  const little = head[0] === 0x49;
  const big = (little ? head[2] : head[3]) === 0x2b;
  if (big) return Number(little ? head.readBigUInt64LE(8) : head.readBigUInt64BE(8));
  return little ? head.readUInt32LE(4) : head.readUInt32BE(4);
}
