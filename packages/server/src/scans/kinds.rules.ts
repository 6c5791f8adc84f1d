/** What a file is, told by its first bytes and never by its name. */
export type FileKind = 'pdf' | 'jpeg' | 'png' | 'tiff' | 'webp' | 'bmp' | 'heic';

const heifBrands = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** `head` is the first kilobyte. Null: none of the kinds that are taken in. */
export function kindOf(head: Buffer): FileKind | null {
  const ascii = (start: number, end: number): string => head.toString('latin1', start, end);
  // A PDF may begin with up to 1,024 bytes of something else (ISO 32000-1, annex H, note 13).
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(0, 4))) return 'tiff';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
  if (ascii(0, 2) === 'BM' && head.length > 26 && head.readUInt32LE(14) >= 12 && head.readUInt32LE(14) <= 124) return 'bmp';
  if (ascii(4, 8) === 'ftyp' && heifBrands.has(ascii(8, 12))) return 'heic';
  return null;
}

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  webp: 'image/webp',
  bmp: 'image/bmp',
  heic: 'image/heic',
};
