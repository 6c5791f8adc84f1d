import { afterAll, beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { checkCharacter, labelCode } from '@qige/rules/label-code';
import type { ContractId, CopyId, ScanId } from '@qige/wire';
import { newId } from '../platform/ids.ts';
import { a4, type Drawing, type Mark, moved } from '../platform/print/drawing.ts';
import { svgOf } from '../platform/print/svg.ts';
import { givenContract } from '../test/given-contract.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { type ScriptedPage, scriptedReader } from '../test/scripted-reader.ts';
import { itemLabel } from './draw-labels.ts';
import { coverSheet } from './draw-pages.ts';
import type { CopyFacts } from './label-facts.ts';
import { installationOf } from './resolve.queries.ts';

let house: House;
let archivist: Visitor;
let installation: string;
let pages: ScriptedPage[] = [];

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader((_, page) => pages[page - 1] ?? { lines: [] }) });
  archivist = await house.as('archivist');
  installation = await installationOf(house.app.db);
});
afterAll(() => house.close());

interface GivenCopy {
  contractId: ContractId;
  number: string;
  copyId: CopyId;
  facts: CopyFacts;
}

async function givenCopy(title: string, departmentId?: never): Promise<GivenCopy> {
  const { id: contractId, number } = await givenContract(house.app, { title, ...(departmentId ? { departmentId } : {}) });
  const copyId = newId('cpy');
  await house.app.db.insertInto('copy').values({ id: copyId, contractId, ordinal: 2, kind: 'duplicate', holder: 'person', personId: archivist.id, createdBy: archivist.id }).execute();
  const { labelNo } = await house.app.db.selectFrom('copy').select('labelNo').where('id', '=', copyId).executeTakeFirstOrThrow();
  return { contractId, number, copyId, facts: { code: labelCode(installation, 'copy', labelNo), archivalCode: null, contractNumber: number, title, party: '上海宏达科技有限公司', ordinal: 2, kind: 'duplicate', pageCount: 0, retention: '30年', filed: null } };
}

/** A page as a scanner at 200 dpi gives it. */
const scanned = (drawing: Drawing): Promise<Buffer> => sharp(Buffer.from(svgOf(drawing)), { density: 200 }).resize(1654, 2339, { fit: 'fill' }).rotate(1, { background: '#fff' }).greyscale().blur(0.6).jpeg({ quality: 70 }).toBuffer();
const texts = ({ marks }: Drawing): string[] => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

async function coverPage(facts: CopyFacts): Promise<ScriptedPage> {
  const drawing = coverSheet(facts);
  return { lines: texts(drawing), image: await scanned(drawing) };
}

/** A contract's page with a label of that size stuck on its upper right corner. */
async function labelledPage(lines: readonly string[], facts: CopyFacts, readable = true): Promise<ScriptedPage> {
  const label = itemLabel(facts, { width: 48.5, height: 25.4 });
  const written = lines.map((text, i): Mark => ({ kind: 'text', text, x: 25, y: 60 + i * 8, size: 4 }));
  return { lines: [...(readable ? texts(label) : []), ...lines], image: await scanned({ ...a4, marks: [...written, ...moved(label.marks, 150, 12)] }) };
}

const contract = (name: string): string[] => ['设备采购合同', `合同名称：${name}`, `甲方：${name}有限公司`, '乙方：上海宏达科技有限公司', '第一条 甲方向乙方购买设备一台，合同总价人民币壹万元整（￥10,000.00）。', '第二条 乙方应于签订后三十日内交货。'];

async function take(script: ScriptedPage[]): Promise<ScanId> {
  pages = script;
  const { scanId } = await givenOpenedFile(house, script.length);
  await house.runJobs();
  return scanId;
}
const offers = async (scanId: ScanId, by = archivist) => (await by.get(`/api/scans/${scanId}/copies`)).body;
const findings = async (scanId: ScanId): Promise<string[]> => (await archivist.get(`/api/scans/${scanId}/reading`)).body.findings.map(({ type }: { type: string }) => type).filter((type: string) => type.startsWith('label'));

test('a label on the first page proposes its very copy; binding puts the scan to it and opens no other', async () => {
  const copy = await givenCopy('车床采购合同');
  const scanId = await take([await labelledPage(contract('甲一'), copy.facts, false), { lines: ['第三条 质保十二个月。'] }]);
  const told = await offers(scanId);
  expect(told).toMatchObject({ labelNotOpen: null, contracts: [{ contractId: copy.contractId, number: copy.number, because: 'label', copy: { id: copy.copyId, ordinal: 2 } }] });
  expect(await findings(scanId)).toEqual([]);
  const bound = await archivist.post(`/api/scans/${scanId}/bind`, { contractId: copy.contractId, copyId: copy.copyId });
  expect(bound).toMatchObject({ status: 200, body: { number: copy.number } });
  const { db } = house.app;
  expect(await db.selectFrom('scan').select(['copyId', 'contractId', 'state']).where('id', '=', scanId).executeTakeFirst()).toEqual({ copyId: copy.copyId, contractId: copy.contractId, state: 'registered' });
  expect(await db.selectFrom('copy').select('id').where('contractId', '=', copy.contractId).execute()).toHaveLength(1);
});

