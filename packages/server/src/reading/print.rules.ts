import type { ReadLine } from '@qige/ocr';

export interface Print {
  /** Size of the characters, in mm: of those in the middle, and of the hundred smallest the greatest; null where there are too few to tell. */
  size: number | null;
  fine: number | null;
  /** Characters that a sheet of A4 would hold at this density; a letter counts half. */
  perSheet: number;
}

const enough = 100;
const chinese = /[\u2e80-\uffef]/;
const a4 = 210 * 297;

/**
 * How large and how close the print is. Chinese characters stand in squares, so a line's length tells their size whatever they are; a box's height does not, since
 * the reader takes the same margin round small print as round large. Running heads and lines of few characters are left out.
 */
export function printOf({ lines, width, height }: { lines: readonly Pick<ReadLine, 'text' | 'box' | 'part'>[]; width: number; height: number }, dpi: number): Print {
  const mm = 25.4 / dpi;
  let all = 0;
  const sized: { size: number; count: number }[] = [];
  for (const { text, box, part } of lines) {
    const chars = [...text];
    const squares = chars.filter((char) => chinese.test(char)).length;
    const wide = squares + (chars.length - squares) / 2;
    all += wide;
    if (part === 'body' && squares >= 6 && squares >= 0.8 * chars.length) sized.push({ size: ((box[2] - box[0]) / wide) * mm, count: chars.length });
  }
  sized.sort((a, b) => a.size - b.size);
  const total = sized.reduce((sum, { count }) => sum + count, 0);
  return { size: total >= enough ? sizeAt(sized, total / 2) : null, fine: sizeAt(sized, enough), perSheet: Math.round((all / (width * mm * height * mm)) * a4) };
}

function sizeAt(sized: readonly { size: number; count: number }[], rank: number): number | null {
  let passed = 0;
  const found = sized.find(({ count }) => (passed += count) >= rank);
  return found ? Math.round(found.size * 100) / 100 : null;
}

/**
 * A red head (红头): the issuer's name and 文件 in large type over the head of a sheet, and the document's number below it. Either alone may stand on a cover sheet or in
 * a contract; what tenders call 文件 is none.
 */
export function hasRedHead({ lines, height }: { lines: readonly Pick<ReadLine, 'text' | 'box'>[]; height: number }): boolean {
  const tall = ({ box }: Pick<ReadLine, 'box'>): number => box[3] - box[1];
  const usual = lines.map(tall).sort((a, b) => a - b)[Math.floor(lines.length / 2)] ?? 0;
  const head = lines.find((line) => line.box[3] < 0.35 * height && tall(line) > 1.5 * usual && /[\u4e00-\u9fff]{4,}文\s?件$/.test(line.text.trim()) && !/(?:招标|投标|采购|响应|谈判|磋商|询价|竞价|资格|技术|设计)文\s?件$/.test(line.text.trim()));
  return head !== undefined && lines.some(({ text, box }) => box[1] > head.box[1] && box[3] < 0.5 * height && /[\u4e00-\u9fff]\s?[〔[(（【]\s?(?:19|20)\d\d\s?[〕\])）】]\s?\d{1,5}\s?号/.test(text));
}
