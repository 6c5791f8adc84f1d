import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFNumber, PDFOperator, PDFOperatorNames } from '@cantoo/pdf-lib';
import { renderPdfPage } from '@qige/ocr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markImage } from '../platform/mark/mark-image.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

let house: House;
let archivist: Visitor;
let reader: Visitor;
let other: Visitor;
let department: Awaited<ReturnType<House['givenDepartment']>>;
const lines = ['采购合同', '甲方：西安岑嵘精密机械有限公司'];

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines })) });
  department = await house.givenDepartment('ours');
  archivist = await house.as('archivist');
  reader = await house.as('reader', { departmentId: department, name: '欧阳䶮娜' });
  other = await house.as('reader', { departmentId: department, name: '司马相如' });
});
afterAll(() => house.close());

const bytesOf = async (visitor: Visitor, url: string) => {
  const reply = await visitor.raw('GET', url, Buffer.alloc(0), {});
  return { status: reply.statusCode, type: String(reply.headers['content-type']), cache: reply.headers['cache-control'], name: reply.headers['content-disposition'], bytes: reply.rawPayload };
};

async function textOf(bytes: Buffer): Promise<string> {
  const path = join(house.folder, 'text.pdf');
  await writeFile(path, bytes);
  return new Promise((resolve, reject) => execFile('pdftotext', ['-raw', path, '-'], { maxBuffer: 1e8 }, (error, out) => (error ? reject(error) : resolve(out.replaceAll(' ', '')))));
}

/** A registered contract of this department; its file holds these bytes. */
async function givenRegistered(file?: { bytes: Buffer; kind: string; name: string }, pages = 1) {
  const given = await givenOpenedFile(house, pages, { departmentId: department });
  if (file) {
    const blob = await house.app.vault.put(file.bytes);
    await house.app.db.insertInto('vaultBlob').values({ sha256: blob.name, size: blob.size, mediaType: file.kind === 'pdf' ? 'application/pdf' : `image/${file.kind}` }).onConflict((one) => one.doNothing()).execute();
    await house.app.db.updateTable('receivedFile').set({ sha256: blob.name, size: blob.size, kind: file.kind, name: file.name }).where('id', '=', given.fileId).execute();
  }
  await house.runJobs();
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow();
  const reply = await archivist.post(`/api/scans/${given.scanId}/register`, { contractTypeId: type.id, fields: { title: '采购合同' }, parties: [{ side: 'A', name: '西安岑嵘精密机械有限公司' }], departmentId: department });
  expect(reply.status).toBe(201);
  await house.runJobs();
  return { ...given, contractId: reply.body.contractId as string };
}

async function pdfOf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let i = 1; i <= pages; i++) document.addPage().drawText(`Sheet ${i} of the agreement`);
  return Buffer.from(await document.save());
}

