import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchId } from '@qige/wire';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { openDb, openPool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { VaultFull } from '../platform/vault/vault.ts';
import { splitAtSeparators } from './arrange.actions.ts';
import { findNearDuplicate } from './page-images.ts';

let house: House;
let clerk: Visitor;
beforeAll(async () => {
  house = await openHouse();
  clerk = await house.as('clerk');
});
afterAll(() => house.close());

let shade = 0;
const picture = (): Promise<Buffer> => sharp({ create: { width: 60, height: 80, channels: 3, background: { r: shade++ % 256, g: shade % 256, b: 9 } } }).jpeg().toBuffer();
async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let i = 0; i < pages; i++) document.addPage([200, 300]).drawText(`page ${i} ${shade++}`);
  return Buffer.from(await document.save());
}
/** A few bytes that claim to be a picture of so many pixels. */
function claimedPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]);
}
const openBatch = async (who = clerk): Promise<BatchId> => (await who.post('/api/batches', { name: 'b' })).body.id;
const send = async (batchId: BatchId, name: string, bytes: Buffer, { folder = '', who = clerk } = {}) => {
  const reply = await who.raw('POST', `/api/batches/${batchId}/files?name=${encodeURIComponent(name)}&folder=${encodeURIComponent(folder)}`, bytes, { 'content-type': 'application/octet-stream' });
  return { status: reply.statusCode, body: reply.json() };
};
const opened = async (batchId: BatchId, who = clerk) => {
  await house.runJobs();
  return (await who.get(`/api/batches/${batchId}`)).body;
};

describe('receiving', () => {
  test('a PDF is taken in, opened, and its pages wait to be read', async () => {
    const batchId = await openBatch();
    const reply = await send(batchId, '合同.pdf', await pdf(3));
    expect(reply).toMatchObject({ status: 201, body: { state: 'received', name: '合同.pdf' } });
    const { files, scans, batch } = await opened(batchId);
    expect(files).toMatchObject([{ state: 'opened', kind: 'pdf', pageCount: 3 }]);
    expect(scans).toMatchObject([{ name: '合同', pages: 3 }]);
    expect(batch.progress).toMatchObject({ files: 1, pages: 3 });
    expect(await house.auditKinds()).toEqual(expect.arrayContaining(['batch.opened', 'file.received', 'file.opened']));
    const original = await clerk.get(`/api/files/${files[0].id}/original`);
    expect(original.status).toBe(200);
  });

  test('pictures of a folder are one contract, in the order of their names', async () => {
    const batchId = await openBatch();
    for (const name of ['p10.jpg', 'p2.jpg', 'p1.jpg']) expect((await send(batchId, name, await picture(), { folder: '甲公司' })).status).toBe(201);
    for (const name of ['IMG_0001.jpg', 'IMG_0002.jpg']) await send(batchId, name, await picture());
    const { scans, files } = await opened(batchId);
    expect(scans.map((scan: { name: string; pages: number }) => [scan.name, scan.pages])).toEqual([['甲公司', 3], ['IMG_0001', 1], ['IMG_0002', 1]]);
    const { sheets } = (await clerk.get(`/api/scans/${scans[0].id}`)).body;
    const nameOf = (fileId: string) => files.find((file: { id: string }) => file.id === fileId).name;
    expect(sheets.map((sheet: { fileId: string }) => nameOf(sheet.fileId))).toEqual(['p1.jpg', 'p2.jpg', 'p10.jpg']);
  });

  test('the same bytes again are shown with what they duplicate, and can be taken all the same', async () => {
    const bytes = await pdf(1);
    await send(await openBatch(), 'first.pdf', bytes);
    await house.runJobs();
    const batchId = await openBatch();
    const second = (await send(batchId, 'second.pdf', bytes)).body;
    expect(second).toMatchObject({ state: 'duplicate', duplicateOf: { name: 'first.pdf' } });
    expect((await clerk.get('/api/files?state=duplicate')).body.files).toMatchObject([{ name: 'second.pdf' }]);
    expect((await clerk.post(`/api/files/${second.id}/take`)).status).toBe(202);
    expect((await opened(batchId)).files).toMatchObject([{ state: 'opened' }]);
  });

  test('the same file sent into the same batch again is a duplicate too', async () => {
    const [batchId, bytes] = [await openBatch(), await pdf(1)];
    expect(await send(batchId, 'a.pdf', bytes)).toMatchObject({ status: 201, body: { state: 'received' } });
    expect(await send(batchId, 'a.pdf', bytes)).toMatchObject({ status: 201, body: { state: 'duplicate', duplicateOf: { name: 'a.pdf' } } });
  });

  test('a duplicate of what one may not see does not tell its name', async () => {
    const archivist = await house.as('archivist');
    const bytes = await pdf(1);
    await send(await openBatch(archivist), 'secret.pdf', bytes, { who: archivist });
    const other = (await send(await openBatch(), 'mine.pdf', bytes)).body;
    expect(other).toMatchObject({ state: 'duplicate', duplicateOf: null });
  });

  test('a name is never a path', async () => {
    const batchId = await openBatch();
    const { body } = await send(batchId, '../../etc/x.pdf', await pdf(1), { folder: '../a/./b' });
    expect(body).toMatchObject({ name: '.._.._etc_x.pdf', folder: 'a/b' });
  });

  test('a full disk is said, and nothing is half there', async () => {
    const { vault } = house.app;
    house.app.vault = { ...vault, put: () => Promise.reject(new VaultFull('full')) };
    const batchId = await openBatch();
    const reply = await send(batchId, 'x.pdf', await pdf(1));
    house.app.vault = vault;
    expect(reply).toMatchObject({ status: 507, body: { error: { code: 'vault_full' } } });
    expect((await opened(batchId)).files).toEqual([]);
  });
});

