import sharp from 'sharp';
import type { AccessRequestId, Confidentiality, ContractId, ContractTypeId, DepartmentId, FileId, KeyId, NumberRuleId, PageId, PasskeyId, PartyId, PersonId, RelationId, RoleCode, SavedSearchId, ScanId, BatchId, ShareId } from '@qige/wire';
import { hashKey } from '../people/sessions.ts';
import { relateContracts } from '../contracts/relate.actions.ts';
import { theSystem } from '../actor.ts';
import { newId } from '../platform/ids.ts';
import type { StoredFinding } from '../reading/findings.rules.ts';
import { packLine } from '../reading/stored-lines.rules.ts';
import { newToken, newVisit } from '../shares/token.ts';
import { givenContract, typeIdOf } from './given-contract.ts';
import { placesExamples } from './examples/places.examples.ts';
import { custodyExamples } from './examples/custody.examples.ts';
import { labelsExamples } from './examples/labels.examples.ts';
import { loansExamples } from './examples/loans.examples.ts';
import { stockTakesExamples } from './examples/stock-takes.examples.ts';
import { climateExamples } from './examples/climate.examples.ts';
import { type ArchiveGiven, givePapers } from './examples/papers.ts';
import type { House } from './house.ts';

/** One of everything, in a department that those who knock are not in. */
export interface Given extends ArchiveGiven {
  contract: ContractId;
  number: string;
  related: ContractId;
  relation: RelationId;
  /** A registered scan of the contract, and one that waits at the desk. */
  bound: ScanId;
  boundPage: PageId;
  waiting: ScanId;
  waitingPage: PageId;
  batch: BatchId;
  file: FileId;
  party: PartyId;
  otherParty: PartyId;
  person: PersonId;
  /** Our side of the contract. */
  company: PartyId;
  /** Named for the contract, in no department. */
  reader: PersonId;
  department: DepartmentId;
  role: RoleCode;
  /** For the contract, by somebody who cannot open it; waits for an answer. */
  request: AccessRequestId;
  type: ContractTypeId;
  rule: NumberRuleId;
  savedSearch: SavedSearchId;
  /** A link of the hidden contract for somebody outside, and what opens it. */
  share: ShareId;
  token: string;
  visit: string;
  key: KeyId;
  session: string;
  pause: string;
  passkey: PasskeyId;
  /** A word that stands only in the hidden contract, and its counterparty's name. */
  title: string;
  counterparty: string;
}

export interface Ask {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** Bytes in place of a JSON body. */
  payload?: Buffer;
  headers?: Record<string, string>;
}

export interface Example {
  ask(given: Given): Ask;
  /** The reply to an archivist shows the hidden contract, so its absence from others' replies says something. */
  shows?: true;
}

const one = (ask: Example['ask']): Example => ({ ask });
const plain: Example = { ask: () => ({}) };
const shown = (ask: Example['ask']): Example => ({ ask, shows: true });
const ofContract = (body?: unknown): Example => one(({ contract }) => ({ params: { contractId: contract }, ...(body === undefined ? {} : { body }) }));
const ofWaiting = (body?: unknown): Example => one(({ waiting }) => ({ params: { scanId: waiting }, ...(body === undefined ? {} : { body }) }));
const ofPage = one(({ waitingPage }) => ({ params: { pageId: waitingPage } }));
const ofFile = (body?: unknown): Example => one(({ file }) => ({ params: { fileId: file }, ...(body === undefined ? {} : { body }) }));
const ofPerson = (body?: unknown): Example => one(({ person }) => ({ params: { personId: person }, ...(body === undefined ? {} : { body }) }));
const because = { reason: 'for the sweep' };
const registered = (type: ContractTypeId) => ({ contractTypeId: type, fields: { title: '合同' }, parties: [{ side: 'A', name: '某公司' }] });

const letters = (id: string): string => Array.from(id.slice(-8), (char) => String.fromCharCode(65 + (char.charCodeAt(0) % 26))).join('');

