import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Composed } from './compose.ts';
import { damage, type Scan } from './damage.ts';
import { imagePdf, mixedPdf } from './pdf.ts';
import { renderDpi, sheetPt, type PageText, type SealOnPage, type Studio } from './render.ts';
import { drawNameSeal, drawSeal, sliceOf } from './seals.ts';
import { fieldsOf, settleFields } from './truth.ts';

type Stamp = { page: number; party: 'A' | 'B'; text: string; kind: string; partial: boolean; box: number[] };

/** Seals over the signature blocks and, for some contracts, a 骑缝章 along the right edge. */
function placeSeals({ deal }: Composed, pages: PageText[], strong: boolean): { drawn: SealOnPage[]; stamps: Stamp[] } {
  const r = deal.r.fork('seals');
  const drawn: SealOnPage[] = [];
  const stamps: Stamp[] = [];
  const kind = r.pick(['公章', '合同专用章', '合同专用章'] as const);
  const paging = pages.length > 1 && r.chance(0.4) ? r.pick(['A', 'B'] as const) : null;
  for (const party of ['A', 'B'] as const) {
    const who = deal[party];
    if (!who.uscc) continue;
    const missing = deal.plant.has('missingStamp') && party === 'B';
    if (missing) deal.anomalies.push({ type: 'missingStamp', party, name: who.name });
    const seal = drawSeal(r, who.name, kind, strong);
    pages.forEach((page, i) => {
      for (const mark of page.seals.filter((m) => m.party === party && !missing)) {
        const x = Math.min(sheetPt.width - seal.size - 8, mark.x + r.int(30, Math.max(34, Math.floor(Math.min(mark.width, 230) - seal.size * 0.6))));
        const y = Math.min(sheetPt.height - seal.size - 4, Math.max(4, mark.y - r.int(22, 58)));
        drawn.push({ page: i + 1, svg: seal.svg, x, y });
        stamps.push({ page: i + 1, party, text: seal.text, kind, partial: false, box: [x, y, x + seal.size, y + seal.size].map(Math.round) });
        if (r.chance(0.2)) drawn.push({ page: i + 1, svg: drawNameSeal(r, who.legal), x: Math.max(10, x - 50), y: y + 40 });
      }
    });
    if (paging !== party || missing) continue;
    const top = r.int(200, 560);
    pages.forEach((_, i) => {
      const { svg, width } = sliceOf(seal, i, pages.length);
      drawn.push({ page: i + 1, svg, x: sheetPt.width - width - 0.5, y: top });
      stamps.push({ page: i + 1, party, text: seal.text, kind: '骑缝章', partial: true, box: [sheetPt.width - width, top, sheetPt.width, top + seal.size].map(Math.round) });
    });
  }
  return { drawn, stamps };
}

const round = (n: number, d = 7) => Math.round(n * 10 ** d) / 10 ** d;

function pageTruth(text: PageText, scan: Scan | null, file: string, profile: string, number: number, of: number, footer: string, stamped: boolean, pdfPage: number | null) {
  return {
    file,
    ...(pdfPage === null ? {} : { pdfPage }),
    profile,
    dpi: scan?.dpi ?? null,
    rotation: scan?.rotation ?? 0,
    ...(scan?.skew === undefined ? {} : { skew: scan.skew }),
    ...(scan ? { width: scan.width, height: scan.height } : {}),
    ...(scan?.exifOrientation ? { exifOrientation: scan.exifOrientation } : {}),
    ...(scan?.quad ? { quad: scan.quad.map((p) => p.map((v) => round(v, 1))) } : {}),
    printedPage: footer.includes('{p}') ? number : null,
    printedPages: footer.includes('{n}') ? of : null,
    stamped,
    ...(scan ? { toImage: scan.toImage.map((v) => round(v)) } : {}),
    text: text.lines.map((l) => l.text).join('\n'),
    altTexts: [],
    lines: text.lines.map((l) => ({ text: l.text, box: l.box?.map((v) => round(v, 1)) ?? null, ...(l.hand ? { hand: l.hand } : {}), ...(l.part ? { part: l.part } : {}) })),
  };
}

export type Written = { id: string; kind: string; form: string; pages: number; profiles: string[]; anomalies: string[] };

