import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { BatchId } from '@qige/wire';
import { z } from 'zod';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { registerScan } from '../desk/register.actions.ts';
import { findSetting, saveSetting } from '../people/setting.queries.ts';
import { Refusal } from '../platform/errors.ts';
import { answerFinding } from '../reading/correct.actions.ts';
import { valueOf } from '../reading/fields.rules.ts';
import { showReading } from '../reading/reading.queries.ts';
import { openBatch, receiveFile } from '../scans/receive.actions.ts';
import { accounts, ensureCompany, makePassword, type Company } from './company.ts';
import { answerTo, confirm, departmentFor, isRegistered } from './confirming.rules.ts';
import { daysAgo } from './days-ago.ts';
import { countUnopened, demoScans, findContractType, numberOfPrinted, type DemoScan } from './demo.queries.ts';
import { readSamples, samplesFolder, type Sample } from './samples.ts';
import { fillStoreRoom } from './store-room.ts';

const key = 'demo';
const State = z.object({ password: z.string(), batchId: BatchId.optional(), received: z.boolean().default(false), done: z.boolean().default(false) });
type State = z.output<typeof State>;

async function stateOf(app: App): Promise<State> {
  const kept = State.safeParse(await findSetting(app.db, key));
  return kept.success ? kept.data : State.parse({ password: makePassword() });
}

const keepState = (app: App, state: State): Promise<void> => app.db.transaction().execute((tx) => saveSetting(tx, key, state, theSystem.id, app.clock.now()));

/** The people of the sample company, with one password for all. */
export async function openDemo(app: App): Promise<{ company: Company; password: string }> {
  const state = await stateOf(app);
  await keepState(app, state);
  return { company: await ensureCompany(app, state.password), password: state.password };
}

/**
 * A sample company and its drawer of contracts, brought in through the same doors as anybody's. Returns when the files are received;
 * once the workers have read them, a clerk registers about half. Whatever is done already is not done again.
 */
export async function seedDemo(app: App, options: { samples?: string; say?: (line: string) => void } = {}): Promise<{ finished: Promise<void> }> {
  const say = options.say ?? console.log;
  const { company, password } = await openDemo(app);
  say(`Sign in to the demo as ${accounts.join(', ')}; the password of each is ${password}`);
  let state = await stateOf(app);
  if (state.done) return { finished: Promise.resolve() };
  const keep = async (change: Partial<State>): Promise<void> => {
    state = { ...state, ...change };
    await keepState(app, state);
  };
  const samples = await readSamples(options.samples ?? samplesFolder);
  if (!state.batchId) await keep({ batchId: await openBatch(app, company.clerk, { name: '样例纸箱', source: 'demo', departmentId: company.root }) });
  const batchId = state.batchId as BatchId;
  if (!state.received) {
    for (const { folder, files } of samples) {
      // Something with a path is taken over and gone afterwards; the samples stay where they are.
      for (const { name, path } of files) await receiveFile(app, company.clerk, Readable.from(createReadStream(path)), { batchId, name, folder, arrival: `demo ${batchId} ${folder}/${name}` });
    }
    await keep({ received: true });
  }
  const finished = registerWhenRead(app, company, samples, batchId)
    .then(() => fillStoreRoom(app, company))
    .then(() => keep({ done: true }));
  // The archive may be stopped while it still reads: the next start goes on.
  finished.catch((error: unknown) => app.log.warn({ err: error }, 'demo'));
  return { finished };
}

async function registerWhenRead(app: App, company: Company, samples: readonly Sample[], batchId: BatchId): Promise<void> {
  while ((await countUnopened(app.db, batchId)) > 0 || (await demoScans(app.db, batchId)).some(({ state }) => state === 'reading')) await pause(2_000, undefined, { ref: false });
  const scans = await demoScans(app.db, batchId);
  for (const [index, sample] of samples.entries()) {
    const scan = scans.find(({ folder }) => folder === sample.folder);
    // The papers have lain in the archive for a while: what is told of them since needs days to have happened on.
    if (scan?.state === 'read' && isRegistered(index, sample.truth)) await registerSample(daysAgo(app, 60), company, scan, sample);
  }
}

async function registerSample(app: App, { clerk, departments, root }: Company, scan: DemoScan, { truth }: Sample): Promise<void> {
  const reading = await showReading(app.db, clerk, scan.id);
  if (!reading) return;
  for (const finding of reading.findings) {
    if (finding.severity === 'error' && !finding.answer) await answerFinding(app, clerk, scan.id, finding.id, answerTo(finding, truth));
  }
  const code = valueOf(reading.fields, 'contractType') ?? 'QT';
  const contractTypeId = (await findContractType(app.db, code)) ?? (await findContractType(app.db, 'QT'));
  if (!contractTypeId) return;
  const departmentId = departments.get(departmentFor(code)) ?? root;
  const main = truth.mainContract ? ((await numberOfPrinted(app.db, truth.mainContract.number)) ?? null) : null;
  try {
    await registerScan(app, clerk, scan.id, confirm(reading.fields, truth, { contractTypeId, departmentId, main }));
  } catch (error) {
    // It stays at the desk, as it would for anybody.
    if (!(error instanceof Refusal)) throw error;
    app.log.warn({ err: error, sample: truth.id }, 'demo contract not registered');
  }
}
