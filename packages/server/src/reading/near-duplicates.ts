import type { ScanId } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { fingerprintsOf, pagesLike } from '../scans/page-images.queries.ts';
import type { StoredField } from './fields.rules.ts';
import { bitsApart } from './fingerprint.rules.ts';
import { isAnotherContract } from './near-duplicate.rules.ts';
import { scanReadingOf } from './scan-reading.queries.ts';

/** Of 64 bits of fingerprint so many may differ between two scans of one sheet. */
const sameSheetBits = 10;
/** A few pages find the candidates, which are then compared whole. */
const probes = 4;
const mostCandidates = 50;

/**
 * The earlier scan that is probably the same contract: at least half of its pages look like pages of this one, and what was filled in
 * does not say otherwise. Contracts on one form are all candidates of each other, so every candidate is asked.
 */
export async function findNearDuplicate(db: Db, scanId: ScanId, fields: readonly StoredField[]): Promise<ScanId | null> {
  const mine = await fingerprintsOf(db, scanId);
  const rows = await pagesLike(db, scanId, mine.slice(0, probes), sameSheetBits);
  const candidates = [...new Set(rows.map((row) => row.scanId))].toReversed().slice(0, mostCandidates);
  for (const candidate of candidates) {
    const theirs = await fingerprintsOf(db, candidate);
    const alike = mine.filter((page) => theirs.some((other) => bitsApart(page, other) <= sameSheetBits)).length;
    if (alike * 2 < Math.max(mine.length, theirs.length)) continue;
    if (!isAnotherContract(fields, (await scanReadingOf(db, candidate)).fields)) return candidate;
  }
  return null;
}
