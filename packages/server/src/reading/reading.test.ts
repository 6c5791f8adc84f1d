import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReaderCrashed, UnreadableImage } from '@qige/ocr';
import { theSystem } from '../actor.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';
import { readPageJob } from './reading.jobs.ts';

const first = ['采购合同', '合同编号：CG-2024-0107', '甲方（买方）：西安岑嵘精密机械有限公司', '乙方（卖方）：上海岑屏工贸有限公司'];
const second = ['合同总金额：人民币414654.36元（大写：肆拾壹万肆仟陆佰伍拾肆元叁角陆分）', '签订日期：2024年3月18日'];

let house: House;
let archivist: Visitor;
/** What the next pages say, by page number; a test changes it. */
let says: Record<number, ScriptedPage | Error | Promise<ScriptedPage>> = {};
const reader = scriptedReader((_, page) => says[page] ?? { lines: [`第${page}页`] });

beforeAll(async () => {
  house = await openHouse({ ocr: reader });
  archivist = await house.as('archivist');
});
afterAll(() => house.close());

async function givenRead(pages: Record<number, ScriptedPage | Error>, options: Parameters<typeof givenOpenedFile>[2] = {}) {
  says = pages;
  const given = await givenOpenedFile(house, Object.keys(pages).length, options);
  await house.runJobs();
  return given;
}
const readingOf = async (scanId: string) => (await archivist.get(`/api/scans/${scanId}/reading`)).body;
const fieldOf = (reading: { fields: { field: string }[] }, name: string) => reading.fields.find(({ field }) => field === name) as never as Record<string, never>;

describe('an opened file', () => {
  test('is read page by page, and its fields stand with their places', async () => {
    const { scanId, pageIds } = await givenRead({ 1: { lines: first }, 2: { lines: second } });
    const reading = await readingOf(scanId);

    expect(reading).toMatchObject({ scanId, state: 'read', batchName: 'box 12', may: { correct: true, register: true } });
    expect(reading.pages).toMatchObject([{ pageId: pageIds[0], number: 1, state: 'read', width: 1000, lines: 4, verdicts: [] }, { pageId: pageIds[1], number: 2, lines: 2 }]);
    expect(fieldOf(reading, 'contractNumber')).toMatchObject({ value: 'CG-2024-0107', corrected: null, place: { pageId: pageIds[0] } });
    expect(fieldOf(reading, 'title')).toMatchObject({ value: '采购合同' });
    expect(fieldOf(reading, 'partyA.name')).toMatchObject({ value: '西安岑嵘精密机械有限公司' });
    expect(fieldOf(reading, 'amount')).toMatchObject({ value: '414654.36', place: { pageId: pageIds[1] } });
    expect(fieldOf(reading, 'signedOn')).toMatchObject({ value: '2024-03-18' });
    expect(await house.auditKinds()).toContain('scan.read');
    expect(await house.waitingJobs()).toEqual([]);
  });

  test('gives its lines with a place for every character', async () => {
    const { scanId, pageIds } = await givenRead({ 1: { lines: first } });
    const { status, body } = await archivist.get(`/api/scans/${scanId}/pages/${pageIds[0]}/lines`);
    expect(status).toBe(200);
    expect(body.lines.map(({ text }: { text: string }) => text)).toEqual(first);
    expect(body.lines[0]).toMatchObject({ box: [100, 80, 180, 106], engineText: null, edges: [100, 118, 120, 138, 140, 158, 160, 178] });
  });

  test('is read once, however often its pages are delivered, even at the same time', async () => {
    says = { 1: { lines: first } };
    const { scanId, pageIds } = await givenOpenedFile(house, 1);
    const [pageId] = pageIds;
    if (!pageId) throw new Error('no page');
    const { signal } = new AbortController();
    await Promise.all([readPageJob.run(house.app, { pageId }, signal), readPageJob.run(house.app, { pageId }, signal)]);
    await house.runJobs();
    expect((await readingOf(scanId)).pages).toMatchObject([{ state: 'read', lines: 4 }]);
    const events = await house.app.db.selectFrom('auditEvent').select('kind').where('subjectId', '=', scanId).where('kind', '=', 'scan.read').execute();
    expect(events).toHaveLength(1);
  });

  test('a worker thought dead that comes back late changes nothing', async () => {
    const late = Promise.withResolvers<ScriptedPage>();
    says = { 1: late.promise };
    const { pageIds } = await givenOpenedFile(house, 1);
    const [pageId] = pageIds;
    if (!pageId) throw new Error('no page');
    const { signal } = new AbortController();
    const before = reader.read.length;
    const slow = readPageJob.run(house.app, { pageId }, signal);
    await expect.poll(() => reader.read.length).toBe(before + 1);
    says = { 1: { lines: first } };
    await readPageJob.run(house.app, { pageId }, signal);
    late.resolve({ lines: ['旧'] });
    await slow;
    const kept = await house.app.db.selectFrom('pageReading').select('text').where('pageId', '=', pageId).executeTakeFirstOrThrow();
    expect(kept.text).toBe(first.join('\n'));
    await house.runJobs();
  });

  test('one page that cannot be read does not sink the others, and says why', async () => {
    const { scanId } = await givenRead({ 1: { lines: first }, 2: new UnreadableImage('cut-short', 'The file ends early.'), 3: { lines: second } });
    const reading = await readingOf(scanId);
    expect(reading.state).toBe('read');
    expect(reading.pages.map(({ state, failure }: Record<string, string>) => [state, failure])).toEqual([['read', null], ['failed', 'cut-short'], ['read', null]]);
    expect(fieldOf(reading, 'amount')).toMatchObject({ value: '414654.36' });
  });

  test('a page that crashes its reader is tried again, then given up; nothing hangs', async () => {
    const crash = new ReaderCrashed('gone');
    says = { 1: crash };
    const { scanId } = await givenOpenedFile(house, 1);
    await house.runJobs();
    for (let attempt = 0; attempt < readPageJob.attempts; attempt++) {
      await house.pool.query(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);
      await house.runJobs();
    }
    expect((await readingOf(scanId)).pages).toMatchObject([{ state: 'failed', failure: 'crashed' }]);
    expect((await readingOf(scanId)).state).toBe('read');
    expect(await house.waitingJobs()).toEqual([]);
  });

  test('is judged by the rules of digitising', async () => {
    const seal = { box: [600, 900, 800, 1100] as const, shape: 'round' as const, confidence: 0.9, partial: false };
    const { scanId } = await givenRead({ 1: { lines: first, seals: [seal], quality: { dpi: 150, colour: 'grey' } } });
    const [page] = (await readingOf(scanId)).pages;
    expect(page.verdicts.map(({ rule, source }: Record<string, string>) => [rule, source])).toEqual([['resolution', 'DA/T 31-2017'], ['seal-not-in-colour', 'DA/T 31-2017']]);
    expect(page.seals).toEqual([{ box: [600, 900, 800, 1100], shape: 'round', partial: false }]);
  });
});