/** For every endpoint a request that is complete and speaks of the given things: "METHOD /path". */
export const examples: Readonly<Record<string, Example>> = {
  'GET /me': plain,
  'PATCH /me': one(() => ({ body: { language: 'en' } })),
  'GET /setup': plain,
  'POST /setup': one(() => ({ body: { token: 'x', name: 'x', email: 'x@example.com', password: 'long enough for it' } })),
  'GET /people': plain,
  'POST /people': one(() => ({ body: { name: 'x', email: `${newId('x')}@example.com`, password: 'long enough for it', roles: ['reader'] } })),
  'PATCH /people/:personId': ofPerson({ name: 'y' }),
  'POST /people/:personId/leave': ofPerson(),
  'POST /people/:personId/return': ofPerson(),
  'GET /colleagues': plain,
  'GET /roles': plain,
  'POST /roles': one(() => ({ body: { name: 'x', nameEn: 'x', permissions: ['contracts.see'], scope: 'own' } })),
  'PATCH /roles/:roleCode': one(({ role }) => ({ params: { roleCode: role }, body: { scope: 'department' } })),
  'DELETE /roles/:roleCode': one(({ role }) => ({ params: { roleCode: role } })),
  'GET /companies': plain,
  'GET /departments': plain,
  'POST /departments': one(() => ({ body: { name: 'x' } })),
  'PATCH /departments/:departmentId': one(({ department }) => ({ params: { departmentId: department }, body: { name: 'y' } })),
  'GET /me/sessions': plain,
  'DELETE /me/sessions/:sessionId': one(({ session }) => ({ params: { sessionId: session } })),
  'GET /me/keys': plain,
  'POST /me/keys': one(() => ({ body: { name: 'x' } })),
  'DELETE /me/keys/:keyId': one(({ key }) => ({ params: { keyId: key } })),

  'POST /access-requests': one(({ number }) => ({ body: { named: number, purpose: '对账', days: 5 } })),
  'GET /me/access-requests': plain,
  'GET /access-requests': shown(() => ({})),
  'POST /access-requests/:requestId/answer': one(({ request }) => ({ params: { requestId: request }, body: { answer: 'granted', days: 3 } })),

  'GET /sign-in/ways': plain,
  'GET /sign-in/providers': plain,
  'GET /sign-in/settings': plain,
  'PUT /sign-in/settings': one(() => ({ body: { secondFactorRoles: [], idleMinutes: 60, maxHours: 24 } })),
  'GET /sign-in/pauses': plain,
  'DELETE /sign-in/pauses/:pauseId': one(({ pause }) => ({ params: { pauseId: pause } })),
  'GET /people/:personId/sign-in': ofPerson(),
  'PUT /people/:personId/sign-in-way': ofPerson({ way: 'password' }),
  'PUT /people/:personId/providers/:provider': one(({ person }) => ({ params: { personId: person, provider: 'wecom' }, body: { id: 'zhangsan' } })),
  'DELETE /people/:personId/providers/:provider': one(({ person }) => ({ params: { personId: person, provider: 'wecom' } })),
  'POST /people/:personId/second-factor/reset': ofPerson(),
  'DELETE /people/:personId/sessions/:sessionId': one(({ person, session }) => ({ params: { personId: person, sessionId: session } })),
  'POST /people/:personId/sessions/end': ofPerson(),
  'DELETE /people/:personId/keys/:keyId': one(({ person, key }) => ({ params: { personId: person, keyId: key } })),
  'GET /me/second-factor': plain,
  'POST /me/second-factor': one(() => ({ body: {} })),
  'POST /me/second-factor/confirm': one(() => ({ body: { code: '123456' } })),
  'POST /me/second-factor/recovery-codes': one(() => ({ body: { code: '123456' } })),
  'POST /me/second-factor/end': one(() => ({ body: { code: '123456' } })),

  'GET /me/passkeys': plain,
  'POST /me/passkeys/begin': one(() => ({ body: {} })),
  'POST /me/passkeys': one(() => ({ body: { name: 'x', response: {} } })),
  'DELETE /me/passkeys/:passkeyId': one(({ passkey }) => ({ params: { passkeyId: passkey } })),

  'GET /audit': shown(({ contract }) => ({ query: { contractId: contract } })),
  'GET /audit/verification': plain,

  'GET /number-rules': plain,
  'GET /number-rules/:ruleId/preview': one(({ rule }) => ({ params: { ruleId: rule }, query: { pattern: '{type}{seq:3}' } })),
  'PUT /number-rules/:ruleId': one(({ rule }) => ({ params: { ruleId: rule }, body: { pattern: '{type}-{year}-{seq:4}' } })),
  'GET /numbers': shown(({ number }) => ({ query: { text: number } })),

  'GET /parties': shown(({ counterparty }) => ({ query: { text: counterparty } })),
  'POST /parties': one(() => ({ body: { name: newId('x') } })),
  'GET /parties/:partyId': one(({ party }) => ({ params: { partyId: party } })),
  'PATCH /parties/:partyId': one(({ party }) => ({ params: { partyId: party }, body: { note: 'x' } })),
  'PUT /parties/:partyId/closed': one(({ party }) => ({ params: { partyId: party }, body: { closed: true } })),
  'POST /parties/:partyId/merge': one(({ party, otherParty }) => ({ params: { partyId: party }, body: { from: otherParty } })),

  'GET /contract-types': plain,
  'POST /contract-types': one(() => ({ body: { code: letters(newId('x')), name: 'x', nameEn: 'x' } })),
  'PATCH /contract-types/:contractTypeId': one(({ type }) => ({ params: { contractTypeId: type }, body: { position: 5 } })),
  'PUT /contract-types/:contractTypeId/closed': one(({ type }) => ({ params: { contractTypeId: type }, body: { closed: false } })),
  'GET /contracts': shown(({ title }) => ({ query: { text: title } })),
  'GET /contracts/summary': plain,
  'GET /contracts/export.xlsx': shown(({ title }) => ({ query: { text: title } })),
  'GET /contracts/:contractId': ofContract(),
  'PATCH /contracts/:contractId': ofContract({ version: 1, warranty: '一年' }),
  'POST /contracts/:contractId/state': ofContract({ version: 1, to: 'performing' }),
  'POST /contracts/:contractId/relations': one(({ contract, related }) => ({ params: { contractId: contract }, body: { to: related, kind: 'related' } })),
  'DELETE /contracts/:contractId/relations/:relationId': one(({ contract, relation }) => ({ params: { contractId: contract, relationId: relation } })),
  'PUT /contracts/:contractId/readers/:personId': one(({ contract, person }) => ({ params: { contractId: contract, personId: person }, body: { days: 3 } })),
  'DELETE /contracts/:contractId/readers/:personId': one(({ contract, reader }) => ({ params: { contractId: contract, personId: reader } })),
  'POST /contracts/:contractId/notes': ofContract({ text: 'x' }),
  'GET /contracts/:contractId/history': ofContract(),

  'POST /batches': one(() => ({ body: { name: 'x' } })),
  'GET /batches': shown(() => ({ query: { limit: '200' } })),
  'GET /batches/:batchId': one(({ batch }) => ({ params: { batchId: batch } })),
  'GET /batches/:batchId/files': one(({ batch }) => ({ params: { batchId: batch } })),
  'POST /batches/:batchId/files': one(({ batch }) => ({ params: { batchId: batch }, query: { name: 'a.pdf' }, payload: Buffer.from('%PDF-'), headers: { 'content-type': 'application/octet-stream' } })),
  'GET /files': shown(() => ({ query: { limit: '200' } })),
  'GET /files/:fileId/original': ofFile(),
  'POST /files/:fileId/retry': ofFile(),
  'POST /files/:fileId/password': ofFile({ password: 'x' }),
  'POST /files/:fileId/dismiss': ofFile(),
  'POST /files/:fileId/take': ofFile(),
  'GET /scans/:scanId': ofWaiting(),
  'POST /scans/:scanId/arrange': one(({ waiting, waitingPage }) => ({ params: { scanId: waiting }, body: { version: 1, act: { act: 'turn', pageIds: [waitingPage], by: 90 } } })),
  'POST /scans/:scanId/undo': ofWaiting(),
  'GET /pages/:pageId/image': ofPage,
  'GET /pages/:pageId/thumbnail': ofPage,
  'GET /pages/:pageId/received': ofPage,
  'GET /separators.pdf': plain,
  'GET /events': plain,

  'GET /scans/:scanId/reading': ofWaiting(),
  'GET /scans/:scanId/pages/:pageId/lines': one(({ waiting, waitingPage }) => ({ params: { scanId: waiting, pageId: waitingPage } })),
  'PUT /pages/:pageId/lines': one(({ waitingPage }) => ({ params: { pageId: waitingPage }, body: { box: [10, 10, 50, 30], text: '改' } })),
  'PUT /scans/:scanId/fields/:field': one(({ waiting }) => ({ params: { scanId: waiting, field: 'title' }, body: { value: '合同' } })),
  'DELETE /scans/:scanId/fields/:field': one(({ waiting }) => ({ params: { scanId: waiting, field: 'title' } })),
  'POST /scans/:scanId/findings/:findingId/answer': one(({ waiting }) => ({ params: { scanId: waiting, findingId: 'sweep-finding' }, body: { answer: 'dismissed' } })),
  'POST /scans/:scanId/read-again': ofWaiting({}),
  'GET /scans/:scanId/archive.pdf': one(({ bound }) => ({ params: { scanId: bound } })),
  'POST /scans/:scanId/archive-copy': one(({ bound }) => ({ params: { scanId: bound } })),
  'GET /contracts/:contractId/original': ofContract(),
  'POST /contracts/chosen': one(({ contract }) => ({ body: { contractIds: [contract], act: 'download' } })),
  'GET /contracts/archive.zip': shown(({ contract }) => ({ query: { contractId: contract } })),
  'GET /contracts/:contractId/scans': ofContract(),

  'GET /desk': shown(() => ({ query: { limit: '200' } })),
  'GET /desk/:scanId/neighbours': ofWaiting(),
  'GET /scans/:scanId/party-matches': ofWaiting(),
  'GET /scans/:scanId/copies': ofWaiting(),
  'POST /scans/:scanId/register': one(({ waiting, type }) => ({ params: { scanId: waiting }, body: registered(type) })),
  'POST /scans/:scanId/bind': one(({ waiting, contract }) => ({ params: { scanId: waiting }, body: { contractId: contract } })),
  'POST /scans/:scanId/reject': ofWaiting(because),
  'POST /scans/:scanId/set-aside': ofWaiting(because),
  'POST /scans/:scanId/rescan': ofWaiting(because),
  'POST /scans/:scanId/reopen': ofWaiting(),

  'GET /contracts/:contractId/shares': ofContract(),
  'POST /contracts/:contractId/shares': ofContract({ recipient: '某律所', days: 3, password: 'six letters' }),
  'GET /shares': plain,
  'DELETE /shares/:shareId': one(({ share }) => ({ params: { shareId: share } })),
  'GET /oversight/shares': plain,
  'DELETE /oversight/shares/:shareId': one(({ share }) => ({ params: { shareId: share } })),
  'GET /oversight/readers': plain,
  'POST /people/:personId/readings/end': ofPerson(),
  'GET /shared/:token': one(({ token }) => ({ params: { token } })),
  'POST /shared/:token/visits': one(({ token }) => ({ params: { token }, body: {} })),
  'GET /shared/:token/pages/:number': one(({ token, visit }) => ({ params: { token, number: '1' }, query: { visit } })),

  'GET /search': shown(({ title }) => ({ query: { words: title } })),
  'GET /search/summary': shown(({ counterparty }) => ({ query: { words: counterparty } })),
  'GET /search/suggestions': shown(({ title }) => ({ query: { text: title } })),
  'GET /pages/:pageId/marks': one(({ boundPage }) => ({ params: { pageId: boundPage }, query: { words: '合同' } })),
  'GET /saved-searches': plain,
  'POST /saved-searches': one(() => ({ body: { name: 'x', words: 'x' } })),
  'DELETE /saved-searches/:savedSearchId': one(({ savedSearch }) => ({ params: { savedSearchId: savedSearch } })),
  ...placesExamples,
  ...custodyExamples,
  ...labelsExamples,
  ...loansExamples,
  ...stockTakesExamples,
  ...climateExamples,
};

