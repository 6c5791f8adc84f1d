import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

let house: House;
let archivist: Visitor;
let contractId: string;
let scanId: string;
let pageId: string;

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同', '双方应当承担保密义务'] })) });
  archivist = await house.as('archivist');
  const given = await givenOpenedFile(house, 1);
  [scanId, pageId] = [given.scanId, given.pageIds[0] ?? ''];
  await house.runJobs();
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow();
  contractId = (await archivist.post(`/api/scans/${scanId}/register`, { contractTypeId: type.id, fields: { title: '采购合同' }, parties: [{ side: 'A', name: '西安岑嵘精密机械有限公司' }] })).body.contractId;
  await house.runJobs();
});
afterAll(() => house.close());

const words = encodeURIComponent('保密');
const trailOf = async (who: Visitor) =>
  (await house.app.db.selectFrom('auditEvent').select(['kind', 'subjectId', 'contractId', 'facts']).where('actorId', '=', who.id).orderBy('id').execute()).map(({ facts, ...event }) => ({ ...event, facts }));

test('reading a page’s lines or where words stand on it is one view of the page, told with its contract', async () => {
  const reader = await house.as('archivist');
  await reader.get(`/api/scans/${scanId}/pages/${pageId}/lines`);
  await Promise.all([reader.get(`/api/scans/${scanId}/pages/${pageId}/lines`), reader.get(`/api/pages/${pageId}/marks?words=${words}`), reader.raw('GET', `/api/pages/${pageId}/image`, Buffer.alloc(0), {})]);
  expect(await trailOf(reader)).toEqual([{ kind: 'page.viewed', subjectId: pageId, contractId, facts: {} }]);
  const marking = await house.as('archivist');
  await marking.get(`/api/pages/${pageId}/marks?words=${words}`);
  expect(await trailOf(marking)).toMatchObject([{ kind: 'page.viewed', contractId }]);
});

test('a question is in the trail once, with its words and filters; another question is another', async () => {
  const asker = await house.as('archivist');
  await Promise.all(['', '&order=best', '&limit=1'].map((more) => asker.get(`/api/search?words=${words}${more}`)));
  await asker.get(`/api/search/summary?words=${words}`);
  await asker.get(`/api/search?words=${words}&after=${contractId}`);
  expect(await trailOf(asker)).toMatchObject([{ kind: 'search.asked', facts: { words: '保密' } }]);
  await asker.get(`/api/search?words=${words}&year=2025&place=${encodeURIComponent('上海')}`);
  await asker.get('/api/search');
  expect((await trailOf(asker)).slice(1)).toMatchObject([{ kind: 'search.asked', facts: { words: '保密', year: 2025, place: '上海' } }]);
});

test('keeping and forgetting a search is recorded, and asking for an archive copy anew', async () => {
  const keeper = await house.as('archivist');
  const { body } = await keeper.post('/api/saved-searches', { name: '保密条款', words: '保密' });
  await keeper.delete(`/api/saved-searches/${body.id}`);
  await keeper.post(`/api/scans/${scanId}/archive-copy`);
  expect(await trailOf(keeper)).toMatchObject([
    { kind: 'search.saved', subjectId: body.id, facts: { name: '保密条款', words: '保密' } },
    { kind: 'search.forgotten', subjectId: body.id, facts: { name: '保密条款', words: '保密' } },
    { kind: 'archive-copy.asked', subjectId: scanId, contractId },
  ]);
  await house.runJobs();
});

test('what cannot be recorded is not shown', async () => {
  await house.pool.query(`create function refuse_events() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$; create trigger refuse before insert on audit_event execute function refuse_events()`);
  const stranger = await house.as('archivist');
  for (const path of [`scans/${scanId}/reading`, `scans/${scanId}/pages/${pageId}/lines`, `pages/${pageId}/marks?words=${words}`, `search?words=${words}`, `search/summary?words=${words}`, `scans/${scanId}/archive.pdf`]) {
    expect((await stranger.get(`/api/${path}`)).status, path).toBe(500);
  }
  await house.pool.query('drop trigger refuse on audit_event');
});
