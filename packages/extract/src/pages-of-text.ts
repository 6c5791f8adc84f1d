import type { ExtractLine, ExtractPage } from './page.ts';

const width = 1240;
const height = 1754;
const left = 150;
const glyph = 24;
const perLine = 38;

/**
 * Pages as a reader would give them, from plain text: for tests and for trying a wording out. `# ` sets a centred title, ` | ` parts the cells of a table row, ` || ` parts
 * blocks set side by side (read column by column), `=== page` begins a page; longer lines are wrapped.
 */
export function pagesOfText(text: string): ExtractPage[] {
  return text.split(/^=== page$/m).map((part) => ({ width, height, lines: setLines(part.split('\n').filter((line) => line.trim() !== '')), quality: { colour: 'colour' as const } }));
}

function setLines(rows: readonly string[]): ExtractLine[] {
  const lines: ExtractLine[] = [];
  let y = 120;
  let table = -1;
  let row = 0;
  let beside: ExtractLine[] = [];
  const flush = () => {
    lines.push(...beside);
    beside = [];
  };
  for (const each of rows) {
    if (each.includes(' || ')) {
      const [a = '', b = ''] = each.split(' || ');
      lines.push(line(a, left, y));
      beside.push(line(b, 680, y));
    } else if (each.includes(' | ')) {
      flush();
      if (row === 0) table++;
      const cells = each.split(' | ').map((cell) => cell.trim());
      for (const [cell, value] of cells.entries()) if (value !== '') lines.push({ ...line(value, left + cell * Math.floor(940 / cells.length), y), table: { index: table, row, cell } });
      row++;
      y += 36;
      continue;
    } else {
      flush();
      const title = each.startsWith('# ');
      for (const piece of title ? [each.slice(2)] : wrap(each)) {
        lines.push(title ? line(piece, (width - piece.length * 40) / 2, y, 40) : line(piece, left, y));
        y += title ? 60 : 36;
      }
      row = 0;
      continue;
    }
    row = 0;
    y += 36;
  }
  flush();
  return lines;
}

function line(text: string, x: number, y: number, size = glyph): ExtractLine {
  const box = [x, y, x + [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? size : size / 2), 0), y + size] as const;
  return { text, box, confidence: 0.98, part: 'body' };
}

function wrap(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const c of text) {
    used += c.charCodeAt(0) > 0x2e7f ? 1 : 0.5;
    if (used > perLine) {
      pieces.push(piece);
      piece = '';
      used = 1;
    }
    piece += c;
  }
  return [...pieces, piece];
}
