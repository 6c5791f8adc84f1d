import { afterAll, beforeAll, expect, test } from 'vitest';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { labelCode } from '@qige/rules/label-code';
import { newId } from '../platform/ids.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { type Given, giveOneOfEverything } from '../test/sweep.examples.ts';
import { installationOf } from './resolve.queries.ts';

let house: House;
let given: Given;
let archivist: Visitor;
let library: PDFiumLibrary;

beforeAll(async () => {
  [house, library] = [await openHouse(), await PDFiumLibrary.init()];
  given = await giveOneOfEverything(house);
  archivist = await house.as('archivist');
});
afterAll(async () => {
  library.destroy();
  await house.close();
});

async function ask(visitor: Visitor, url: string, body?: object): Promise<{ status: number; text: string[]; leftOut: string | undefined; type: string; raw: string }> {
  const reply = await visitor.raw(body ? 'POST' : 'GET', url, Buffer.from(body ? JSON.stringify(body) : ''), body ? { 'content-type': 'application/json' } : {});
  const type = String(reply.headers['content-type']);
  const text: string[] = [];
  if (type === 'application/pdf') {
    const document = await library.loadDocument(reply.rawPayload);
    for (const page of document.pages()) text.push(page.getText().replaceAll(/\s/g, ''));
    document.destroy();
  }
  return { status: reply.statusCode, text, leftOut: reply.headers['x-qige-left-out'] as string | undefined, type, raw: reply.body };
}

test('labels of copies, boxes and people come as a file, begin where the sheet is not used up, and are recorded', async () => {
  const { status, text, leftOut } = await ask(archivist, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: [given.copy, given.offered], startAt: 23 });
  expect({ status, leftOut, pages: text.length }).toEqual({ status: 200, leftOut: '0', pages: 2 });
  expect(text[0]).toContain(given.copyLabel);
  expect(text[0]).toContain(given.title);
  const box = await ask(archivist, '/api/labels/print', { template: 'box', size: 'a4-2x4', ids: [given.box, given.store] });
  expect(box).toMatchObject({ status: 200, leftOut: '0' });
  const card = await ask(archivist, '/api/labels/print', { template: 'card', size: 'a4-2x5-card', ids: [given.reader] });
  expect(card.text[0]).toContain('借阅证');
  const roll = await ask(archivist, '/api/labels/print', { template: 'item', size: 'roll-58x40', ids: [given.copy], format: 'zpl', dpi: 300 });
  expect(roll.raw).toMatch(new RegExp(`^\\^XA[^]*\\^FDQA,${given.copyLabel}\\^FS[^]*\\^XZ`));
  expect((await house.auditKinds()).filter((kind) => kind === 'labels.printed')).toHaveLength(4);
});

test('what is not there, not open, not filed or gone is left out and told; nothing else is kept from printing', async () => {
  const clerk = await house.as('clerk', { departmentId: await house.givenDepartment('别处') });
  const mine = [given.copy, newId('cpy')];
  expect(await ask(clerk, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: mine })).toMatchObject({ status: 404 });
  const told = await clerk.post('/api/labels/preview', { template: 'item', size: 'a4-3x8', ids: mine });
  expect(told.body).toMatchObject({ labels: 0, svg: null, refused: [{ id: mine[0], why: 'not-found' }, { id: mine[1], why: 'not-found' }] });

  const stamps = await archivist.post('/api/labels/preview', { template: 'stamp', size: 'a4-stamp', ids: [given.copy, given.offered] });
  expect(stamps.body.refused).toEqual([{ id: given.copy, why: 'not-filed' }, { id: given.offered, why: 'not-filed' }]);
  await file(given.copy, 'A015-HT·2024-D30-XSB-0007');
  const filed = await ask(archivist, '/api/labels/print', { template: 'stamp', size: 'a4-stamp', ids: [given.copy, given.offered] });
  expect(filed).toMatchObject({ status: 200, leftOut: '1' });
  for (const cell of ['A015', '2024', '0007', '30年']) expect(filed.text[0]).toContain(cell);
});

async function file(copyId: string, code: string): Promise<void> {
  const { db } = house.app;
  await db.insertInto('archivalCode').values({ code, series: code.slice(0, -4), item: Number(code.slice(-4)), fonds: 'A015', category: 'HT', year: '2024', retention: 'D30', department: 'XSB', allocatedBy: archivist.id, allocatedAt: new Date() }).execute();
  await db.updateTable('copy').set({ archivalCode: code }).where('id', '=', copyId as never).execute();
}

