import { Readable } from 'node:stream';
import type { ChosenAct, ChosenRefusal, ContractId, Language } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { markedArchiveCopy, markOf } from '../scans/marked.ts';
import type { Mark } from '../scans/mark.rules.ts';
import { type ChosenContract, chosenContracts } from './chosen.queries.ts';
import { chosenVerdict } from './chosen.rules.ts';
import { type ZipEntry, zipOf } from './zip.ts';

interface Looked {
  given: ChosenContract[];
  refused: ChosenRefusal[];
}

/** Each contract is asked about by itself: what one of them is refused for does not hold up the others, and is said. */
async function look(app: App, actor: Person, ids: readonly ContractId[], act: ChosenAct): Promise<Looked> {
  const found = await chosenContracts(app.db, actor, ids);
  const marked = markOf(app, actor) !== null;
  const looked: Looked = { given: [], refused: [] };
  for (const contractId of new Set(ids)) {
    const contract = found.get(contractId);
    const verdict = act === 'download' || !contract ? chosenVerdict(contract?.copies, marked) : ({ kind: 'given' } as const);
    if (contract && verdict.kind === 'given') looked.given.push(contract);
    else if (verdict.kind === 'refused') looked.refused.push({ contractId, number: contract?.number ?? null, title: contract?.title ?? null, why: verdict.why });
  }
  return looked;
}

export async function lookAtChosen(app: App, actor: Person, { contractIds, act }: { contractIds: ContractId[]; act: ChosenAct }) {
  if (!actor.permissions.has(`contracts.${act}`)) throw new Refusal('forbidden', 'Your role does not allow this.', { permission: `contracts.${act}` });
  const { given, refused } = await look(app, actor, contractIds, act);
  return { given: given.map(({ id, number }) => ({ contractId: id, number })), refused };
}

/** The archive PDFs of the contracts that can be given, one after another as they are sent, with a list of those that are not among them. */
export async function downloadChosen(app: App, actor: Person, contractIds: readonly ContractId[], language: Language): Promise<FileReply> {
  const { given, refused } = await look(app, actor, contractIds, 'download');
  if (given.length === 0) {
    if (refused.every(({ why }) => why === 'not-found')) throw notFound();
    throw new Refusal('scan_not_ready', 'None of these contracts has an archive PDF that can be given.', { refused });
  }
  const mark = markOf(app, actor);
  await app.db.transaction().execute(async (tx) => {
    await recordAudit(tx, actor, { kind: 'contracts.downloaded', facts: { contracts: given.length, refused: refused.length, marked: mark !== null } });
    for (const { id, copies } of given) {
      for (const { scanId, sha256 } of copies) await recordAudit(tx, actor, { kind: 'contract.archive-copy-downloaded', subjectId: scanId, contractId: id, facts: { sha256, marked: mark !== null } });
    }
  });
  const files = given.flatMap((contract) => filesOf(app, contract, mark));
  const missing = refused.length > 0 ? [listOf(refused, language)] : [];
  return { body: zipOf([...files, ...missing]), mediaType: 'application/zip', downloadAs: `${language === 'en' ? 'contracts' : '合同'}-${app.clock.today()}.zip` };
}

function filesOf(app: App, { number, title, copies }: ChosenContract, mark: Mark | null): ZipEntry[] {
  return copies.flatMap(({ sha256, label, size }) => {
    if (sha256 === null) return [];
    const name = `${[number, title, label].filter(Boolean).join(' ')}.pdf`;
    return [mark ? { name, open: async () => Readable.from([await markedArchiveCopy(app, sha256, mark)]) } : { name, size, open: () => app.vault.open(sha256) }];
  });
}

const whys: Record<ChosenRefusal['why'], Record<Language, string>> = {
  'not-found': { 'zh-CN': '找不到，或者您没有查看的权限', en: 'not there, or not open to you' },
  'no-pages': { 'zh-CN': '还没有扫描件', en: 'has no scan' },
  'no-archive-copy': { 'zh-CN': '归档 PDF 还没有做好', en: 'its archive PDF is not made yet' },
  'too-large': { 'zh-CN': '太大，打不上水印', en: 'too large to carry a watermark' },
};

function listOf(refused: readonly ChosenRefusal[], language: Language): ZipEntry {
  const lines = refused.map(({ contractId, number, title, why }) => `${[number ?? contractId, title].filter(Boolean).join(' ')}\t${whys[why][language]}`);
  const text = Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
  return { name: language === 'en' ? 'not included.txt' : '没有包含的合同.txt', size: text.length, open: async () => Readable.from([text]) };
}
