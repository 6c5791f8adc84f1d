import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** One step of a letter's path, in hundredths of the height of a character; y grows upwards from the base line. */
export type Step = ['move' | 'line', number, number] | ['curve', number, number, number, number, number, number] | ['close'];

export interface Letter {
  char: string;
  /** How far the next letter stands from this one. */
  width: number;
  steps: Step[];
  /** There is no outline of it: it is written by its number. */
  missing?: true;
}

/** What is written on a page is drawn from outlines: a server has no fonts, and names have any characters. letters/README.md says where they come from. */
export function lettersOf(text: string): Letter[] {
  return Array.from(text.normalize('NFC'), (char) => letterOf(char) ?? coded(char));
}

/** A character that is not among the outlines is written by its number, so that it can be told all the same. */
function coded(char: string): Letter {
  const number = `[${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`;
  const letters = Array.from(number, (one) => letterOf(one)).filter((one) => one !== undefined);
  let width = 0;
  const steps = letters.flatMap((one) => {
    const moved = one.steps.map((step) => step.map((part, i) => (typeof part === 'number' && i % 2 === 1 ? part + width : part)) as Step);
    width += one.width;
    return moved;
  });
  return { char, width, steps, missing: true };
}

interface Book {
  bytes: Buffer;
  grid: number;
  blockSize: number;
  /** Number of a block, and where it lies. */
  places: Map<number, readonly [from: number, to: number]>;
}

let book: Book | undefined;

function openBook(): Book {
  const bytes = readFileSync(new URL('letters/noto-sans-sc.letters', import.meta.url));
  const count = bytes.readUInt16LE(4);
  let from = 6 + count * 8;
  const places = new Map<number, readonly [number, number]>();
  for (let i = 0; i < count; i++) {
    const to = from + bytes.readUInt32LE(10 + i * 8);
    places.set(bytes.readUInt32LE(6 + i * 8), [from, to]);
    from = to;
  }
  return { bytes, grid: bytes.readUInt16LE(0), blockSize: bytes.readUInt16LE(2), places };
}

// People's names repeat; the bound keeps a long day from filling memory.
const mostKept = 2_000;
const kept = new Map<string, Letter>();

function letterOf(char: string): Letter | undefined {
  const known = kept.get(char);
  if (known) return known;
  book ??= openBook();
  const code = char.codePointAt(0) ?? 0;
  const place = book.places.get(Math.floor(code / book.blockSize));
  if (!place) return undefined;
  const found = letterIn(brotliDecompressSync(book.bytes.subarray(...place)), code % book.blockSize);
  if (!found) return undefined;
  const letter = { char, ...drawn(found, 100 / book.grid) };
  if (kept.size >= mostKept) kept.clear();
  kept.set(char, letter);
  return letter;
}

function letterIn(block: Buffer, wanted: number): Buffer | undefined {
  const numbers = numbersOf(block);
  for (;;) {
    const place = numbers.next();
    const length = numbers.next();
    if (place === undefined || length === undefined) return undefined;
    const from = numbers.skip(length);
    if (place === wanted) return block.subarray(from, from + length);
  }
}

function numbersOf(bytes: Buffer) {
  let at = 0;
  return {
    /** The next byte as it is. */
    byte: (): number | undefined => bytes[at++],
    next(): number | undefined {
      let value = 0;
      for (let shift = 0; at < bytes.length; shift += 7) {
        const byte = bytes[at++] ?? 0;
        value |= (byte & 127) << shift;
        if (byte < 128) return value & 1 ? -((value + 1) >> 1) : value >> 1;
      }
      return undefined;
    },
    /** Passes over so many bytes, and tells where they begin. */
    skip(length: number): number {
      at += length;
      return at - length;
    },
  };
}

function drawn(bytes: Buffer, scale: number): Pick<Letter, 'width' | 'steps'> {
  const numbers = numbersOf(bytes);
  const width = (numbers.next() ?? 0) * scale;
  const steps: Step[] = [];
  let [x, y] = [0, 0];
  const point = (): [number, number] => {
    x += (numbers.next() ?? 0) * scale;
    y += (numbers.next() ?? 0) * scale;
    return [x, y];
  };
  for (let code = numbers.byte(); code !== undefined; code = numbers.byte()) {
    const [fromX, fromY] = [x, y];
    if (code === 1 || code === 2) steps.push([code === 1 ? 'move' : 'line', ...point()]);
    else if (code === 3) steps.push(raised([fromX, fromY], point(), point()));
    else if (code === 4) steps.push(['curve', ...point(), ...point(), ...point()]);
    else steps.push(['close']);
  }
  return { width, steps };
}

/** A curve with one control point as one with two: PDF knows no other. */
function raised([x0, y0]: [number, number], [cx, cy]: [number, number], [x1, y1]: [number, number]): Step {
  return ['curve', x0 + (2 / 3) * (cx - x0), y0 + (2 / 3) * (cy - y0), x1 + (2 / 3) * (cx - x1), y1 + (2 / 3) * (cy - y1), x1, y1];
}
