import type { PageSource, PageWithImage } from '@qige/ocr';
import type { PageId, ScanId } from '@qige/wire';
import sharp from 'sharp';
import type { App } from '../app.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import { fingerprintsOf, pagesLike, receivedPage, saveImages } from './page-images.queries.ts';
import { openPassword } from './passwords.ts';

export interface SourceOfPage {
  source: PageSource;
  /** Which picture of a TIFF, from 0. */
  index?: number;
  /** Degrees clockwise a person turned the page by. */
  turn: number;
  done(): Promise<void>;
}

/** What a page is to be read from: the file as it was received, and where in it. */
export async function pageSource(app: App, pageId: PageId): Promise<SourceOfPage> {
  const page = await receivedPage(app.db, pageId);
  if (!page) throw notFound();
  const { path, done } = await app.vault.asFile(page.sha256);
  const turn = page.turned;
  if (page.kind !== 'pdf') return { source: path, index: page.filePage - 1, turn, done };
  const password = page.sealed ? { password: openPassword(app.config.secret, page.sealed) } : {};
  return { source: { pdf: path, page: page.filePage, ...password }, turn, done };
}

export interface PageImages {
  image: StoredBlob;
  imageType: string;
  thumbnail: StoredBlob;
}

/** Keeps the straightened image and a thumbnail of it in the vault. */
export async function keepPageImages(app: App, { image }: Pick<PageWithImage, 'image'>): Promise<PageImages> {
  const { format } = await sharp(image).metadata();
  const thumbnail = await sharp(image).resize({ width: 240, height: 340, fit: 'inside' }).webp({ quality: 70 }).toBuffer();
  return { image: await app.vault.put(image), imageType: `image/${format}`, thumbnail: await app.vault.put(thumbnail) };
}

export async function savePageImages(tx: Tx, pageId: PageId, { image, imageType, thumbnail }: PageImages): Promise<void> {
  await saveImages(tx, pageId, image, imageType, thumbnail);
}

/** Of 64 bits of fingerprint so many may differ between two scans of one sheet. */
const sameSheetBits = 10;

/** An earlier scan at least half of whose pages look like pages of this one: probably the same contract scanned again. */
export async function findNearDuplicate(db: Db, scanId: ScanId): Promise<ScanId | undefined> {
  const mine = await fingerprintsOf(db, scanId);
  const alike = Map.groupBy(await pagesLike(db, scanId, mine, sameSheetBits), (row) => row.scanId);
  for (const [other, rows] of alike) {
    const theirs = (await fingerprintsOf(db, other)).length;
    const matched = new Set(rows.map((row) => row.like)).size;
    if (matched * 2 >= Math.max(mine.length, theirs)) return other;
  }
  return undefined;
}
