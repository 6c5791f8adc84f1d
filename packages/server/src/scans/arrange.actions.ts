import type { ArrangeAct, PageId, ScanId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { insertArrangement, insertScanLike, lastArrangement, layoutOf, lockScans, markSeparators, markUndone, type OpenScan, settleScan, wasSplitAtSeparators, writeLayout } from './arrange.queries.ts';
import { arrange, type Layout, sameLayout } from './arrange.rules.ts';

const open = new Set(['reading', 'read', 'set_aside', 'rescan']);

export async function arrangeScan(app: App, actor: Actor, scanId: ScanId, version: number, act: ArrangeAct): Promise<{ other: ScanId | null }> {
  const partner = act.act === 'merge' ? act.scanId : act.act === 'move' ? act.to : undefined;
  return app.db.transaction().execute(async (tx) => {
    const ids = partner ? [scanId, partner] : [scanId];
    const scans = await lockScans(tx, actor, ids);
    requireOpen(scans, ids);
    if (scans.get(scanId)?.version !== version) throw new Refusal('scan_changed', 'Somebody else has just arranged this scan. Look again.');
    const fresh = newId('scn');
    const before = await layoutOf(tx, ids);
    const verdict = arrange(before, scanId, act, fresh);
    if (verdict.kind === 'impossible') throw new Refusal('arrangement_impossible', 'That cannot be done with these pages.', verdict);
    if (verdict.layout[fresh]) await insertScanLike(tx, scanId, fresh, 'reading');
    await apply(tx, actor, scanId, act.act, before, verdict.layout);
    return { other: verdict.other };
  });
}

export async function undoArrangement(app: App, actor: Actor, scanId: ScanId): Promise<{ other: ScanId | null }> {
  return app.db.transaction().execute(async (tx) => {
    // All its scans are locked together, in the order in which others lock them; what is to be undone is known for sure only then.
    const guess = await lastArrangement(tx, scanId);
    const ids = [...new Set([scanId, ...Object.keys(guess?.before ?? {}), ...Object.keys(guess?.after ?? {})])].sort() as ScanId[];
    const scans = await lockScans(tx, actor, ids);
    if (!scans.has(scanId)) throw notFound();
    const last = await lastArrangement(tx, scanId);
    if (!last) throw new Refusal('nothing_to_undo', 'Nothing was arranged here.');
    if (last.id !== guess?.id) throw new Refusal('scan_changed', 'Somebody else has just arranged this scan. Look again.');
    for (const id of ids) if (!open.has(scans.get(id)?.state ?? '') && scans.get(id)?.state !== 'merged') throw new Refusal('scan_closed', 'One of these scans is registered already.');
    const now = await layoutOf(tx, ids);
    if (!sameLayout(now, last.after)) throw new Refusal('scan_changed', 'The pages were arranged again since, in another scan. Undo that first.');
    const back: Layout = Object.fromEntries(ids.map((id) => [id, last.before[id] ?? []]));
    await writeLayout(tx, now, back);
    await markUndone(tx, last.id);
    await settleAll(tx, actor, back, 'scan.arrangement-undone', 'undo');
    return { other: ids.find((id) => id !== scanId) ?? null };
  });
}

/**
 * Splits a scan at separator sheets found on these pages: the sheets, and a blank back behind one, are set apart, and the pages between
 * them become scans of their own. The machine's act, undone like a person's.
 */
export async function splitAtSeparators(tx: Tx, scanId: ScanId, separators: readonly PageId[], blank: ReadonlySet<PageId>): Promise<ScanId[]> {
  const scans = await lockScans(tx, theSystem, [scanId]);
  if (separators.length === 0 || !open.has(scans.get(scanId)?.state ?? '') || (await wasSplitAtSeparators(tx, scanId))) return [];
  const before = await layoutOf(tx, [scanId]);
  const sheets = before[scanId] ?? [];
  const apart = new Set(separators);
  for (const [i, sheet] of sheets.entries()) if (apart.has(sheets[i - 1]?.id as PageId) && separators.includes(sheets[i - 1]?.id as PageId) && blank.has(sheet.id)) apart.add(sheet.id);

  const groups: { id: ScanId; sheets: (typeof sheets)[number][] }[] = [{ id: scanId, sheets: [] }];
  for (const sheet of sheets) {
    const current = groups.at(-1);
    if (separators.includes(sheet.id) && current?.sheets.some((one) => !apart.has(one.id))) groups.push({ id: newId('scn'), sheets: [] });
    groups.at(-1)?.sheets.push(apart.has(sheet.id) ? { ...sheet, dropped: true } : sheet);
  }
  const after: Layout = Object.fromEntries(groups.map((group) => [group.id, group.sheets]));
  for (const { id } of groups.slice(1)) await insertScanLike(tx, scanId, id, 'reading');
  await markSeparators(tx, separators);
  await apply(tx, theSystem, scanId, 'split-at-separators', before, after);
  return groups.map((group) => group.id);
}

function requireOpen(scans: ReadonlyMap<ScanId, OpenScan>, ids: readonly ScanId[]): void {
  for (const id of ids) {
    const scan = scans.get(id);
    if (!scan) throw notFound();
    if (!open.has(scan.state)) throw new Refusal('scan_closed', 'This scan is registered or closed; its pages are no longer arranged.');
  }
}

async function apply(tx: Tx, actor: Actor, scanId: ScanId, act: string, before: Layout, after: Layout): Promise<void> {
  const whole: Layout = { ...Object.fromEntries(Object.keys(after).map((id) => [id, []])), ...before };
  await writeLayout(tx, before, after);
  await insertArrangement(tx, { id: newId('arr'), scanId, act, before: whole, after, madeBy: actor.id });
  await settleAll(tx, actor, after, 'scan.arranged', act);
}

async function settleAll(tx: Tx, actor: Actor, layout: Layout, kind: 'scan.arranged' | 'scan.arrangement-undone', act: string): Promise<void> {
  for (const [id, sheets = []] of Object.entries(layout) as [ScanId, Layout[ScanId]][]) {
    await settleScan(tx, id, sheets.some((sheet) => !sheet.dropped));
    await recordAudit(tx, actor, { kind, subjectId: id, facts: { act, pages: sheets.length } });
    await tellLive(tx, { topic: 'desk', id });
  }
}
