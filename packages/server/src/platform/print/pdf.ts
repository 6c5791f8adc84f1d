import { PDFDocument, PDFHexString, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import { type Letter, lettersOf } from '../mark/letters.ts';
import { squaresOf } from './code.ts';
import type { Drawing, Mark } from './drawing.ts';
import { fontOf } from './font-file.ts';
import { settable, widthOf } from './set-text.ts';

const points = 72 / 25.4;

/** Drawings as the pages of a PDF, each of its own size. The letters they use go with it as a font, so that it prints alike everywhere and its text can be searched and copied. */
export async function pdfOf(drawings: readonly Drawing[], title: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  document.setProducer('Qige');
  document.setLanguage('zh-CN');
  const { context } = document;
  const font = context.nextRef();
  const used = new Used();
  for (const drawing of drawings) {
    const page = document.addPage([drawing.width * points, drawing.height * points]);
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(contentOf(drawing, used))));
    page.node.set(PDFName.of('Resources'), context.obj({ Font: { F: font } }));
  }
  embed(document, font, used.letters);
  return document.save({ addDefaultPage: false });
}

/** Letters get the numbers of their glyphs in the order they are first used. */
class Used {
  readonly letters: Letter[] = [];
  readonly #numbers = new Map<string, number>();
  codesOf(text: string): string {
    return lettersOf(text)
      .map((letter) => {
        const number = this.#numbers.get(letter.char) ?? this.letters.push(letter);
        this.#numbers.set(letter.char, number);
        return number.toString(16).padStart(4, '0');
      })
      .join('');
  }
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000);

function contentOf({ height, marks }: Drawing, used: Used): string {
  const x = (mm: number): string => round(mm * points);
  const y = (mm: number): string => round((height - mm) * points);
  const rect = (left: number, top: number, width: number, tall: number): string => `${x(left)} ${y(top + tall)} ${round(width * points)} ${round(tall * points)} re`;
  const paint = (mark: Mark): string => {
    if (mark.kind === 'text') {
      const text = settable(mark.text);
      const left = mark.x - (mark.align === 'center' ? widthOf(text, mark.size) / 2 : mark.align === 'right' ? widthOf(text, mark.size) : 0);
      const heavy = mark.heavy ? `2 Tr ${round(mark.size * points * 0.025)} w ` : '0 Tr ';
      return `BT /F ${round(mark.size * points)} Tf ${heavy}${x(left)} ${y(mark.y)} Td <${used.codesOf(text)}> Tj ET`;
    }
    if (mark.kind === 'line') return `q ${round(mark.width * points)} w ${mark.dashed ? '[2 2] 0 d ' : ''}${x(mark.from[0])} ${y(mark.from[1])} m ${x(mark.to[0])} ${y(mark.to[1])} l S Q`;
    if (mark.kind === 'frame') return `${round(mark.line * points)} w ${rect(mark.x, mark.y, mark.width, mark.height)} S`;
    if (mark.kind === 'fill') return `q ${round(mark.grey)} g ${rect(mark.x, mark.y, mark.width, mark.height)} f Q`;
    const { size, runs } = squaresOf(mark.text);
    const step = mark.side / size;
    // A hair more than the step, so that no printer leaves a line between two rows.
    return `${runs.map(([column, row, length]) => rect(mark.x + column * step, mark.y + row * step, length * step, step * 1.01)).join(' ')} f`;
  };
  return marks.map(paint).join('\n');
}

function embed({ context }: PDFDocument, ref: PDFRef, letters: readonly Letter[]): void {
  const name = PDFName.of('QIGEAA+NotoSansSC');
  const file = fontOf(letters);
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor', FontName: name, Flags: 4, FontBBox: [0, -200, 1000, 1000], ItalicAngle: 0, Ascent: 880, Descent: -120, CapHeight: 733, StemV: 90,
      FontFile2: context.register(context.flateStream(file, { Length1: file.length })),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font', Subtype: 'CIDFontType2', BaseFont: name, CIDToGIDMap: 'Identity', DW: 1000, FontDescriptor: descriptor,
      CIDSystemInfo: { Registry: PDFHexString.of(Buffer.from('Adobe').toString('hex')), Ordering: PDFHexString.of(Buffer.from('Identity').toString('hex')), Supplement: 0 },
      W: [1, letters.map(({ width }) => Math.round(width * 10))],
    }),
  );
  context.assign(
    ref,
    context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: name, Encoding: 'Identity-H', DescendantFonts: [descendant], ToUnicode: context.register(context.flateStream(meanings(letters))) }),
  );
}

/** What each glyph stands for; also one that is written by its number. */
function meanings(letters: readonly Letter[]): string {
  const lines = letters.map(({ char }, i) => `<${(i + 1).toString(16).padStart(4, '0')}> <${Buffer.from(char, 'utf16le').swap16().toString('hex')}>`);
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(i * 100, i * 100 + 100)).map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n${blocks.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`;
}
