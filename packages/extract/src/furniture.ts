import type { DocLine } from './doc.ts';
import type { ExtractPage } from './page.ts';
import { bareNumberAtFoot, pageNumberOf } from './page-number.ts';

const faxLine = /^(?:\d{4}[-/.]\d\d?[-/.]\d\d?\s*\d\d?:\d\d|\d\d?:\d\d|FROM|TO:|发件人|FAX).*(?:FROM|FAX|P[.:]?\s?\d+|传真|TEL)/i;

/** Lines that belong to the sheet, not to the text: running heads, page numbers, the line a fax machine prints. */
export function furnitureOf(pages: readonly ExtractPage[], lines: readonly DocLine[]): DocLine[] {
  const byPage = Map.groupBy(lines.filter((line) => line.text !== ''), ({ page }) => page);
  // The pages next to it and the first two tell whether a line is a running head.
  const near = (number: number) => [...new Set([number - 2, number - 1, number + 1, number + 2, 0, 1])].filter((other) => other !== number).flatMap((other) => byPage.get(other) ?? []);
  return pages.flatMap((page, number) => {
    const own = byPage.get(number) ?? [];
    const others = near(number);
    return own.filter((line, at) => {
      const edge = at < 3 || at >= own.length - 3;
      const margin = line.box[3] < 0.12 * page.height || line.box[1] > 0.88 * page.height;
      if (faxLine.test(line.text) && (at < 2 || margin)) return true;
      if ((edge || margin) && pageNumberOf(line.text) !== null && (at >= own.length - 3 || margin)) return true;
      if (bareNumberAtFoot(page)?.index === line.index) return true;
      const part = page.lines[line.index]?.part;
      if (part === 'footer') return line.text.length < 40;
      if (part === 'header') return number > 0 || repeats(line, others);
      return edge && margin && repeats(line, others);
    });
  });
}

function repeats(line: DocLine, others: readonly DocLine[]): boolean {
  if (line.text.length < 3) return false;
  return others.some((other) => Math.abs(other.box[1] - line.box[1]) < 4 * (line.box[3] - line.box[1]) && alike(other.text, line.text));
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 2 || a.length < 6) return false;
  let same = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] === b[i]) same++;
  return same >= 0.8 * Math.max(a.length, b.length);
}
