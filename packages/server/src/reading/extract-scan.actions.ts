import { extractContract, type ExtractPage } from '@qige/extract';
import type { ScanId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { tellLive } from '../platform/live.ts';
import { asReadLine } from './corrections.rules.ts';
import { storedFields } from './fields.rules.ts';
import { storedFindings } from './findings.rules.ts';
import { findNearDuplicate } from './near-duplicates.ts';
import { countWaitingPages } from './page-reading.queries.ts';
import { findScan, lockScan, markScanRead, saveNearDuplicate, saveScanReading } from './scan-reading.queries.ts';
import { findLabels } from './find-labels.ts';
import { findScanLabel, saveScanLabel } from './scan-label.queries.ts';
import { labelFinding } from './scan-label.rules.ts';
import { splitPile } from './split-pile.actions.ts';
import { effectivePagesOfScan, textStamp, type EffectivePage } from './text.queries.ts';

/**
 * Takes fields and findings out of a scan all of whose pages were read or given up. Safe to repeat: pages are not read again, what
 * people corrected or answered is not touched. 'again' where the scan was rearranged or its text corrected meanwhile: what was taken from
 * the older text must not be laid over what somebody else takes from the newer.
 */
export async function extractScan(app: App, scanId: ScanId): Promise<'done' | 'again' | 'not-now'> {
  const before = await findScan(app.db, scanId);
  if (!before || before.contractId || (await countWaitingPages(app.db, scanId)) > 0) return 'not-now';
  const stamp = await textStamp(app.db, scanId);
  const pages = await effectivePagesOfScan(app.db, scanId);
  if (await splitPile(app, scanId, pages)) return 'done'; // each part is extracted by itself
  const pageIds = pages.map(({ pageId }) => pageId);
  const extraction = pages.length > 0 ? extractContract(pages.map(asExtractPage)) : undefined;
  const fields = extraction ? storedFields(extraction, pageIds) : [];
  const nearDuplicate = await findNearDuplicate(app.db, scanId, fields);
  const laidOn = await findScanLabel(app.db, scanId);
  const { seen, label } = await findLabels(app, pages, laidOn?.cover ? laidOn : undefined);

  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, theSystem, scanId);
    if (!scan || scan.contractId) return 'not-now';
    if ((await countWaitingPages(tx, scanId)) > 0 || (await textStamp(tx, scanId)) !== stamp) return 'again';
    await saveScanReading(tx, scanId, {
      fields,
      findings: [...(label ? labelFinding(label, seen, pageIds) : []), ...(extraction ? storedFindings(extraction.findings, pageIds) : [])],
    });
    await saveScanLabel(tx, scanId, label);
    await saveNearDuplicate(tx, scanId, nearDuplicate);
    if (scan.state === 'reading') {
      await markScanRead(tx, scanId);
      await recordAudit(tx, theSystem, { kind: 'scan.read', subjectId: scanId, facts: { pages: pages.length, findings: extraction?.findings.length ?? 0 } });
    }
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
    return 'done';
  });
}

function asExtractPage({ width, height, lines, seals, quality }: EffectivePage): ExtractPage {
  return { width, height, lines: lines.map(asReadLine), seals, ...(quality ? { quality } : {}) };
}