export const amount = '740430.12';
/** Stands on a page of the contract and nowhere else. */
export const pageWord = '页面暗语';

const image = sharp({ create: { width: 300, height: 400, channels: 3, background: '#ffffff' } }).png().toBuffer();

const line = packLine({ text: `合同${pageWord}`, box: [10, 10, 50, 30], confidence: 1, part: 'body', chars: [] });
const finding: StoredFinding = { id: 'sweep-finding', type: 'blankDate', severity: 'warning', source: 'x', params: {}, fields: [], places: [] };

/** In which way the contract is hidden beyond standing in a department and a company of its own. */
interface Hiding {
  confidentiality?: Confidentiality;
  closed?: boolean;
}

/** Makes one of everything; each call makes new ones. */
export async function giveOneOfEverything(house: House, { confidentiality = 'internal', closed = false }: Hiding = {}): Promise<Given> {
  const { app } = house;
  const { db } = app;
  const department = await house.givenDepartment('别处');
  const owner = await house.as('clerk', { departmentId: department });
  const title = `机密标题${newId('x').slice(-8)}`;
  const counterparty = `机密相对方${newId('x').slice(-8)}`;
  const company = newId('pty');
  const ours = `我方${newId('x').slice(-8)}公司`;
  await db.insertInto('party').values({ id: company, kind: 'own', name: ours, nameFolded: ours, allNames: ours }).execute();
  const parties = [ours, counterparty].map((name, i) => ({ side: i === 0 ? ('A' as const) : ('B' as const), role: null, name, uscc: null }));
  const { id: contract, number } = await givenContract(app, { by: owner.actor, title, parties, departmentId: department, ownerId: owner.id, confidentiality, amount });
  const { id: related } = await givenContract(app, { by: owner.actor, parties, departmentId: department, ownerId: owner.id, confidentiality });
  const relation = await db.transaction().execute((tx) => relateContracts(tx, theSystem, contract, related, 'supplement'));
  const { partyId: party } = await db.selectFrom('contractParty').select('partyId').where('contractId', '=', contract).where('side', '=', 'B').executeTakeFirstOrThrow();
  if (closed) await db.updateTable('party').set({ closed }).where('id', '=', party).execute();

  const { id: reader } = await house.as('reader');
  await db.insertInto('contractReader').values({ contractId: contract, personId: reader, namedBy: owner.id }).execute();
  const request = newId('arq');
  await db.insertInto('accessRequest').values({ id: request, personId: reader, named: number, purpose: 'x', days: 3, contractId: contract }).execute();
  const role = `made-${newId('x').slice(-8)}`;
  await db.insertInto('role').values({ code: role, name: 'x', nameEn: 'x', permissions: ['contracts.see'], scope: 'own', position: 900 }).execute();
  const [batch, file, savedSearch, key, session, pause, passkey, otherParty] = [newId('bat'), newId('fil'), newId('svs'), newId('key'), newId('ses'), newId('rtl'), newId('pky'), newId('pty')];
  const bytes = await image;
  const blob = await app.vault.put(bytes);
  await db.insertInto('vaultBlob').values({ sha256: blob.name, size: blob.size, mediaType: 'image/png' }).onConflict((conflict) => conflict.doNothing()).execute();
  await db.insertInto('batch').values({ id: batch, name: 'x', source: 'api', departmentId: department, createdBy: owner.id }).execute();
  await db
    .insertInto('receivedFile')
    .values({ id: file, batchId: batch, sha256: blob.name, name: 'a.png', size: bytes.length, kind: 'png', state: 'quarantined', reason: 'broken', pageCount: 2, receivedBy: owner.id })
    .execute();
  const scan = async (state: 'read' | 'registered', filePage: number) => {
    const [scanId, pageId] = [newId('scn'), newId('pag')];
    const contractId = state === 'registered' ? contract : null;
    await db.insertInto('scan').values({ id: scanId, batchId: batch, departmentId: department, state, name: 'x', contractId, createdBy: owner.id, readAt: new Date(), archiveSha256: contractId ? blob.name : null }).execute();
    await db
      .insertInto('page')
      .values({ id: pageId, scanId, position: 0, fileId: file, filePage, state: 'read', imageSha256: blob.name, thumbnailSha256: blob.name, width: 300, height: 400 })
      .execute();
    await db.insertInto('pageReading').values({ pageId, lines: JSON.stringify([line]), seals: '[]', text: line.t, engine: 'none' }).execute();
    await db.insertInto('scanReading').values({ scanId, fields: '[]', findings: JSON.stringify([finding]) }).execute();
    return [scanId, pageId] as const;
  };
  const [waiting, waitingPage] = await scan('read', 1);
  const [bound, boundPage] = await scan('registered', 2);

  const [share, token] = [newId('shr'), newToken()];
  await db.insertInto('shareLink').values({ id: share, contractId: contract, madeBy: owner.id, recipient: 'x', tokenHash: hashKey(token), pageIds: [boundPage], expiresAt: new Date(Date.now() + 3_600_000) }).execute();
  const visit = newVisit(app.config.secret, share, new Date());

  await db.insertInto('party').values({ id: otherParty, name: otherParty, nameFolded: otherParty }).execute();
  await db.insertInto('savedSearch').values({ id: savedSearch, personId: owner.id, name: 'x', words: 'x' }).execute();
  await db.insertInto('apiKey').values({ id: key, personId: owner.id, name: 'x', start: 'qk_', hash: key }).execute();
  await db.insertInto('session').values({ id: session, personId: owner.id, token: session, expiresAt: new Date(Date.now() + 3_600_000) }).execute();
  await db.insertInto('rateLimit').values({ id: pause, key: `try|${pause}@example.com`, count: 99, lastRequest: Date.now() }).execute();
  await db.insertInto('passkey').values({ id: passkey, personId: owner.id, credentialId: passkey, publicKey: Buffer.alloc(1), counter: 0, name: 'x' }).execute();
  const papers = await givePapers(house, { contract, department, person: owner.id, reader, title });
  const type = await typeIdOf(app, 'QT');
  const { id: rule } = await db.selectFrom('numberRule').select('id').where('contractTypeId', '=', type).executeTakeFirstOrThrow();
  return {
    ...papers,
    contract, number, related, relation, bound, boundPage, waiting, waitingPage, batch, file, party, otherParty,
    person: owner.id, company, reader, request, department, role, type, rule, savedSearch, share, token, visit, key, session, pause, passkey, title, counterparty,
  };
}