describe('what a person corrects', () => {
  test('counts over what the engine read, is kept apart from it, and can be taken back', async () => {
    const { scanId } = await givenRead({ 1: { lines: first } });
    const put = await archivist.put(`/api/scans/${scanId}/fields/contractNumber`, { value: 'CG-2024-0701' });
    expect(put).toMatchObject({ status: 200, body: { value: 'CG-2024-0701', engine: { value: 'CG-2024-0107' }, corrected: { by: 'archivist' } } });
    expect(fieldOf(await readingOf(scanId), 'contractNumber')).toMatchObject({ value: 'CG-2024-0701', engine: { value: 'CG-2024-0107' } });

    expect((await archivist.delete(`/api/scans/${scanId}/fields/contractNumber`)).body).toMatchObject({ value: 'CG-2024-0107', corrected: null });
    expect((await archivist.put(`/api/scans/${scanId}/fields/warranty`, { value: null })).body).toMatchObject({ value: null, corrected: { value: null } });
  });

  test('must have the form of its field', async () => {
    const { scanId } = await givenRead({ 1: { lines: first } });
    for (const [field, value] of [['signedOn', '18.3.2024'], ['amount', 'many'], ['copies', '6'], ['title', 'a\u0000b'], ['nothing', 'x']]) {
      expect(await archivist.put(`/api/scans/${scanId}/fields/${field}`, { value })).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    }
  });

  test('a line cannot be made to hold what no paper holds', async () => {
    const { pageIds } = await givenRead({ 1: { lines: first } });
    for (const text of ['合\u0000同', '合\ud800', '两\n行']) expect((await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: [100, 80, 180, 106], text })).status).toBe(400);
  });

  test('a corrected line changes the text and, through it, the fields', async () => {
    const { scanId, pageIds } = await givenRead({ 1: { lines: ['采购合同', '甲方（买方）：西安岭嵘精密机械有限公司', '乙方（卖方）：上海岑屏工贸有限公司'] } });
    const path = `/api/scans/${scanId}/pages/${pageIds[0]}/lines`;
    const line = (await archivist.get(path)).body.lines[1];
    const put = await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: line.box, text: '甲方（买方）：西安岑嵘精密机械有限公司' });
    expect(put).toMatchObject({ status: 200, body: { line: { text: '甲方（买方）：西安岑嵘精密机械有限公司', engineText: line.text, confidence: 1 } } });
    await house.runJobs();
    expect(fieldOf(await readingOf(scanId), 'partyA.name')).toMatchObject({ value: '西安岑嵘精密机械有限公司', corrected: null });

    await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: line.box, text: null });
    expect((await archivist.get(path)).body.lines[1]).toEqual(line);
  });

  test('survives reading again, even where its line is gone', async () => {
    const { scanId, pageIds } = await givenRead({ 1: { lines: ['采购合同', '金颔：壹佰元', '签于上海'] } });
    const lines = (await archivist.get(`/api/scans/${scanId}/pages/${pageIds[0]}/lines`)).body.lines;
    await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: lines[1].box, text: '金额：壹佰元' });
    await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: lines[2].box, text: '签于上海市' });
    await archivist.put(`/api/scans/${scanId}/fields/title`, { value: '采购合同书' });

    says = { 1: { lines: ['采购合同', '金额:壹佰元'] } };
    expect(await archivist.post(`/api/scans/${scanId}/read-again`, {})).toMatchObject({ status: 202, body: { pages: 1 } });
    await house.runJobs();
    const after = (await archivist.get(`/api/scans/${scanId}/pages/${pageIds[0]}/lines`)).body.lines;
    expect(after.map(({ text, engineText }: Record<string, string>) => [text, engineText])).toEqual([['采购合同', null], ['金额：壹佰元', '金额:壹佰元']]);
    const reading = await readingOf(scanId);
    expect(reading.unplaced).toMatchObject([{ pageId: pageIds[0], lineText: '签于上海', text: '签于上海市' }]);
    expect(fieldOf(reading, 'title')).toMatchObject({ value: '采购合同书' });

    await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: reading.unplaced[0].box, text: null });
    expect((await readingOf(scanId)).unplaced).toEqual([]);
  });

  test('a rearranged scan is extracted anew without reading pages that did not change', async () => {
    const { scanId, pageIds } = await givenRead({ 1: { lines: first }, 2: { lines: second } });
    const before = reader.read.length;
    await house.app.db.transaction().execute(async (tx) => {
      await tx.updateTable('page').set({ dropped: true }).where('id', '=', pageIds[1] ?? 'pag_').execute();
      await recordAudit(tx, theSystem, { kind: 'scan.arranged', subjectId: scanId });
    });
    await house.runJobs();
    expect(reader.read.length).toBe(before);
    const reading = await readingOf(scanId);
    expect(reading.pages).toHaveLength(1);
    expect(fieldOf(reading, 'amount')).toMatchObject({ value: null });
    expect(reading.state).toBe('read');
  });
});

describe('who may', () => {
  test('a scan of another department does not exist; a reader corrects nothing', async () => {
    const [ours, theirs] = [await house.givenDepartment('ours'), await house.givenDepartment('theirs')];
    const { scanId, pageIds } = await givenRead({ 1: { lines: first } }, { departmentId: ours });
    const [colleague, stranger, reader] = [await house.as('clerk', { departmentId: ours }), await house.as('clerk', { departmentId: theirs }), await house.as('reader', { departmentId: ours })];
    expect((await colleague.get(`/api/scans/${scanId}/reading`)).status).toBe(200);
    for (const path of [`/api/scans/${scanId}/reading`, `/api/scans/${scanId}/pages/${pageIds[0]}/lines`]) expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.put(`/api/scans/${scanId}/fields/title`, { value: 'x' })).status).toBe(404);
    expect((await stranger.put(`/api/pages/${pageIds[0]}/lines`, { box: [0, 0, 1, 1], text: 'x' })).status).toBe(404);
    expect((await reader.put(`/api/scans/${scanId}/fields/title`, { value: 'x' })).status).toBe(403);
    expect((await house.stranger('GET', `/api/scans/${scanId}/reading`)).status).toBe(401);
  });
});
