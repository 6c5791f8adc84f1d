import { createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { once } from 'node:events';
import { deflateSync } from 'node:zlib';
import { squareFont } from './cid-font.ts';
import { pdfImage } from './pdf-image.ts';
import { srgbProfile } from './srgb-profile.ts';
import type { ReadLine, ReadPage } from './types.ts';

export interface ArchivePage {
  /** JPEG or PNG, as `Reader.readImage` gives it; the page's boxes are in its pixels. */
  image: Buffer;
  page: Pick<ReadPage, 'width' | 'height' | 'lines'> & { quality: Pick<ReadPage['quality'], 'dpi'> };
}

export interface ArchiveOptions {
  title?: string;
  /** When the copy was made. Default: now. */
  createdAt?: Date;
}

/**
 * Writes a PDF/A-2u (ISO 19005-2): the straightened images with an invisible, searchable text layer on them.
 * One page is held in memory at a time. The file appears under its name only when it is whole.
 */
export async function writeArchivePdf(pages: AsyncIterable<ArchivePage> | Iterable<ArchivePage>, out: string, options: ArchiveOptions = {}): Promise<{ pages: number }> {
  const partial = `${out}.partial`;
  const file = createWriteStream(partial);
  const failed = once(file, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
  let length = 0;
  const offsets: number[] = [];
  const write = async (data: Buffer | string): Promise<void> => {
    const chunk = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    length += chunk.length;
    if (!file.write(chunk)) await Promise.race([once(file, 'drain'), failed]);
  };
  const reserve = (): number => offsets.push(0);
  const object = async (id: number, body: string, stream?: Buffer): Promise<number> => {
    offsets[id - 1] = length;
    await write(`${id} 0 obj\n${stream ? body.replace(/>>$/, `/Length ${stream.length}>>`) : body}\n`);
    if (stream) {
      await write('stream\n');
      await write(stream);
      await write('\nendstream\n');
    }
    await write('endobj\n');
    return id;
  };
  const add = (body: string, stream?: Buffer): Promise<number> => object(reserve(), body, stream);

  try {
    // The second line marks the file as binary, as ISO 19005-2 6.1.2 asks.
    await write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
    const catalog = reserve();
    const tree = reserve();
    const font = reserve();
    const used = new Set<number>();
    const kids: number[] = [];
    for await (const { image, page } of pages) {
      const dpi = page.quality.dpi && page.quality.dpi >= 50 ? page.quality.dpi : guessDpi(page.width, page.height);
      const [w, h] = [points((page.width * 72) / dpi), points((page.height * 72) / dpi)];
      const picture = await pdfImage(image);
      const xobject = await add(picture.dictionary, picture.data);
      const content = `q ${w} 0 0 ${h} 0 0 cm /Im Do Q\nBT 3 Tr\n${page.lines.map((line) => lineText(line, 72 / dpi, page.height, used)).join('')}ET\n`;
      const contents = await add('<</Filter/FlateDecode>>', deflateSync(content));
      kids.push(await add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${w} ${h}]/Contents ${contents} 0 R/Resources<</XObject<</Im ${xobject} 0 R>>/Font<</F ${font} 0 R>>>>>>`));
    }
    const fontFile = deflateSync(squareFont());
    const embedded = await add(`<</Length1 ${squareFont().length}/Filter/FlateDecode>>`, fontFile);
    const descriptor = await add(`<</Type/FontDescriptor/FontName/QIGEAA+Invisible/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 ${embedded} 0 R>>`);
    const toGlyph = await add('<</Filter/FlateDecode>>', deflateSync(glyphMap(used)));
    const descendant = await add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/QIGEAA+Invisible/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/DW 1000/CIDToGIDMap ${toGlyph} 0 R>>`,
    );
    const unicode = await add('<</Filter/FlateDecode>>', deflateSync(toUnicode(used)));
    await object(font, `<</Type/Font/Subtype/Type0/BaseFont/QIGEAA+Invisible/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`);
    const profile = await add('<</N 3/Filter/FlateDecode>>', deflateSync(srgbProfile()));
    const made = options.createdAt ?? new Date();
    const metadata = await add('<</Type/Metadata/Subtype/XML>>', Buffer.from(xmp(options.title ?? '', made), 'utf8'));
    await object(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((k) => `${k} 0 R`).join(' ')}]>>`);
    await object(
      catalog,
      `<</Type/Catalog/Pages ${tree} 0 R/Metadata ${metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>]>>`,
    );
    const info = await add(`<</Title ${pdfString(options.title ?? '')}/Producer(Qige)/CreationDate(${pdfDate(made)})/ModDate(${pdfDate(made)})>>`);
    const start = length;
    await write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`);
    const id = crypto.randomUUID().replaceAll('-', '');
    await write(`trailer\n<</Size ${offsets.length + 1}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]>>\nstartxref\n${start}\n%%EOF\n`);
    file.end();
    await Promise.race([once(file, 'close'), failed]);
    await rename(partial, out);
    return { pages: kids.length };
  } catch (error) {
    file.destroy();
    await unlink(partial).catch(() => {});
    throw error;
  }
}

