import { type LabelVerdict, labelCode, readLabel } from '@qige/rules/label-code';
import { bookedAt, type Code, counts, judgeScan, repeatOf, resultOf, type ScanVerdict, type Spot, truthOf } from '@qige/rules/stock-take';
import type { CopyHolder, CopyId, PlaceId, ScanAnswer, StockTakeId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { describeHolders } from '../custody/holders.queries.ts';
import { holderOf } from '../custody/holder.rules.ts';
import { installationOf } from '../labels/resolve.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { addUnlisted, changeVerdict, findLateScans, findMoves, findScannedCopies, findScannedPlaces, findScans, findSights, insertScans, lockItems, saveOutcomes, type ScannedCopy, type ScannedPlace } from './scan.queries.ts';
import { canBeDone, roundOf, seenBy, skewOf } from './stock-take.rules.ts';
import { shareStockTake, type StockTakeRow } from './stock-take.queries.ts';

interface SentScan {
  scanId: string;
  code: string;
  placeId?: PlaceId | undefined;
  placeCode?: string | undefined;
  seenAt: string;
  damage?: string | undefined;
}

interface Sent {
  device: string;
  sentAt: string;
  scans: SentScan[];
}

/** Takes in what a device has scanned. What came before is answered as it was; what comes after the report is kept, but changes nothing any more. */
export async function takeScans(app: App, actor: Person, id: StockTakeId, { device, sentAt, scans }: Sent): Promise<{ answers: ScanAnswer[] }> {
  return app.db.transaction().execute(async (tx) => {
    const row = await shareStockTake(tx, id);
    if (!row) throw notFound();
    const installation = await installationOf(tx);
    const receivedAt = app.clock.now();
    const { judged, copies, moves } = await judge(tx, actor, row, installation, scans.map((scan) => ({ ...scan, moment: seenBy(new Date(scan.seenAt), new Date(sentAt), receivedAt) })));
    await addFound(tx, id, judged);
    await insertScans(tx, judged.map(({ scan, copy, place, round, verdict }) => ({
      stockTakeId: id, scanId: scan.scanId, round, device, personId: actor.id, code: scan.code, placeId: place?.id ?? null, copyId: copy?.id ?? null,
      seenAt: scan.moment, receivedAt, skewMs: skewOf(new Date(sentAt), receivedAt), verdict, damage: scan.damage ?? null,
    })));
    const sights = await settle(tx, id, judged, moves);
    await tellLive(tx, { topic: 'stock', id });
    return { answers: await answersTo(tx, row, installation, copies, sights, scans.map((scan) => scan.scanId)) };
  });
}

/** Counting goes on after a report: what came in too late for that report counts after all. The stock-take is held by the caller. */
export async function takeLateScans(tx: Tx, actor: Person, row: StockTakeRow): Promise<void> {
  const late = (await findLateScans(tx, row.id)).map(({ placeId, damage, seenAt, ...scan }) => ({ ...scan, moment: seenAt, ...(placeId ? { placeId } : {}), ...(damage === null ? {} : { damage }) }));
  const { judged, moves } = await judge(tx, actor, row, await installationOf(tx), late);
  await addFound(tx, row.id, judged);
  for (const { scan, verdict, round } of judged) await changeVerdict(tx, row.id, scan.scanId, verdict, round);
  await settle(tx, row.id, judged, moves);
}

type Moves = Awaited<ReturnType<typeof findMoves>>;
type Sights = Awaited<ReturnType<typeof findSights>>;
type ReadScan = Omit<SentScan, 'seenAt'> & { moment: Date };
interface Judged {
  scan: ReadScan;
  copy: ScannedCopy | undefined;
  place: ScannedPlace | undefined;
  round: 1 | 2;
  verdict: ScanVerdict;
}

async function judge(tx: Tx, actor: Person, row: StockTakeRow, installation: string, scans: readonly ReadScan[]): Promise<{ judged: Judged[]; copies: ScannedCopy[]; moves: Moves }> {
  const read = scans.map((scan) => ({ scan, label: readLabel(scan.code, installation), spotLabel: scan.placeCode === undefined ? undefined : readLabel(scan.placeCode, installation) }));
  const places = await findScannedPlaces(tx, scans.flatMap(({ placeId }) => placeId ?? []), read.flatMap(({ spotLabel }) => numberOf(spotLabel, 'place') ?? []));
  const copies = await findScannedCopies(tx, actor, row.id, read.flatMap(({ label }) => numberOf(label, 'copy') ?? []));
  const byLabel = new Map(copies.map((copy) => [copy.labelNo, copy]));
  const moves = await findMoves(tx, row.id, copies.map((copy) => copy.id));
  const judged = read.map(({ scan, label, spotLabel }): Judged => {
    const copy = byLabel.get(numberOf(label, 'copy') ?? -1);
    const place = places.find((one) => (scan.placeId ? one.id === scan.placeId : one.labelNo === numberOf(spotLabel, 'place')));
    const round = roundOf(scan.moment, row.recountAt);
    const asked = { code: codeOf(label, copy), spot: spotOf(place, row.path), item: listedOf(copy), booked: copy && (copy.expected === null ? copy.placeId : bookedAt(moves.get(copy.id) ?? [], scan.moment.getTime())), round, sample: row.sampleSeed !== null, inBranch: copy && (copy.path?.startsWith(row.path) ?? false) };
    return { scan, copy, place, round, verdict: canBeDone('count', row.state) ? judgeScan(asked) : 'late' };
  });
  return { judged, copies, moves };
}

/** Copies that are seen without being expected join the list. */
async function addFound(tx: Tx, id: StockTakeId, judged: readonly Judged[]): Promise<void> {
  const found = judged.flatMap(({ verdict, copy }) => (counts(verdict) && copy?.expected === null ? [[copy.id, { copyId: copy.id, labelNo: copy.labelNo, seq: copy.lastSeq, placeId: copy.placeId }] as const] : []));
  await addUnlisted(tx, id, [...new Map(found).values()]);
}

const numberOf = (label: LabelVerdict | undefined, subject: 'copy' | 'place'): number | undefined => (label?.kind === 'good' && label.subject === subject ? label.number : undefined);

function codeOf(label: LabelVerdict, copy: ScannedCopy | undefined): Code {
  if (label.kind !== 'good') return { kind: label.kind };
  return label.subject === 'copy' ? { kind: 'copy', known: copy !== undefined } : { kind: 'not-a-label' };
}

function spotOf(place: ScannedPlace | undefined, branch: string): Spot {
  if (!place) return { kind: 'none' };
  return place.path.startsWith(branch) && place.holds !== 'places' ? { kind: 'inside', placeId: place.id } : { kind: 'outside' };
}

const listedOf = (copy: ScannedCopy | undefined) => (copy?.expected ? { expected: copy.expected, placeId: copy.listedPlaceId, recount: copy.recount ?? false } : undefined);

/** What holds of these copies now, of all that everybody has seen. Their rows are held, so that two who scan the same copy each see the other's scan. */
async function settle(tx: Tx, id: StockTakeId, judged: readonly Judged[], moves: Moves): Promise<Sights> {
  const copyIds = [...new Set(judged.flatMap(({ verdict, copy }): CopyId[] => (counts(verdict) && copy ? [copy.id] : [])))];
  const items = await lockItems(tx, id, copyIds);
  const sights = await findSights(tx, id, copyIds);
  await saveOutcomes(tx, id, items.map((item) => {
    const own = sights.get(item.copyId) ?? [];
    const truth = truthOf(own);
    const by = own.find((sight) => sight.scanId === truth?.scanId);
    return { copyId: item.copyId, truth: truth && by ? { ...truth, personId: by.personId } : null, result: resultOf(item, truth, moves.get(item.copyId) ?? []) };
  }));
  return sights;
}

async function answersTo(tx: Tx, row: StockTakeRow, installation: string, copies: readonly ScannedCopy[], sights: Sights, scanIds: readonly string[]): Promise<ScanAnswer[]> {
  const stored = await findScans(tx, row.id, scanIds);
  const where = await findWhere(tx, copies.flatMap(({ listedPlaceId }) => listedPlaceId ?? []));
  const foreign = copies.filter((copy) => copy.expected !== 'here');
  const described = await describeHolders(tx, foreign.map(holderOf));
  const books = new Map(foreign.map((copy, i) => [copy.id, hiddenHolder(copy, described[i] ?? null)]));
  const byId = new Map(copies.map((copy) => [copy.id, copy]));
  const answers = new Map(stored.map((scan): [string, ScanAnswer] => {
    const copy = scan.copyId ? byId.get(scan.copyId) : undefined;
    const repeat = scan.copyId && counts(scan.verdict) ? repeatOf(sights.get(scan.copyId) ?? [], { scanId: scan.scanId, round: scan.round === 2 ? 2 : 1, seenAt: scan.seenAt.getTime() }) : undefined;
    return [scan.scanId, {
      scanId: scan.scanId,
      verdict: scan.verdict,
      damaged: scan.damage !== null,
      repeat: repeat ? { by: repeat.name, at: new Date(repeat.seenAt).toISOString() } : null,
      label: copy ? labelCode(installation, 'copy', copy.labelNo) : null,
      archivalCode: copy?.archivalCode ?? null,
      contract: copy?.visible ? { id: copy.contractId, number: copy.number, title: copy.title } : null,
      expectedAt: copy?.listedPlaceId && copy.expected === 'here' ? { placeId: copy.listedPlaceId, where: where.get(copy.listedPlaceId) ?? '' } : null,
      books: scan.verdict === 'unknown' || scan.verdict === 'back' ? ((scan.copyId ? books.get(scan.copyId) : undefined) ?? null) : null,
    }];
  }));
  return scanIds.flatMap((scanId) => answers.get(scanId) ?? []);
}

/** Who has the paper of a hidden contract is not for everybody; in which place it should stand is. */
const hiddenHolder = (copy: ScannedCopy, holder: CopyHolder | null): CopyHolder | null => (copy.visible || holder?.holder === 'place' ? holder : null);