test('a spine and a catalogue tell what stands in the box; what is not open to the asker is only counted', async () => {
  const spine = await ask(archivist, '/api/labels/print', { template: 'spine', size: 'a4-spine-30', ids: [given.box] });
  for (const cell of ['A015', '2024', '30年', '0007—0007']) expect(spine.text[0]).toContain(cell);
  const catalogue = await ask(archivist, `/api/places/${given.box}/catalogue.pdf`);
  expect(catalogue.status).toBe(200);
  for (const cell of ['卷内文件目录', 'A015-HT·', given.title, '本目录共1件，3页。', '第1页共1页']) expect(catalogue.text[0]).toContain(cell);
  const chain = await ask(archivist, `/api/copies/${given.copy}/chain.pdf`);
  for (const cell of ['原件保管链', given.number, given.title, '建账', '第1页共1页', given.copyLabel]) expect(chain.text[0]).toContain(cell);
  expect((await house.auditKinds()).at(-1)).toBe('chain.printed');
  const clerk = await house.as('clerk', { departmentId: await house.givenDepartment('别处2') });
  expect((await ask(clerk, `/api/copies/${given.copy}/chain.pdf`)).status).toBe(404);
  const theirs = await ask(clerk, `/api/places/${given.box}/catalogue.pdf`);
  expect(theirs.text[0]).not.toContain(given.title);
  expect(theirs.text[0]).toContain('另有1件');
});

test('what has no label yet is offered until one is printed', async () => {
  const { db } = house.app;
  const fresh = newId('cpy');
  await db.insertInto('copy').values({ id: fresh, contractId: given.contract, ordinal: 3, kind: 'photocopy', holder: 'person', personId: archivist.id, createdBy: archivist.id }).execute();
  const offered = async (query: string): Promise<string[]> => (await archivist.get(`/api/labels/candidates?${query}`)).body.items.map(({ id }: { id: string }) => id);
  expect(await offered('template=item&which=unprinted')).toEqual([fresh]);
  expect(await offered('template=item&which=unfiled')).toEqual([fresh, given.offered]);
  expect(await offered(`template=item&which=all&within=${given.store}`)).toEqual([given.copy]);
  await ask(archivist, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: [fresh] });
  expect(await offered('template=item&which=unprinted')).toEqual([]);
  expect(await offered('template=box&which=all')).toEqual([given.box]);
  expect(await offered(`template=shelf&which=all&within=${given.store}`)).toEqual([given.store, given.shelf]);
  expect(await offered('template=card&which=unprinted')).not.toContain(given.reader);
  const first = await archivist.get('/api/labels/candidates?template=card&which=all&limit=1');
  const second = await archivist.get(`/api/labels/candidates?template=card&which=all&limit=1&after=${first.body.next}`);
  expect(second.body.items[0].id > first.body.items[0].id).toBe(true);
});

test('who neither keeps papers nor sets up places prints nothing; a size or place that the template does not have is refused', async () => {
  const business = await house.as('business');
  expect((await ask(business, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: [given.copy] })).status).toBe(403);
  expect((await business.get('/api/labels/candidates?template=item')).status).toBe(403);
  const system = await house.as('system');
  expect((await ask(system, '/api/labels/print', { template: 'box', size: 'a4-2x4', ids: [given.box] })).status).toBe(200);
  expect((await ask(system, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: [given.copy] })).status).toBe(404);
  expect((await system.get('/api/labels/candidates?template=card&which=all')).body.items).toEqual([]);
  const auditor = await house.as('auditor');
  expect((await ask(auditor, '/api/labels/print', { template: 'box', size: 'a4-2x4', ids: [given.box] })).status).toBe(404);
  for (const wrong of [{ size: 'a4-stamp' }, { startAt: 24 }, { format: 'zpl' }, { ids: [] }, { ids: ['x'] }]) expect((await archivist.post('/api/labels/preview', { template: 'item', size: 'a4-3x8', ids: [given.copy], ...wrong })).status, JSON.stringify(wrong)).toBe(400);
});

test('a character that has no outline is told before it is printed', async () => {
  await house.app.db.updateTable('contract').set({ title: '𠮷祥合同' }).where('id', '=', given.contract).execute();
  const { body } = await archivist.post('/api/labels/preview', { template: 'item', size: 'a4-3x8', ids: [given.copy] });
  expect(body.unprintable).toEqual(['𠮷']);
  expect(body.svg).toMatch(/^<svg /);
  const { text } = await ask(archivist, '/api/labels/print', { template: 'item', size: 'a4-3x8', ids: [given.copy] });
  expect(text[0]).toContain('𠮷祥合同');
  const { labelNo } = await house.app.db.selectFrom('copy').select('labelNo').where('id', '=', given.copy).executeTakeFirstOrThrow();
  expect(text[0]).toContain(labelCode(await installationOf(house.app.db), 'copy', labelNo));
});