const points = (v: number): string => String(Math.round(v * 1000) / 1000);

/** A4 where the sheet has its shape; its size is unknown else, and 200 dpi as good as any. */
function guessDpi(width: number, height: number): number {
  const [short, long] = width < height ? [width, height] : [height, width];
  return Math.abs(long / short - Math.SQRT2) < 0.1 ? (long / 842) * 72 : 200;
}

/** One line of invisible text, stretched to the width of its box. Characters beyond the BMP take the codes of their surrogates' place. */
function lineText(line: ReadLine, scale: number, pageHeight: number, used: Set<number>): string {
  const codes = [...line.text].map((c) => c.codePointAt(0)!);
  if (codes.length === 0) return '';
  for (const code of codes) used.add(code);
  const [x0, y0, x1, y1] = line.box;
  const size = Math.max(1, (y1 - y0) * scale);
  const stretch = Math.max(1, (((x1 - x0) * scale) / (size * codes.length)) * 100);
  const baseline = (pageHeight - y1) * scale + size * 0.12;
  return `/F ${points(size)} Tf ${points(stretch)} Tz 1 0 0 1 ${points(x0 * scale)} ${points(baseline)} Tm <${codes.map((c) => cid(c).toString(16).padStart(4, '0')).join('')}> Tj\n`;
}

const astral = new Map<number, number>();

/** BMP characters are their own code; others get one in the private area 0xE000..0xF8FF, which scans never hold. */
function cid(code: number): number {
  if (code < 0x10000) return code;
  let value = astral.get(code);
  if (value === undefined) {
    value = 0xe000 + (astral.size % 0x1900);
    astral.set(code, value);
  }
  return value;
}

function toUnicode(used: ReadonlySet<number>): string {
  const lines = [...used]
    .sort((m, n) => cid(m) - cid(n))
    .map((code) => `<${cid(code).toString(16).padStart(4, '0')}> <${Buffer.from(String.fromCodePoint(code), 'utf16le').swap16().toString('hex')}>`);
  const blocks: string[] = [];
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`;
}

/** Every code used shows glyph 1; none shows .notdef, which PDF/A forbids. */
function glyphMap(used: ReadonlySet<number>): Buffer {
  const map = Buffer.alloc(2 * (Math.max(0, ...[...used].map(cid)) + 1));
  for (const code of used) map.writeUInt16BE(1, 2 * cid(code));
  return map;
}

const pdfString = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

const pdfDate = (at: Date): string => `D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

function xmp(title: string, made: Date): string {
  const escaped = title.replace(/[<&>]/g, (c) => ({ '<': '&lt;', '&': '&amp;', '>': '&gt;' })[c]!);
  const at = `${made.toISOString().slice(0, 19)}Z`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Qige</pdf:Producer></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
