import sharp from 'sharp';
import { defaultMaxPixels } from './size-limits.ts';
import type { Received } from './decode.ts';
import { UnreadableImage, UnreadablePdf } from './errors.ts';
import { identity } from './matrix.ts';
import { pdfium } from './pdfium.ts';
import type { PdfHandle, Pdfium } from './pdfium.ts';
import { readChars, soundText } from './pdf-text.ts';
import type { PdfChar } from './pdf-text.ts';
import type { Raster } from './raster.ts';

export interface PdfPageRef {
  pdf: string;
  /** From 1. */
  page: number;
  password?: string;
}

/** What there is to read on a page of a PDF: its own text with a picture of the page, or the picture alone. */
export type PdfPageContent = { kind: 'text'; chars: PdfChar[]; raster: Raster; dpi: number } | { kind: 'file'; bytes: Buffer; dpi: number } | { kind: 'image'; received: Received };

const renderDpi = 200;
const imageObject = 3;

let open: { key: string; engine: Pdfium; handle: PdfHandle } | undefined;

/** Opens one page; the document stays open for the next. */
export async function openPdfPage(ref: PdfPageRef, maxPixels = defaultMaxPixels): Promise<PdfPageContent> {
  const engine = await pdfium();
  const key = `${ref.pdf}\0${ref.password ?? ''}`;
  if (open?.key !== key || open.engine !== engine) {
    open?.handle.close();
    open = undefined;
    open = { key, engine, handle: engine.openFile(ref.pdf, ref.password) };
  }
  const { document } = open.handle;
  const page = engine.call('FPDF_LoadPage', document, ref.page - 1);
  if (page === 0) throw new UnreadablePdf('broken', `Page ${ref.page} of the PDF is damaged.`);
  try {
    return readContent(engine, document, page, maxPixels);
  } finally {
    engine.call('FPDF_ClosePage', page);
  }
}

function readContent(engine: Pdfium, document: number, page: number, maxPixels: number): PdfPageContent {
  const width = engine.call('FPDF_GetPageWidthF', page);
  const height = engine.call('FPDF_GetPageHeightF', page);
  const images = imagesOn(engine, page, width, height);
  const scale = renderDpi / 72;
  const chars = readChars(engine, page, width * scale, height * scale);
  const upright = chars.filter((c) => !c.turned);
  // A page that lies on its side is turned by looking at it.
  const lies = upright.length < 0.7 * chars.length;
  if (chars.length > 0 && !lies && !chars.some((c) => c.invisible) && images.every((i) => i.cover < 0.5)) {
    const raster = render(engine, page, Math.round(width * scale), Math.round(height * scale), maxPixels);
    const pictures = images.map((i) => i.box.map((v) => v * scale) as [number, number, number, number]);
    if (soundText(chars, raster, pictures)) return { kind: 'text', chars: upright, raster, dpi: renderDpi };
  }
  const whole = images.find((i) => i.cover > 0.9);
  if (whole) {
    const dpi = Math.round(whole.pixels / (width / 72));
    const bytes = whole.plain && images.length === 1 && !chars.some((c) => !c.invisible) ? jpegBytes(engine, whole.object) : undefined;
    if (bytes) return { kind: 'file', bytes, dpi };
    // Shown at exactly its own resolution the picture is not resampled.
    return { kind: 'image', received: shown(engine, page, width, height, dpi, maxPixels, whole.bits === 1) };
  }
  return { kind: 'image', received: shown(engine, page, width, height, renderDpi, maxPixels, false) };
}

interface ImageOnPage {
  object: number;
  /** In points from the top left. */
  box: readonly [number, number, number, number];
  cover: number;
  pixels: number;
  bits: number;
  /** Neither turned nor mirrored. */
  plain: boolean;
}

