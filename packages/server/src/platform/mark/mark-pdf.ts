import { EncryptedPDFError, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import { unpackedWhole } from './bounded-streams.ts';
import { type Letter, lettersOf, type Step } from './letters.ts';
import { patternOf, placesOn, slant } from './mark.rules.ts';
import { Unmarkable } from './unmarkable.ts';

/**
 * The PDF with the words all over every page, as text among its text: it can be searched as before, and the words can be found too. The file is written anew as a
 * whole, so that the pages without the words are not left in an earlier state of it; files attached to it stay behind.
 */
export async function markPdf(bytes: Uint8Array, words: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false }).catch((error: unknown) => {
    throw new Unmarkable(error instanceof EncryptedPDFError ? 'encrypted' : 'damaged', { cause: error });
  });
  if (!unpackedWhole(document.context)) throw new Unmarkable('damaged');
  try {
    const letters = lettersOf(words);
    const text: Text = { letters, font: fontOf(document, letters), length: letters.reduce((sum, { width }) => sum + width, 0) / 100 };
    const forms = new Map<string, PDFRef>();
    for (const page of document.getPages()) lay(page, text, forms);
    dropAttachments(document);
    return await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  } catch (error) {
    throw new Unmarkable('damaged', { cause: error });
  }
}

interface Text {
  letters: readonly Letter[];
  font: PDFRef;
  length: number;
}

/** The page's own content is kept to itself, so that whatever it leaves behind cannot move or hide the mark. Pages of one size share one drawing. */
function lay(page: PDFPage, text: Text, forms: Map<string, PDFRef>): void {
  const { context } = page.doc;
  const box = page.getMediaBox(); // what lies outside of the part that is shown is there all the same
  const turn = page.getRotation().angle;
  const key = [box.x, box.y, box.width, box.height, turn].join();
  const form = forms.get(key) ?? context.register(drawing(page, text, box, turn));
  forms.set(key, form);
  const { Contents } = page.node.normalizedEntries();
  const name = page.node.newXObject('Mark', form);
  if (Contents) page.node.wrapContentStreams(context.getPushGraphicsStateContentStream(), context.getPopGraphicsStateContentStream());
  page.node.addContentStream(context.register(context.stream(`/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q ${name.toString()} Do Q EMC`)));
}

function drawing(page: PDFPage, { letters, font, length }: Text, box: { x: number; y: number; width: number; height: number }, turn: number) {
  const pattern = patternOf(box, length);
  const angle = ((slant + turn) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((one) => (one * pattern.size).toFixed(4));
  const codes = codesOf(letters);
  const said = letters.map(({ char }) => hex(codes.get(char) ?? 0)).join('');
  const [backX, backY] = [(-length / 2) * Number(cos), (-length / 2) * Number(sin)];
  const lines = placesOn(box, pattern).map(([x, y]) => `${cos} ${sin} ${-Number(sin)} ${cos} ${(box.x + x + backX).toFixed(2)} ${(box.y + y + backY).toFixed(2)} Tm <${said}> Tj`);
  const { context } = page.doc;
  const form = { Type: 'XObject', Subtype: 'Form', BBox: [box.x, box.y, box.x + box.width, box.y + box.height] };
  // As a group the words are made faint together; letters of a drawn font are not made so one by one everywhere.
  const solid = context.flateStream(`BT /Letters 1 Tf ${lines.join('\n')} ET`, { ...form, Group: { S: 'Transparency', CS: 'DeviceGray' }, Resources: { Font: { Letters: font } } });
  return context.stream('/Faint gs /Words Do', { ...form, Resources: { XObject: { Words: context.register(solid) }, ExtGState: { Faint: { Type: 'ExtGState', ca: 0.24, CA: 0.24 } } } });
}

const hex = (value: number, digits = 2): string => value.toString(16).padStart(digits, '0');
const codesOf = (letters: readonly Letter[]): Map<string, number> => new Map([...new Set(letters.map(({ char }) => char))].map((char, i) => [char, i + 1]));

/** The letters as a font of drawn ones (Type 3), each with the character it stands for. A font of one code a byte holds 255: more than any mark has. */
function fontOf({ context }: PDFDocument, letters: readonly Letter[]): PDFRef {
  const codes = codesOf(letters);
  const each = [...new Map(letters.map((letter) => [letter.char, letter])).values()];
  const drawn = each.map((letter) => [`c${codes.get(letter.char)}`, context.register(context.flateStream(paintOf(letter)))] as const);
  const meant = each.map(({ char }) => `<${hex(codes.get(char) ?? 0)}> <${utf16(char)}>`);
  const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Mark def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange ${meant.length} beginbfchar\n${meant.join('\n')}\nendbfchar endcmap CMapName currentdict /CMap defineresource pop end end`;
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type3',
      FontBBox: [0, -30, 100, 120],
      FontMatrix: [0.01, 0, 0, 0.01, 0, 0],
      FirstChar: 1,
      LastChar: each.length,
      Widths: each.map(({ width }) => width),
      CharProcs: Object.fromEntries(drawn),
      Encoding: { Type: 'Encoding', Differences: [1, ...drawn.map(([name]) => PDFName.of(name))] },
      Resources: {},
      ToUnicode: context.register(context.flateStream(toUnicode)),
    }),
  );
}

const utf16 = (char: string): string => PDFHexString.fromText(char).asString().slice(4);
const operators = { move: 'm', line: 'l', curve: 'c', close: 'h' } as const;

/** A light seam first, for pages that are dark, and the letter on it. */
function paintOf({ width, steps }: Letter): string {
  const path = steps.map(([kind, ...numbers]: Step) => `${numbers.map((one) => Number(one.toFixed(1))).join(' ')} ${operators[kind]}`).join('\n');
  return `${width} 0 d0\n1 G 7 w 1 j ${path} S\n0.13 g ${path} f`;
}

function dropAttachments({ catalog, context }: PDFDocument): void {
  catalog.delete(PDFName.of('AF'));
  const names = catalog.lookup(PDFName.of('Names'));
  if (names instanceof PDFDict) names.delete(PDFName.of('EmbeddedFiles'));
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const type = object instanceof PDFDict ? object.get(PDFName.of('Type')) : undefined;
    if (type === PDFName.of('Filespec')) context.delete(ref);
  }
}