test('cover sheets in a pile part it: the pages behind each go to its copy, the sheets are no pages', async () => {
  const [one, two] = [await givenCopy('一号合同'), await givenCopy('二号合同')];
  const scanId = await take([await coverPage(one.facts), { lines: contract('乙一') }, { lines: ['第三条 保密。'] }, await coverPage(two.facts), { lines: contract('乙二') }]);
  const { db } = house.app;
  const scans = await db.selectFrom('page').select(['scanId', 'separator', 'position']).where('fileId', '=', (eb) => eb.selectFrom('page').select('fileId').where('scanId', '=', scanId).limit(1)).orderBy('filePage').execute();
  expect(scans.map(({ separator }) => separator)).toEqual([true, false, false, true, false]);
  const second = scans[3]?.scanId as ScanId;
  expect(second).not.toBe(scanId);
  expect(scans.map((page) => page.scanId)).toEqual([scanId, scanId, scanId, second, second]);
  expect((await offers(scanId)).contracts[0]).toMatchObject({ because: 'label', copy: { id: one.copyId } });
  expect((await offers(second)).contracts[0]).toMatchObject({ because: 'label', copy: { id: two.copyId } });
});

test('a torn code, another archive’s, an unknown number, a box’s label and two copies’ labels are findings, never an offer', async () => {
  const copy = await givenCopy('三号合同');
  const saying = (code: string): CopyFacts => ({ ...copy.facts, code });
  const broken = copy.facts.code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const cases: [string, CopyFacts][] = [
    ['labelTorn', saying(broken)],
    ['labelElsewhere', saying(labelCode(installation === 'FFFF' ? '0000' : 'FFFF', 'copy', 7))],
    ['labelUnknown', saying(labelCode(installation, 'copy', 98_765_432))],
    ['labelNotACopy', saying(labelCode(installation, 'place', 7))],
  ];
  for (const [type, facts] of cases) {
    const scanId = await take([await labelledPage(contract(`丙${type}`), facts, false)]);
    expect(await findings(scanId), type).toEqual([type]);
    expect((await offers(scanId)).contracts.filter(({ because }: { because: string }) => because === 'label'), type).toEqual([]);
  }
  const cover = await take([await coverPage(saying(broken)), { lines: contract('丁一') }]);
  expect(await findings(cover)).toEqual(['labelTorn']);

  const other = await givenCopy('四号合同');
  const both = await take([await labelledPage(contract('戊一'), copy.facts), await labelledPage(contract('戊二'), other.facts)]);
  expect(await findings(both)).toEqual(['labelSeveral']);
  expect((await offers(both)).contracts.filter(({ because }: { because: string }) => because === 'label')).toEqual([]);
});

test('where the code is gone the letters below it say the same, if they are whole', async () => {
  const copy = await givenCopy('五号合同');
  const blank = { ...copy.facts };
  const scanId = await take([{ lines: [`${blank.code.toLowerCase().replaceAll('-', '–')}`, ...contract('己一')] }]);
  expect((await offers(scanId)).contracts[0]).toMatchObject({ because: 'label', copy: { id: copy.copyId } });
  const body = blank.code.replaceAll('-', '').slice(0, -1).replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  expect(checkCharacter(body)).not.toBe(blank.code.at(-1));
  const misread = await take([{ lines: [`${body}${blank.code.at(-1)}`, ...contract('庚一')] }]);
  expect(await findings(misread)).toEqual(['labelTorn']);
});

test('a label whose contract is not open to the clerk is said to be there, and no more; a copy of another contract is not bound', async () => {
  const { db } = house.app;
  const copy = await givenCopy('六号合同');
  const other = await givenCopy('七号合同');
  await db.updateTable('contract').set({ departmentId: await house.givenDepartment('别处') }).where('id', '=', copy.contractId).execute();
  const clerk = await house.as('clerk', { departmentId: await house.givenDepartment('这里') });
  pages = [await labelledPage(contract('辛一'), copy.facts, false)];
  const { scanId } = await givenOpenedFile(house, 1, { createdBy: clerk.id });
  await house.runJobs();
  expect(await offers(scanId, clerk)).toMatchObject({ contracts: [], labelNotOpen: copy.facts.code });
  expect((await clerk.post(`/api/scans/${scanId}/bind`, { contractId: copy.contractId, copyId: copy.copyId })).status).toBe(404);
  expect((await archivist.post(`/api/scans/${scanId}/bind`, { contractId: other.contractId, copyId: copy.copyId })).status).toBe(404);
});