function imagesOn(engine: Pdfium, page: number, width: number, height: number): ImageOnPage[] {
  const found: ImageOnPage[] = [];
  const turned = engine.call('FPDFPage_GetRotation', page) !== 0;
  const count = engine.call('FPDFPage_CountObjects', page);
  for (let i = 0; i < count; i++) {
    const object = engine.call('FPDFPage_GetObject', page, i);
    if (engine.call('FPDFPageObj_GetType', object) !== imageObject) continue;
    engine.scratch(64, (p) => {
      engine.call('FPDFPageObj_GetMatrix', object, p);
      const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, k) => engine.view().getFloat32(p + 4 * k, true)) as [number, number, number, number, number, number];
      const w = Math.abs(a) + Math.abs(c);
      const h = Math.abs(b) + Math.abs(d);
      engine.call('FPDFImageObj_GetImageMetadata', object, page, p + 24);
      const pixels = engine.view().getUint32(p + 24, true);
      const bits = engine.view().getUint32(p + 40, true);
      const [pageW, pageH] = turned && w > width ? [height, width] : [width, height];
      const x = e + Math.min(0, a) + Math.min(0, c);
      const y = pageH - f - Math.max(0, d) - Math.max(0, b);
      const cover = Math.min(1, w / pageW) * Math.min(1, h / pageH);
      found.push({ object, box: [x, y, x + w, y + h], cover, pixels: Math.abs(b) > Math.abs(a) ? Math.round((pixels * w) / h) : pixels, bits, plain: !turned && a > 0 && d > 0 && Math.abs(b) < 0.01 && Math.abs(c) < 0.01 });
    });
  }
  return found;
}

/** The JPEG as it lies in the PDF, when that is how the picture is stored. */
function jpegBytes(engine: Pdfium, object: number): Buffer | undefined {
  if (engine.call('FPDFImageObj_GetImageFilterCount', object) !== 1) return undefined;
  const filter = engine.scratch(32, (p) => {
    const length = engine.call('FPDFImageObj_GetImageFilter', object, 0, p, 32);
    return Buffer.from(engine.bytes().subarray(p, p + Math.max(0, length - 1))).toString('latin1');
  });
  if (filter !== 'DCTDecode') return undefined;
  const size = engine.call('FPDFImageObj_GetImageDataRaw', object, 0, 0);
  return engine.scratch(size, (p) => {
    engine.call('FPDFImageObj_GetImageDataRaw', object, p, size);
    return Buffer.from(engine.bytes().subarray(p, p + size));
  });
}

function shown(engine: Pdfium, page: number, width: number, height: number, dpi: number, maxPixels: number, bilevel: boolean): Received {
  const full = render(engine, page, Math.round((width * dpi) / 72), Math.round((height * dpi) / 72), maxPixels);
  const raster = isGrey(full) ? oneChannel(full) : full;
  return {
    raster,
    toStored: identity,
    width: raster.width,
    height: raster.height,
    dpi,
    exifOrientation: 1,
    bilevel,
    count: 1,
    open: () => sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: raster.channels } }),
  };
}

function isGrey({ data }: Raster): boolean {
  for (let i = 0; i < data.length; i += 3) if (Math.abs(data[i]! - data[i + 1]!) > 6 || Math.abs(data[i]! - data[i + 2]!) > 6) return false;
  return true;
}

function oneChannel({ data, width, height }: Raster): Raster {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[3 * i + 1]!;
  return { width, height, channels: 1, data: grey };
}

function render(engine: Pdfium, page: number, width: number, height: number, maxPixels: number): Raster {
  if (width * height > maxPixels) throw new UnreadableImage('too-large', 'The picture has more pixels than are read.');
  const bgr = 2;
  const bitmap = engine.call('FPDFBitmap_CreateEx', width, height, bgr, 0, 0);
  if (bitmap === 0) throw new UnreadablePdf('too-large', 'The page needs more memory than the reader has.');
  try {
    engine.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, -1);
    engine.call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, height, 0, 0x01);
    const stride = engine.call('FPDFBitmap_GetStride', bitmap);
    const from = engine.bytes();
    const start = engine.call('FPDFBitmap_GetBuffer', bitmap);
    const data = new Uint8Array(width * height * 3);
    for (let y = 0, o = 0; y < height; y++) {
      for (let x = 0, p = start + y * stride; x < width; x++, p += 3) {
        data[o++] = from[p + 2]!;
        data[o++] = from[p + 1]!;
        data[o++] = from[p]!;
      }
    }
    return { width, height, channels: 3, data };
  } finally {
    engine.call('FPDFBitmap_Destroy', bitmap);
  }
}