test('a batch of more files than are shown at once says so, and the others are listed page by page, those that want somebody by themselves', async () => {
  const batchId = await openBatch();
  const { sha256, id: first } = (await send(batchId, 'first.pdf', await pdf(1))).body;
  const { db } = house.app;
  const more = Array.from({ length: 1_001 }, (_, i) => ({ id: newId('fil'), batchId, sha256, name: `${i}.pdf`, size: 1, state: i % 500 === 0 ? ('quarantined' as const) : ('opened' as const), reason: 'broken', receivedBy: clerk.id }));
  await db.insertInto('receivedFile').values(more).execute();
  const shown = (await clerk.get(`/api/batches/${batchId}`)).body;
  expect([shown.batch.progress.files, shown.files.length, shown.files[0].id, shown.nextFile]).toEqual([1_002, 1_000, first, shown.files[999].id]);

  const list = async (query: string) => (await clerk.get(`/api/batches/${batchId}/files?${query}`)).body;
  const rest = await list(`after=${shown.nextFile}`);
  expect(rest.next).toBeNull();
  expect(new Set([...shown.files, ...rest.files].map(({ id }: { id: string }) => id)).size).toBe(1_002);
  const wanting = await list('wanting=true&limit=2');
  const names = [...wanting.files, ...(await list(`wanting=true&after=${wanting.next}`)).files].map(({ name }: { name: string }) => name);
  expect(names.toSorted()).toEqual(['0.pdf', '1000.pdf', '500.pdf']);
  expect((await (await house.as('clerk')).get(`/api/batches/${batchId}/files`)).status).toBe(404);
});

describe('quarantine', () => {
  const reasonFor = async (name: string, bytes: Buffer): Promise<string> => {
    const batchId = await openBatch();
    await send(batchId, name, bytes);
    const [file] = (await opened(batchId)).files;
    expect(file.state).toBe('quarantined');
    return file.reason;
  };

  test('each kind of trouble has its reason', async () => {
    expect(await reasonFor('a.pdf', Buffer.alloc(0))).toBe('empty');
    expect(await reasonFor('a.pdf', Buffer.from('hello, this is text'))).toBe('unsupported');
    expect(await reasonFor('b.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(400, 7), Buffer.from('%%EOF')]))).toBe('broken');
    expect(await reasonFor('bomb.png', claimedPng(60_000, 60_000))).toBe('too_many_pixels');
  });

  test('an encrypted PDF asks for its password, and opens with it', async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 200]).drawText('locked');
    document.encrypt({ userPassword: 'open sesame', ownerPassword: 'owner' });
    const batchId = await openBatch();
    await send(batchId, 'locked.pdf', Buffer.from(await document.save()));
    const [file] = (await opened(batchId)).files;
    expect(file).toMatchObject({ state: 'quarantined', reason: 'password_needed' });
    await clerk.post(`/api/files/${file.id}/password`, { password: 'wrong' });
    expect((await opened(batchId)).files[0].reason).toBe('password_wrong');
    expect((await clerk.post(`/api/files/${file.id}/password`, { password: 'open sesame' })).status).toBe(202);
    expect((await opened(batchId)).files[0]).toMatchObject({ state: 'opened', pageCount: 1 });
    const kept = await house.pool.query('select sealed from file_password');
    expect(kept.rows.every((row) => !row.sealed.includes('open sesame'))).toBe(true);
  });

  test('what is set aside can be dismissed, and only that', async () => {
    const batchId = await openBatch();
    await send(batchId, 'x', Buffer.from('nothing'));
    await send(batchId, 'good.pdf', await pdf(1));
    const { files } = await opened(batchId);
    expect((await clerk.post(`/api/files/${files[0].id}/dismiss`)).body.state).toBe('dismissed');
    expect((await clerk.post(`/api/files/${files[1].id}/dismiss`)).status).toBe(409);
  });
});

