import type { Box, PageQuality, PageWithImage, Reader, ReadLine, SealMark } from '@qige/ocr';
import sharp from 'sharp';

/** What a page says, line by line from the top; or the error reading it ends in. */
export interface ScriptedPage {
  lines: readonly string[];
  seals?: readonly SealMark[];
  quality?: Partial<PageQuality>;
  /** What the page looks like; a blank one otherwise. */
  image?: Buffer;
}

type Script = (source: string, page: number) => ScriptedPage | Error | Promise<ScriptedPage | Error>;

export const scriptedSize = { width: 1000, height: 1400 };

/**
 * A reader for tests that reads what it is told to: `script` is asked with the file's path and the page (from 1). The lines stand one under
 * the other, characters of one width, as an engine would place them; the image is a small blank one.
 */
export function scriptedReader(script: Script): Reader & { read: string[] } {
  const read: string[] = [];
  return {
    read,
    pids: [],
    async readImage(source, options = {}) {
      const [path, page] = Buffer.isBuffer(source) ? ['', 1] : typeof source === 'string' ? [source, (options.index ?? 0) + 1] : [source.pdf, source.page];
      read.push(`${path.split('/').at(-1)}#${page}`);
      const told = await script(path, page);
      options.signal?.throwIfAborted();
      if (told instanceof Error) throw told;
      return pageOf(told, read.length);
    },
    close: async () => {},
  };
}

async function pageOf({ lines, seals = [], quality, image }: ScriptedPage, turn: number): Promise<PageWithImage> {
  const { width, height } = scriptedSize;
  // Each page looks a little different, so that no two are taken for the same sheet.
  const background = { r: 255, g: 255, b: 250 - (turn % 50) };
  return {
    width,
    height,
    lines: lines.map(lineAt),
    seals,
    quality: { dpi: 300, rotation: 0, skew: 0, blur: 0, blank: lines.length === 0, cut: false, colour: 'colour', photo: false, ...quality },
    toReceived: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    image: image ?? (await sharp({ create: { width: width / 10, height: height / 10, channels: 3, background } }).jpeg().toBuffer()),
    from: 'image',
  };
}

function lineAt(text: string, index: number): ReadLine {
  const [left, top, size] = [100, 80 + index * 40, 20];
  const chars = [...text].map((char, i) => ({ text: char, box: [left + i * size, top, left + (i + 1) * size - 2, top + 26] as Box, confidence: 0.98 }));
  return { text, box: [left, top, left + chars.length * size, top + 26], confidence: 0.98, chars, part: 'body' };
}