describe('who may not have clean copies gets marked ones', () => {
  test('of a page image: each their own, never one kept by anybody between', async () => {
    const { pageIds } = await givenRegistered();
    const url = `/api/pages/${pageIds[0]}/image`;
    const [clean, mine, again, theirs] = [await bytesOf(archivist, url), await bytesOf(reader, url), await bytesOf(reader, url), await bytesOf(other, url)];
    expect([mine.status, mine.type, mine.cache]).toEqual([200, 'image/jpeg', 'private, no-store']);
    const { imageSha256 } = await house.app.db.selectFrom('page').select('imageSha256').where('id', '=', pageIds[0] as never).executeTakeFirstOrThrow();
    expect(clean.bytes.equals(await house.app.vault.read(imageSha256 ?? ''))).toBe(true);
    expect(mine.bytes.equals(clean.bytes)).toBe(false);
    expect(mine.bytes.equals(again.bytes)).toBe(true);
    expect(mine.bytes.equals(theirs.bytes)).toBe(false);
  });

  test('of the page as it came', async () => {
    const picture = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#fff' } }).png().toBuffer();
    const { pageIds } = await givenRegistered({ bytes: picture, kind: 'png', name: 'a.png' });
    const url = `/api/pages/${pageIds[0]}/received`;
    expect(await toneOf((await bytesOf(archivist, url)).bytes)).toBeGreaterThan(254.5);
    expect(await toneOf((await bytesOf(reader, url)).bytes)).toBeLessThan(254);
  });

  test('of the archive copy: its text can be searched as before, and says whose it is', async () => {
    const { scanId } = await givenRegistered();
    const url = `/api/scans/${scanId}/archive.pdf`;
    const clean = await textOf((await bytesOf(archivist, url)).bytes);
    const mine = await textOf((await bytesOf(reader, url)).bytes);
    const theirs = await textOf((await bytesOf(other, url)).bytes);
    for (const text of [clean, mine, theirs]) expect(text).toContain('西安岑嵘精密机械有限公司');
    expect([clean, mine, theirs].map((text) => [text.includes('欧阳䶮娜'), text.includes('司马相如')])).toEqual([[false, false], [true, false], [false, true]]);
    expect(mine).toMatch(/20\d\d-\d\d-\d\d/);
  });

  test('of a PDF as it was received, on every page', async () => {
    const { contractId } = await givenRegistered({ bytes: await pdfOf(40), kind: 'pdf', name: '合同.pdf' });
    const url = `/api/contracts/${contractId}/original`;
    const { bytes } = await bytesOf(reader, url);
    const pages = (await textOf(bytes)).split('\f').slice(0, -1);
    expect(pages).toHaveLength(40);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`Sheet${i + 1}oftheagreement`);
      expect(page).toContain('欧阳䶮娜');
    }
    expect(bytes.includes('%%EOF') && bytes.indexOf('%%EOF') === bytes.lastIndexOf('%%EOF')).toBe(true);
    expect(await textOf((await bytesOf(archivist, url)).bytes)).not.toContain('欧阳');
  });

  test('of a PDF without the files that are attached to it, and of pages that are turned or leave content unclosed', async () => {
    const document = await PDFDocument.load(await pdfOf(3));
    await document.attach(await pdfOf(1), 'clean.pdf', { mimeType: 'application/pdf' });
    document.getPage(0).setRotation(degrees(90));
    document.getPage(1).pushOperators(PDFOperator.of(PDFOperatorNames.PushGraphicsState), PDFOperator.of(PDFOperatorNames.ConcatTransformationMatrix, [PDFNumber.of(0), PDFNumber.of(0), PDFNumber.of(0), PDFNumber.of(0), PDFNumber.of(0), PDFNumber.of(0)]));
    const { contractId } = await givenRegistered({ bytes: Buffer.from(await document.save()), kind: 'pdf', name: 'x.pdf' });
    const { bytes } = await bytesOf(reader, `/api/contracts/${contractId}/original`);
    expect(bytes.includes('clean.pdf')).toBe(false);
    expect((await PDFDocument.load(bytes)).catalog.toString()).not.toContain('EmbeddedFiles');
    expect(await textOf(bytes)).toContain('欧阳䶮娜');
    const path = join(house.folder, 'seen.pdf');
    await writeFile(path, bytes);
    for (const page of [1, 2, 3]) expect(await toneOf(await renderPdfPage(path, page, { maxPixels: 1e8 })), `page ${page}`).toBeLessThan(253.5);
  });

  test('of a picture as it was received', async () => {
    const picture = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } }).png().toBuffer();
    const { contractId, fileId } = await givenRegistered({ bytes: picture, kind: 'png', name: '附件.png' });
    const mine = await bytesOf(reader, `/api/contracts/${contractId}/original`);
    expect([mine.type, mine.name]).toEqual(['image/jpeg', `attachment; filename*=UTF-8''${encodeURIComponent('附件.jpg')}`]);
    expect(await toneOf(mine.bytes)).toBeLessThan(254);
    expect((await bytesOf(archivist, `/api/contracts/${contractId}/original`)).bytes.equals(picture)).toBe(true);
    const clerk = await house.as('clerk', { departmentId: department });
    await house.app.db.updateTable('batch').set({ departmentId: department }).execute();
    expect(await toneOf((await bytesOf(clerk, `/api/files/${fileId}/original`)).bytes)).toBeLessThan(254);
    expect((await bytesOf(archivist, `/api/files/${fileId}/original`)).bytes.equals(picture)).toBe(true);
  });

  test.each([
    ['tiff', Buffer.from('II*\0'), 'form'],
    ['heic', Buffer.from('....ftypheic'), 'form'],
    ['pdf', Buffer.from('%PDF-1.7 torn'), 'damaged'],
    ['png', Buffer.from('\x89PNG torn', 'latin1'), 'damaged'],
  ])('nothing of a file that cannot carry a mark: %s', async (kind, bytes, why) => {
    const { contractId } = await givenRegistered({ bytes: Buffer.concat([bytes, Buffer.from(Math.random().toString())]), kind, name: `x.${kind}` });
    expect(await reader.get(`/api/contracts/${contractId}/original`)).toMatchObject({ status: 403, body: { error: { code: 'forbidden', details: { kind: 'cannot-carry-mark', why } } } });
    expect((await reader.get(`/api/contracts/${contractId}/scans`)).body.scans[0].files[0].given).toBe(why === 'damaged');
    expect((await archivist.get(`/api/contracts/${contractId}/scans`)).body.scans[0].files[0].given).toBe(true);
    expect((await bytesOf(archivist, `/api/contracts/${contractId}/original`)).status).toBe(200);
    expect(await kindsOf(contractId)).toEqual(['contract.original-downloaded']);
  });

  test('but for what they brought themselves and nothing came of yet', async () => {
    const [clerk, colleague] = [await house.as('clerk', { departmentId: department }), await house.as('clerk', { departmentId: department })];
    const { fileId } = await givenOpenedFile(house, 0, { departmentId: department, createdBy: clerk.id, bytes: 'no picture at all' });
    await house.app.db.updateTable('receivedFile').set({ state: 'quarantined', kind: null }).where('id', '=', fileId).execute();
    expect((await bytesOf(clerk, `/api/files/${fileId}/original`)).bytes.toString()).toBe('no picture at all');
    expect((await colleague.get(`/api/files/${fileId}/original`)).status).toBe(403);
    await house.app.db.updateTable('receivedFile').set({ state: 'opened' }).where('id', '=', fileId).execute();
    expect((await clerk.get(`/api/files/${fileId}/original`)).status).toBe(403);
  });

  test('at once of an archive copy, while a file that somebody brought takes its time', async () => {
    const slow = await givenRegistered({ bytes: Buffer.concat([await pdfOf(1), Buffer.from('1 0 obj << '.repeat(7_000))]), kind: 'pdf', name: 'slow.pdf' });
    const { scanId } = await givenRegistered();
    const order: string[] = [];
    const hostile = reader.get(`/api/contracts/${slow.contractId}/original`).then(({ status }) => order.push(`original ${status}`));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await bytesOf(other, `/api/scans/${scanId}/archive.pdf`).then(({ status }) => order.push(`archive copy ${status}`));
    await hostile;
    expect(order).toEqual(['archive copy 200', 'original 200']);
  });

  test('nothing of a PDF under a password, given or not', async () => {
    const document = await PDFDocument.load(await pdfOf(1));
    document.encrypt({ ownerPassword: 'owner', userPassword: '', permissions: {} });
    const { contractId, fileId } = await givenRegistered({ bytes: Buffer.from(await document.save({ useObjectStreams: false })), kind: 'pdf', name: 'x.pdf' });
    const refused = { status: 403, body: { error: { details: { kind: 'cannot-carry-mark', why: 'encrypted' } } } };
    expect(await reader.get(`/api/contracts/${contractId}/original`)).toMatchObject(refused);
    await house.app.db.insertInto('filePassword').values({ fileId, sealed: Buffer.from('x') }).execute();
    expect(await reader.get(`/api/contracts/${contractId}/original`)).toMatchObject(refused);
    expect((await reader.get(`/api/contracts/${contractId}/scans`)).body.scans[0].files[0].given).toBe(false);
  });
});

test('a mark touches some of the page and hides none of it', async () => {
  const page = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } }).jpeg().toBuffer();
  const { data } = await sharp(await markImage(page, '欧阳䶮娜 2026-03-17 09:05 10.0.0.7', 1e8)).greyscale().raw().toBuffer({ resolveWithObject: true });
  const touched = data.filter((tone) => tone < 240).length / data.length;
  expect(touched).toBeGreaterThan(0.01);
  expect(touched).toBeLessThan(0.12);
  expect(Math.min(...Array.from({ length: 256 }, (_, tone) => (data.includes(tone) ? tone : 255)))).toBeGreaterThan(150);
});

const kindsOf = async (contractId: string) => (await house.app.db.selectFrom('auditEvent').select('kind').where('contractId', '=', contractId as never).where('kind', '=', 'contract.original-downloaded').execute()).map(({ kind }) => kind);
const toneOf = async (bytes: Buffer): Promise<number> => (await sharp(bytes).greyscale().stats()).channels[0]?.mean ?? 0;
