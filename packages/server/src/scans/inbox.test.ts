import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../test/house.ts';
import { VaultFull } from '../platform/vault/vault.ts';
import { lookThrough, watchInbox } from './inbox.ts';
import { withInboxLock } from './inbox.queries.ts';
import { failedNow, isPassedOver, placeInInbox, type Seen, seenAgain } from './inbox.rules.ts';

let house: House;
let inbox: string;

let count = 0;
async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([200, 300]).drawText(`${count++}`);
  return Buffer.from(await document.save());
}
const lay = async (path: string, bytes: Buffer | string): Promise<string> => {
  const full = join(inbox, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, bytes);
  return full;
};
const look = (seen = new Map<string, Seen>(), stillMs = 0) => lookThrough(house.app, inbox, seen, stillMs);
const taken = async () =>
  (
    await house.app.db
      .selectFrom('receivedFile')
      .innerJoin('batch', 'batch.id', 'receivedFile.batchId')
      .select(['receivedFile.name', 'receivedFile.folder', 'batch.name as batch'])
      .orderBy('receivedFile.id')
      .execute()
  ).map(({ batch, folder, name }) => [batch, folder, name].join('|'));
const left = async () => (await readdir(inbox, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name).toSorted();

describe('the watch folder', () => {
  beforeEach(async () => {
    house = await openHouse();
    inbox = join(house.folder, 'inbox');
  });
  afterEach(() => house.close());

  test('a file is taken when it has stopped growing, and half-written ones are passed over', async () => {
    const seen = new Map<string, Seen>();
    const path = await lay('三月/a.pdf', 'part');
    await lay('三月/b.pdf.part', 'x');
    await look(seen, 30);
    await writeFile(path, await pdf());
    await look(seen, 30);
    expect(await taken()).toEqual([]);
    await new Promise((later) => setTimeout(later, 60));
    await look(seen, 30);
    expect(await taken()).toEqual(['三月|三月|a.pdf']);
    expect(await left()).toEqual(['b.pdf.part']);
  });

  test('a crash between taking in and clearing away does not take it in twice', async () => {
    await lay('crash/first.pdf', await pdf());
    await look();
    await lay('crash/c.pdf', await pdf());
    const { db } = house.app;
    // What is committed is in, though the one who asked for it dies before hearing so.
    const cutOff = { execute: (act: never) => db.transaction().execute(act).then(() => Promise.reject(new Error('cut off'))) };
    house.app.db = Object.assign(Object.create(db), { transaction: () => cutOff, connection: () => db.connection(), selectFrom: (table: never) => db.selectFrom(table) }) as typeof db;
    await look();
    expect(await left()).toContain('c.pdf');
    house.app.db = db;
    await look();
    expect(await taken()).toEqual(['crash|crash|first.pdf', 'crash|crash|c.pdf']);
    expect((await house.auditKinds()).filter((kind) => kind.startsWith('file.re') && kind !== 'file.refused')).toEqual(['file.received', 'file.received']);
    expect(await left()).toEqual([]);
  });

  test('the same file laid in again is shown as a duplicate with what it duplicates, its bytes kept once', async () => {
    const bytes = await pdf();
    for (let i = 0; i < 2; i++) {
      await lay('again/d.pdf', bytes);
      await look();
      expect(await left()).toEqual([]);
    }
    const archivist = await house.as('archivist');
    const { files } = (await archivist.get(`/api/batches/${(await archivist.get('/api/batches')).body.batches[0].id}`)).body;
    expect(files).toMatchObject([{ name: 'd.pdf', state: 'received' }, { name: 'd.pdf', state: 'duplicate', duplicateOf: { fileId: files[0].id, name: 'd.pdf' } }]);
    expect((await archivist.get('/api/files?state=duplicate')).body.files).toHaveLength(1);
    const kept = [];
    for await (const blob of house.app.vault.list()) kept.push(blob);
    expect(kept).toHaveLength(1);
  });

  test('a sub-folder is a batch, and the pictures in a folder are one contract', async () => {
    const picture = (g: number) => sharp({ create: { width: 40, height: 50, channels: 3, background: { r: 0, g, b: 0 } } }).jpeg().toBuffer();
    for (const [i, path] of ['甲公司/p1.jpg', '甲公司/p2.jpg', '四月/乙公司/p1.jpg', '四月/乙公司/p2.jpg', '四月/丙公司/p1.jpg'].entries()) await lay(path, await picture(i));
    await look();
    await house.runJobs();
    const scans = await house.app.db.selectFrom('scan').innerJoin('page', 'page.scanId', 'scan.id').select(['scan.name', (eb) => eb.fn.countAll<number>().as('pages')]).groupBy(['scan.id', 'scan.name']).orderBy('scan.name').execute();
    expect(scans.map(({ name, pages }) => `${name} ${pages}`).toSorted()).toEqual(['丙公司 1', '乙公司 2', '甲公司 2']);
  });

  test('what cannot be taken stays, with a note beside it, and pauses; the note goes when it can', async () => {
    const seen = new Map<string, Seen>();
    await lay('a.pdf', await pdf());
    const { vault } = house.app;
    let tries = 0;
    house.app.vault = { ...vault, put: () => Promise.reject(new VaultFull(`${tries++}`)) };
    for (let i = 0; i < 3; i++) await look(seen);
    expect(tries).toBe(1);
    expect(await left()).toEqual(['a.pdf', 'a.pdf.qige.txt']);
    expect(await readFile(join(inbox, 'a.pdf.qige.txt'), 'utf8')).toMatch(/磁盘已满.*disk of the archive is full/s);
    expect(await house.auditKinds()).toEqual(['file.refused']);
    house.app.vault = vault;
    await look(new Map());
    expect(await taken()).toHaveLength(1);
    expect(await left()).toEqual([]);
  });

  test('a file larger than the archive takes is not copied; its note goes with it', async () => {
    house.app.config = { ...house.app.config, maxFileBytes: 1000 };
    const path = await lay('large.pdf', Buffer.alloc(1001));
    await look();
    expect(await left()).toEqual(['large.pdf', 'large.pdf.qige.txt']);
    await rm(path);
    await look();
    expect(await left()).toEqual([]);
    expect(await taken()).toEqual([]);
  });

  test('a file that somebody writes on while it is copied is left to be finished', async () => {
    const whole = await pdf();
    const path = await lay('a.pdf', whole.subarray(0, 300));
    const { vault } = house.app;
    house.app.vault = {
      ...vault,
      async put(source, options) {
        const blob = await vault.put(source, options);
        await appendFile(path, whole.subarray(300));
        house.app.vault = vault;
        return blob;
      },
    };
    await look();
    expect([await taken(), await left()]).toEqual([[], ['a.pdf']]);
    await look();
    await house.runJobs();
    expect(await house.app.db.selectFrom('receivedFile').select(['state', 'pageCount']).execute()).toEqual([{ state: 'opened', pageCount: 1 }]);
  });

  test('of several working processes one takes at a time', async () => {
    await lay('a.pdf', await pdf());
    await withInboxLock(house.app.db, async () => look());
    expect(await taken()).toEqual([]);
    await Promise.all([look(), look(), look()]);
    await look();
    expect(await taken()).toHaveLength(1);
  });

  test('it goes round by itself until it is stopped', async () => {
    const watch = watchInbox(house.app, { everyMs: 20, stillMs: 0 });
    await lay('a.pdf', await pdf());
    await expect.poll(taken, { timeout: 10_000 }).toHaveLength(1);
    await watch.stop();
    await lay('b.pdf', await pdf());
    await new Promise((later) => setTimeout(later, 100));
    expect(await left()).toEqual(['b.pdf']);
  });
});

describe('the rules of the watch folder', () => {
  test('what scanners, browsers and office programs leave is passed over', () => {
    for (const path of ['.DS_Store', 'a/Thumbs.db', '~$合同.docx', 'a.pdf.part', 'a.pdf.crdownload', '.git/x.pdf', 'a.pdf.qige.txt', 'x/@eaDir/a.jpg', 'a.TMP']) expect(isPassedOver(path), path).toBe(true);
    for (const path of ['a.pdf', '部分/合同.pdf', 'party.jpg', 'template', '合同.part1.pdf']) expect(isPassedOver(path), path).toBe(false);
  });

  test('a pause doubles with each failure and ends when the file changes', () => {
    const found = { size: 1, changed: 1 };
    let seen = seenAgain(undefined, found, 0, 0).next;
    const pauses = Array.from({ length: 8 }, () => (seen = failedNow(seen, 0)).notBefore / 1000);
    expect(pauses).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
    expect(seenAgain(seen, found, 1000, 0).ready).toBe(false);
    expect(seenAgain(seen, { size: 2, changed: 2 }, 1000, 0)).toMatchObject({ ready: true, next: { failures: 0 } });
  });

  test('every file has a batch and a name', () => {
    expect(placeInInbox('a.pdf', '2026-01-02')).toEqual({ batch: 'inbox 2026-01-02', folder: '', name: 'a.pdf' });
    expect(placeInInbox('三月/a.pdf', '2026-01-02')).toEqual({ batch: '三月', folder: '三月', name: 'a.pdf' });
    expect(placeInInbox('三月/甲/乙/a.pdf', '2026-01-02')).toEqual({ batch: '三月', folder: '甲/乙', name: 'a.pdf' });
  });
});