describe('resumable uploads', () => {
  const meta = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const create = (size: number, batchId: BatchId) =>
    clerk.raw('POST', '/api/uploads', Buffer.alloc(0), { 'tus-resumable': '1.0.0', 'upload-length': String(size), 'upload-metadata': meta({ batchId, name: '大.pdf' }) });
  const patch = (who: Visitor, url: string, offset: number, part: Buffer) =>
    who.raw('PATCH', url, part, { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' });

  test('a file without a byte arrives as it is made, and leaves nothing behind', async () => {
    const batchId = await openBatch();
    expect((await create(0, batchId)).statusCode).toBe(201);
    // It duplicates the empty file that another test sent.
    expect((await opened(batchId)).files).toMatchObject([{ name: '大.pdf', size: 0, state: expect.stringMatching(/^(duplicate|quarantined)$/) }]);
    expect(await readdir(join(house.folder, 'uploads'))).toEqual([]);
  });

  test('an upload cut off goes on where it stopped; another person cannot go on with it', async () => {
    const bytes = await pdf(4);
    const batchId = await openBatch();
    const made = await create(bytes.length, batchId);
    expect(made.statusCode).toBe(201);
    const url = String(made.headers['location']);
    expect((await patch(clerk, url, 0, bytes.subarray(0, 500))).statusCode).toBe(204);
    expect((await patch(await house.as('clerk'), url, 500, bytes.subarray(500))).statusCode).toBe(404);
    const asked = await clerk.raw('HEAD', url, Buffer.alloc(0), { 'tus-resumable': '1.0.0' });
    expect(asked.headers['upload-offset']).toBe('500');
    expect((await patch(clerk, url, 500, bytes.subarray(500))).statusCode).toBe(204);
    expect((await opened(batchId)).files).toMatchObject([{ name: '大.pdf', state: 'opened', pageCount: 4 }]);
  });

  test('when the disk is full at the end, nobody is told it arrived, and asking again takes it in', async () => {
    const bytes = await pdf(1);
    const batchId = await openBatch();
    const url = String((await create(bytes.length, batchId)).headers['location']);
    const { vault } = house.app;
    house.app.vault = { ...vault, adopt: () => Promise.reject(new VaultFull('full')) };
    expect((await patch(clerk, url, 0, bytes)).statusCode).toBe(507);
    expect((await clerk.raw('HEAD', url, Buffer.alloc(0), { 'tus-resumable': '1.0.0' })).statusCode).toBe(507);
    house.app.vault = vault;
    await clerk.raw('HEAD', url, Buffer.alloc(0), { 'tus-resumable': '1.0.0' });
    expect((await opened(batchId)).files).toMatchObject([{ state: 'opened' }]);
  });

  test('when the database goes away at the end, asking again takes it in; an answer that was lost is given again', async () => {
    const bytes = await pdf(1);
    const batchId = await openBatch();
    const url = String((await create(bytes.length, batchId)).headers['location']);
    const { vault, db } = house.app;
    house.app.vault = {
      ...vault,
      async adopt(path) {
        const blob = await vault.adopt(path);
        house.app.db = openDb(openPool('postgres://127.0.0.1:1/gone'));
        return blob;
      },
    };
    expect((await patch(clerk, url, 0, bytes)).statusCode).toBe(503);
    Object.assign(house.app, { vault, db });
    for (let i = 0; i < 2; i++) {
      const asked = await clerk.raw('HEAD', url, Buffer.alloc(0), { 'tus-resumable': '1.0.0' });
      expect([asked.statusCode, asked.headers['upload-offset']]).toEqual([200, String(bytes.length)]);
    }
    expect((await opened(batchId)).files).toMatchObject([{ state: 'opened' }]);
    expect(await readdir(join(house.folder, 'uploads'))).toEqual([]);
  });
});

describe('page tools', () => {
  const givenScan = async (pages: number) => {
    const batchId = await openBatch();
    await send(batchId, 'scan.pdf', await pdf(pages));
    const { scans } = await opened(batchId);
    return (await clerk.get(`/api/scans/${scans[0].id}`)).body;
  };

  test('split, turn and undo; the version guards against two at once', async () => {
    const scan = await givenScan(3);
    const act = { act: 'split', before: scan.sheets[2].id };
    const split = await clerk.post(`/api/scans/${scan.id}/arrange`, { version: scan.version, act });
    expect(split).toMatchObject({ status: 200, body: { scan: { pages: 2 }, other: { pages: 1 } } });
    expect((await clerk.post(`/api/scans/${scan.id}/arrange`, { version: scan.version, act })).body.error.code).toBe('scan_changed');
    const undone = await clerk.post(`/api/scans/${scan.id}/undo`);
    expect(undone.body.scan.sheets.map((sheet: { id: string }) => sheet.id)).toEqual(scan.sheets.map((sheet: { id: string }) => sheet.id));
    expect((await clerk.post(`/api/scans/${scan.id}/undo`)).body.error.code).toBe('nothing_to_undo');
    expect(await house.auditKinds()).toEqual(expect.arrayContaining(['scan.arranged', 'scan.arrangement-undone']));
  });

  test('merging empties the other scan, and undo fills it again', async () => {
    const [one, two] = [await givenScan(1), await givenScan(2)];
    const merged = await clerk.post(`/api/scans/${one.id}/arrange`, { version: one.version, act: { act: 'merge', scanId: two.id } });
    expect(merged.body).toMatchObject({ scan: { pages: 3 }, other: { pages: 0, state: 'merged' } });
    expect((await clerk.post(`/api/scans/${one.id}/undo`)).body.other).toMatchObject({ pages: 2, state: 'reading' });
  });

  test('what cannot be arranged is said with its reason, what is not mine is not there', async () => {
    const scan = await givenScan(1);
    const act = { act: 'drop', pageIds: [scan.sheets[0].id] };
    expect((await clerk.post(`/api/scans/${scan.id}/arrange`, { version: scan.version, act })).body.error).toMatchObject({ code: 'arrangement_impossible', details: { why: 'nothing-left' } });
    const other = await house.as('clerk');
    expect((await other.get(`/api/scans/${scan.id}`)).status).toBe(404);
    expect((await other.get(`/api/pages/${scan.sheets[0].id}/image`)).status).toBe(404);
    expect((await other.post(`/api/scans/${scan.id}/arrange`, { version: scan.version, act })).status).toBe(404);
  });

  test('a pile is split at its separator sheets, with the blank backs left out', async () => {
    const scan = await givenScan(7);
    const ids = scan.sheets.map((sheet: { id: string }) => sheet.id);
    // contract, contract, separator, its back, contract, separator, contract
    const made = await house.app.db.transaction().execute((tx) => splitAtSeparators(tx, scan.id, [ids[2], ids[5]], new Set([ids[3]])));
    const kept = async (id: string) => (await clerk.get(`/api/scans/${id}`)).body.sheets.filter((sheet: { dropped: boolean; separator: boolean }) => !sheet.dropped && !sheet.separator).map((sheet: { id: string }) => sheet.id);
    expect(await Promise.all(made.map(kept))).toEqual([[ids[0], ids[1]], [ids[4]], [ids[6]]]);
    expect((await clerk.post(`/api/scans/${scan.id}/undo`)).status).toBe(200);
  });
});

test('a page is shown as received until it is read, and the view is written down once a day', async () => {
  const batchId = await openBatch();
  await send(batchId, 'x.jpg', await picture());
  const { scans } = await opened(batchId);
  for (let i = 0; i < 2; i++) {
    const reply = await clerk.raw('GET', `/api/pages/${scans[0].firstPageId}/received`, Buffer.alloc(0), {});
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'image/jpeg']);
  }
  const views = await house.app.db.selectFrom('auditEvent').select('id').where('kind', '=', 'page.viewed').where('subjectId', '=', scans[0].firstPageId).execute();
  expect(views).toHaveLength(1);
});

test('the same contract scanned again is recognised by its pages', async () => {
  const batchId = await openBatch();
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) await send(batchId, name, await pdf(2));
  const { scans } = await opened(batchId);
  const prints = [['0f0f0f0f0f0f0f0f', 'ffff00ff00ff00ff'], ['0f0f0f0f0f0f0f0e', 'ffff00ff00ff00f0'], ['f0f0f0f0f0f0f0f0', '00ff00ff00ff0000']];
  for (const [i, scan] of scans.entries()) {
    for (const [position, fingerprint] of (prints[i] ?? []).entries())
      await house.app.db.updateTable('page').set({ fingerprint }).where('scanId', '=', scan.id).where('position', '=', position).execute();
  }
  expect(await findNearDuplicate(house.app.db, scans[1].id)).toBe(scans[0].id);
  expect(await findNearDuplicate(house.app.db, scans[2].id)).toBeUndefined();
});