/** Renders, stamps, damages and writes one contract with its truth; returns its line for the index. */
export async function writeSample(studio: Studio, composed: Composed, out: string, set: string): Promise<Written> {
  const { plan, deal, terms, sheet } = composed;
  const r = deal.r.fork('scan');
  const strong = plan.profiles.some((p) => p === 'stamp');
  let stamps: Stamp[] = [];
  const digital = plan.form === 'digitalPdf' || plan.form === 'mixedPdf';
  const shot = await studio.shoot(
    sheet,
    (pages) => {
      if (plan.form === 'digitalPdf') return [];
      const placed = placeSeals(composed, pages, strong);
      stamps = placed.stamps;
      return plan.form === 'mixedPdf' ? placed.drawn.filter((s) => s.page === pages.length) : placed.drawn;
    },
    digital,
  );
  const count = shot.pages.length;
  if (plan.form === 'mixedPdf') stamps = stamps.filter((s) => s.page === count);
  // Without headers and footers, which would cut a value that runs over two pages.
  const texts = shot.pages.map((p) =>
    p.lines
      .filter((l) => !l.part)
      .map((l) => l.text)
      .join('\n'),
  );
  const gone = plan.plant.includes('missingPage') && count >= 3 ? r.int(2, count - 1) : null;
  if (gone !== null) deal.anomalies.push({ type: 'missingPage', page: gone, of: count });
  const numbers = Array.from({ length: count }, (_, i) => i + 1).filter((n) => n !== gone);
  const { fields, lost } = settleFields(fieldsOf(composed), texts.join(''), numbers.map((n) => texts[n - 1]).join(''));

  const folder = join(out, plan.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const scans: Scan[] = [];
  const pages = [];
  for (const [i, n] of numbers.entries()) {
    const scanned = !(plan.form === 'digitalPdf' || (plan.form === 'mixedPdf' && n < count));
    const profile = scanned ? (plan.profiles[i % plan.profiles.length] ?? 'scan200') : 'digital';
    const image = shot.images[n - 1] as Buffer;
    const scan = scanned ? await damage(image, shot.images[n % count] as Buffer, profile as Parameters<typeof damage>[2], r, renderDpi) : null;
    if (scan) scans.push(scan);
    const inPdf = plan.form === 'imagePdf' || digital;
    const extension = plan.form === 'png' || plan.form === 'tif' ? plan.form : (scan?.extension ?? 'jpg');
    const file = `p${String(i + 1).padStart(2, '0')}.${extension}`;
    if (scan && !inPdf) await writeFile(join(folder, file), await encodeAs(scan, extension, profile.includes('fax')));
    pages.push(
      pageTruth(
        shot.pages[n - 1] as PageText,
        scan,
        file,
        profile,
        n,
        count,
        sheet.footer,
        stamps.some((s) => s.page === n && !s.partial),
        inPdf || plan.form === 'jpgAndPdf' ? i + 1 : null,
      ),
    );
  }
  if (plan.form === 'imagePdf' || plan.form === 'jpgAndPdf') await writeFile(join(folder, 'scan.pdf'), await imagePdf(scans));
  if (plan.form === 'digitalPdf') await writeFile(join(folder, 'scan.pdf'), shot.pdf as Buffer);
  if (plan.form === 'mixedPdf') await writeFile(join(folder, 'scan.pdf'), await mixedPdf(shot.pdf as Buffer, count - 1, scans));

  const { anomalies } = deal;
  const truth = {
    id: plan.id,
    set,
    kind: terms.kind,
    template: plan.kind,
    form: plan.form,
    ...(deal.main ? { mainContract: deal.main } : {}),
    pages,
    fields,
    ...(lost.length ? { fieldsLostWithPage: lost } : {}),
    stamps: stamps.filter((s) => s.page !== gone).map((s) => ({ ...s, page: numbers.indexOf(s.page) + 1 })),
    anomalies,
  };
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
  return { id: plan.id, kind: terms.kind, form: plan.form, pages: pages.length, profiles: [...new Set(pages.map((p) => p.profile))], anomalies: anomalies.map((a) => a.type) };
}

async function encodeAs(scan: Scan, extension: string, bilevel: boolean): Promise<Buffer> {
  const perMm = (scan.dpi ?? 200) / 25.4;
  if (extension === 'tif' && bilevel) {
    // Group 4 wants one grey channel, which sharp keeps only for raw pixels.
    const { data, info } = await sharp(scan.image).grayscale().raw().toBuffer({ resolveWithObject: true });
    return sharp(data, { raw: info }).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1, xres: perMm, yres: perMm }).toBuffer();
  }
  if (extension === 'tif') return sharp(scan.image).tiff({ compression: 'jpeg', quality: 60, xres: perMm, yres: perMm }).toBuffer();
  if (extension === 'png' && scan.extension !== 'png')
    return sharp(scan.image)
      .png({ palette: true, colours: 16, compressionLevel: 9 })
      .withMetadata({ density: scan.dpi ?? 200 })
      .toBuffer();
  return scan.image;
}
