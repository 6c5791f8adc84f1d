import { formOf, type FieldName, type FieldValue, type Finding, type PageBox, type PageId, type PageLine, type ReadField, type ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import {
  fieldCorrectionsOf, findingAnswersOf, removeFieldCorrection, removeFindingAnswer, removeLineCorrection, saveFieldCorrections, saveFindingAnswer, saveLineCorrection,
} from './corrections.queries.ts';
import { overlapOf, type EffectiveLine } from './corrections.rules.ts';
import { effectiveFindings } from './effective-findings.rules.ts';
import { effectiveFields } from './fields.rules.ts';
import { withAnswers } from './findings.rules.ts';
import { lockScan, scanOfPage, scanReadingOf, type ScanRow } from './scan-reading.queries.ts';
import { effectivePage } from './text.queries.ts';

export function describeLine({ stored, text, edges, correction }: EffectiveLine): PageLine {
  return {
    box: [...stored.b] as PageBox,
    text,
    engineText: correction && correction.text !== stored.t ? stored.t : null,
    confidence: correction ? 1 : stored.c / 99,
    edges,
    part: stored.p ?? 'body',
  };
}

/** The line is named by its box; so is a correction that lost its line, which can only be taken back. */
export async function correctLine(app: App, actor: Person, pageId: PageId, { box, text }: { box: PageBox; text: string | null }): Promise<{ line: PageLine | null }> {
  const scanId = await scanOfPage(app.db, pageId);
  if (!scanId) throw notFound();
  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, actor, scanId);
    const page = await effectivePage(tx, scanId, pageId);
    if (!scan || !page) throw notFound();
    const lost = page.unplaced.find((correction) => overlapOf(correction.box, box) > 0.98);
    const line = page.lines.find(({ stored }) => overlapOf(stored.b, box) > 0.9);
    if (!line && !(lost && text === null)) throw notFound();

    const before = line?.correction;
    if (before) await removeLineCorrection(tx, pageId, before.box);
    else if (lost && text === null) await removeLineCorrection(tx, pageId, lost.box);
    if (line && text !== null && text !== line.stored.t) await saveLineCorrection(tx, pageId, { box: line.stored.b, lineText: line.stored.t, text }, actor.id);
    const facts = { pageId, before: before?.text ?? lost?.text ?? line?.stored.t ?? '', after: text ?? line?.stored.t ?? '' };
    await recordAudit(tx, actor, { kind: 'text.corrected', subjectId: scanId, ...ofContract(scan), facts });
    await tellLive(tx, { topic: 'reading', id: pageId, within: scanId });
    const after = await effectivePage(tx, scanId, pageId);
    const now = line && after?.lines.find(({ stored }) => stored.b.join() === line.stored.b.join());
    return { line: now ? describeLine(now) : null };
  });
}

export async function correctField(app: App, actor: Person, scanId: ScanId, field: FieldName, value: FieldValue): Promise<ReadField> {
  const form = formOf(field).safeParse(value);
  if (!form.success) throw new Refusal('invalid_request', 'That is not what this field holds.', { fields: [{ field: 'value', problem: form.error.issues[0]?.message }] });
  return changeField(app, actor, scanId, field, async (tx) => saveFieldCorrections(tx, scanId, [[field, form.data]], actor.id));
}

export async function uncorrectField(app: App, actor: Person, scanId: ScanId, field: FieldName): Promise<ReadField> {
  return changeField(app, actor, scanId, field, async (tx) => removeFieldCorrection(tx, scanId, field));
}

async function changeField(app: App, actor: Person, scanId: ScanId, field: FieldName, change: (tx: Tx) => Promise<void>): Promise<ReadField> {
  return app.db.transaction().execute(async (tx) => {
    await openScan(tx, actor, scanId);
    const before = await oneField(tx, scanId, field);
    await change(tx);
    const after = await oneField(tx, scanId, field);
    const facts = { field, before: JSON.stringify(before.value), after: JSON.stringify(after.value) };
    await recordAudit(tx, actor, { kind: 'field.corrected', subjectId: scanId, facts });
    await tellLive(tx, { topic: 'desk', id: scanId });
    return after;
  });
}

async function oneField(tx: Tx, scanId: ScanId, field: FieldName): Promise<ReadField> {
  const { fields } = await scanReadingOf(tx, scanId);
  const corrections = (await fieldCorrectionsOf(tx, [scanId])).get(scanId) ?? [];
  const found = effectiveFields(fields, corrections).find((one) => one.field === field);
  return found ?? { field, value: null, engine: null, corrected: null, place: null };
}

export interface AnswerFinding {
  answer: 'accepted' | 'dismissed' | null;
  note: string;
}

/** Accepting a contradiction without saying why would leave nobody wiser; dismissing one may go without a word. */
export async function answerFinding(app: App, actor: Person, scanId: ScanId, findingId: string, { answer, note }: AnswerFinding): Promise<Finding> {
  return app.db.transaction().execute(async (tx) => {
    await openScan(tx, actor, scanId);
    const findings = effectiveFindings(await scanReadingOf(tx, scanId), (await fieldCorrectionsOf(tx, [scanId])).get(scanId) ?? []);
    const finding = findings.find(({ id }) => id === findingId);
    if (!finding) throw notFound();
    if (answer === 'accepted' && finding.severity === 'error' && note === '') {
      throw new Refusal('invalid_request', 'Say why it is taken in all the same.', { fields: [{ field: 'note', problem: 'required' }] });
    }
    if (answer) await saveFindingAnswer(tx, scanId, findingId, { answer, note, by: actor.id });
    else await removeFindingAnswer(tx, scanId, findingId);
    await recordAudit(tx, actor, { kind: 'finding.answered', subjectId: scanId, facts: { finding: findingId, answer, note } });
    await tellLive(tx, { topic: 'desk', id: scanId });
    const [after] = withAnswers([finding], (await findingAnswersOf(tx, [scanId])).get(scanId) ?? []);
    return after as Finding;
  });
}

/** Fields and findings belong to the desk; once registered, the contract's own fields are amended instead. */
async function openScan(tx: Tx, actor: Person, scanId: ScanId): Promise<ScanRow> {
  const scan = await lockScan(tx, actor, scanId);
  if (!scan) throw notFound();
  if (scan.contractId || scan.state === 'merged' || scan.state === 'rejected') throw new Refusal('scan_closed', 'This scan has left the desk.', { state: scan.state });
  return scan;
}

const ofContract = ({ contractId }: ScanRow): { contractId?: string } => (contractId ? { contractId } : {});
