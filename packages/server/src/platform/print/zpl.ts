import sharp from 'sharp';
import { codeLevel, squaresOf } from './code.ts';
import type { Drawing, Mark } from './drawing.ts';
import { svgOf } from './svg.ts';

export type Dpi = 203 | 300;

/**
 * A drawing as one label in ZPL II. Codes are drawn by the printer itself (^BQ), to its dots; everything else comes as one picture (^GFA), since
 * printers have no Chinese font, or each another.
 */
export async function zplOf(drawing: Drawing, dpi: Dpi): Promise<string> {
  const dots = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const [width, height] = [dots(drawing.width), dots(drawing.height)];
  const codes = drawing.marks.filter((mark): mark is Mark & { kind: 'code' } => mark.kind === 'code');
  const picture = await picturesOf({ ...drawing, marks: drawing.marks.filter(({ kind }) => kind !== 'code') }, width, height);
  const drawn = codes.map(({ text, x, y, side }) => {
    const { size } = squaresOf(text);
    const step = Math.min(10, Math.max(1, Math.floor(dots(side) / size)));
    const rest = (dots(side) - step * size) / 2;
    // The printer sets a code ten dots lower than it is told.
    return `^FO${Math.round(dots(x) + rest)},${Math.max(0, Math.round(dots(y) + rest) - 10)}^BQN,2,${step}^FD${codeLevel}A,${text}^FS`;
  });
  return `^XA^CI28^PW${width}^LL${height}^LH0,0\n${picture}\n${drawn.join('\n')}\n^XZ\n`;
}

async function picturesOf(drawing: Drawing, width: number, height: number): Promise<string> {
  const { data } = await sharp(Buffer.from(svgOf(drawing)), { density: 300, limitInputPixels: 100_000_000 }).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  const rowBytes = Math.ceil(width / 8);
  const bits = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if ((data[y * width + x] ?? 255) < 140) bits.writeUInt8(bits.readUInt8(y * rowBytes + (x >> 3)) | (128 >> (x & 7)), y * rowBytes + (x >> 3));
  const rows = Array.from({ length: height }, (_, y) => bits.subarray(y * rowBytes, (y + 1) * rowBytes).toString('hex').toUpperCase());
  return `^FO0,0^GFA,${bits.length},${bits.length},${rowBytes},${rows.map((row, y) => (row === rows[y - 1] ? ':' : squeezed(row))).join('')}^FS`;
}

/** Runs written shorter, as ZPL II does: `G`–`Y` stand for 1–19, `g`–`z` for 20–400; `,` and `!` fill the rest of a row with 0 and F. */
function squeezed(row: string): string {
  const end = row.at(-1);
  const filled = end === '0' || end === 'F';
  const body = filled ? row.replace(new RegExp(`${end}+$`), '') : row;
  const runs = body.replaceAll(/(.)\1+/g, (run, digit: string) => `${times(run.length)}${digit}`);
  return filled ? `${runs}${end === '0' ? ',' : '!'}` : runs;
}

function times(count: number): string {
  let rest = count;
  let said = '';
  for (; rest >= 400; rest -= 400) said += 'z';
  if (rest >= 20) said += String.fromCharCode(102 + Math.floor(rest / 20));
  rest %= 20;
  return rest > 0 ? said + String.fromCharCode(70 + rest) : said;
}
