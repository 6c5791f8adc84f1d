import { z } from 'zod';
import { CopyHolder } from './custody.ts';
import { Done, endpoint, paging } from './endpoint.ts';
import { ContractId, PersonId, PlaceId, StockTakeId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

export const StockTakeState = z.enum(['counting', 'recounting', 'reported', 'closed', 'abandoned']);
export type StockTakeState = z.infer<typeof StockTakeState>;

/** `missing`: not seen yet, or, once it is reported, missing. `moved`: not seen, but the books moved it elsewhere meanwhile. `back`: out by the books, yet on the shelf. */
export const StockResult = z.enum(['found', 'missing', 'moved', 'wrong-place', 'unknown', 'on-loan', 'back']);
export type StockResult = z.infer<typeof StockResult>;
/** What the report does about a difference; `moved` and `returned`: the books follow the shelf. */
export const StockCorrection = z.enum(['none', 'moved', 'lost', 'returned']);
export type StockCorrection = z.infer<typeof StockCorrection>;
export const StockVerdict = z.enum(['found', 'wrong-place', 'unknown', 'back', 'not-drawn', 'torn', 'elsewhere', 'not-a-label', 'no-place', 'place-outside', 'late']);
export type StockVerdict = z.infer<typeof StockVerdict>;

const Who = z.object({ id: PersonId, name: z.string() });
const Spot = z.object({ placeId: PlaceId, where: z.string() });
const Rate = z.number().min(0.0001).max(1);
const Confidence = z.number().min(0.5).max(0.9999);

export const StockCounts = z.object({
  /** How many copies are to be accounted for. */
  expected: z.int(),
  found: z.int(),
  missing: z.int(),
  moved: z.int(),
  'wrong-place': z.int(),
  unknown: z.int(),
  'on-loan': z.int(),
  back: z.int(),
  /** Counted besides under the result of each. */
  damaged: z.int(),
  /** Codes that stand on no copy of this archive: torn, another archive's, no label, a number never given. */
  unread: z.int(),
  /** Of the recount: how many are to be counted again, and how many have been. */
  recount: z.int(),
  recounted: z.int(),
});
export type StockCounts = z.infer<typeof StockCounts>;

/** A spot check: so many drawn of so many, by a seed with which the draw can be repeated. */
const Sample = z.object({ size: z.int(), lot: z.int(), confidence: z.number(), defects: z.number(), seed: z.string() });

export const StockTake = z.object({
  id: StockTakeId,
  name: z.string(),
  place: Spot,
  state: StockTakeState,
  sample: Sample.nullable(),
  counts: StockCounts,
  counters: z.array(Who.extend({ scans: z.int(), lastAt: Moment })),
  openedBy: Who,
  openedAt: Moment,
  recountAt: Moment.nullable(),
  reportedAt: Moment.nullable(),
  signed: z.array(Who.extend({ at: Moment })),
  closedAt: Moment.nullable(),
  abandonedWhy: z.string().nullable(),
  may: z.object({ count: z.boolean(), recount: z.boolean(), correct: z.boolean(), report: z.boolean(), resume: z.boolean(), sign: z.boolean(), close: z.boolean(), abandon: z.boolean() }),
  /** Why the asker cannot sign what waits for signatures. */
  whyNotSign: z.enum(['signed-already', 'only-counter']).nullable(),
});
export type StockTake = z.infer<typeof StockTake>;

export const StockTakeLine = StockTake.pick({ id: true, name: true, place: true, state: true, openedBy: true, openedAt: true, reportedAt: true, closedAt: true, signed: true }).extend({
  sample: z.boolean(),
  expected: z.int(),
  counted: z.int(),
  differences: z.int(),
  /** The asker has counted here, or opened it. */
  mine: z.boolean(),
  maySign: z.boolean(),
});
export type StockTakeLine = z.infer<typeof StockTakeLine>;

/** A contract as far as it is open to the asker; who counts paper whose contract is hidden sees the label and the archival code, nothing else. */
const OfContract = z.object({ id: ContractId, number: z.string(), title: z.string() }).nullable();

export const StockItem = z.object({
  /** The code on its label; names the item everywhere. */
  label: z.string(),
  archivalCode: z.string().nullable(),
  contract: OfContract,
  expected: z.enum(['here', 'away', 'unlisted']),
  place: Spot.nullable(),
  away: z.enum(['loan', 'offered', 'sent', 'hands']).nullable(),
  result: StockResult,
  found: Spot.extend({ at: Moment, by: z.string() }).nullable(),
  damaged: z.boolean(),
  damage: z.string(),
  recount: z.boolean(),
  recounted: z.boolean(),
  correction: StockCorrection.nullable(),
  /** What can be chosen for it. */
  corrections: z.array(StockCorrection),
  /** What closing did with the correction. */
  outcome: z.enum(['done', 'moved-since', 'place-closed', 'destroyed']).nullable(),
});
export type StockItem = z.infer<typeof StockItem>;

export const UnreadCode = z.object({ code: z.string(), verdict: StockVerdict, where: z.string().nullable(), by: z.string(), at: Moment });
export type UnreadCode = z.infer<typeof UnreadCode>;

const of = z.object({ stockTakeId: StockTakeId });

export const listStockTakesEndpoint = endpoint('GET /stock-takes', {
  access: 'stock.count',
  summary: 'Stock-takes, newest first: those under way, or those that are over.',
  query: z.object({ ...paging, state: z.enum(['open', 'past']).default('open') }),
  reply: z.object({ stockTakes: z.array(StockTakeLine), next: z.string().nullable() }),
});
export const listBranchesEndpoint = endpoint('GET /stock-takes/branches', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Places over which a stock-take can be opened: those directly in another, or found by their name or code.',
  query: z.object({ under: PlaceId.optional(), text: oneLine(60).optional() }),
  reply: z.object({ branches: z.array(Spot.extend({ kind: z.string(), kindEn: z.string(), name: z.string(), within: z.boolean() })), above: z.array(Spot.extend({ name: z.string() })) }),
});
export const showBranchEndpoint = endpoint('GET /stock-takes/branches/:placeId', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'What a stock-take of this branch would have to account for, how many a spot check would draw, and what stands in the way.',
  params: z.object({ placeId: PlaceId }),
  query: z.object({ confidence: z.coerce.number().pipe(Confidence).default(0.95), defects: z.coerce.number().pipe(Rate).default(0.01) }),
  reply: z.object({ place: Spot, here: z.int(), away: z.int(), sample: z.int(), busy: z.object({ id: StockTakeId, name: z.string() }).nullable() }),
});
export const openStockTakeEndpoint = endpoint('POST /stock-takes', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Opens a stock-take of a place and all below it: what is expected is frozen at this moment. With `sample`, only a random part is drawn. One at a time covers a place.',
  body: z.object({ placeId: PlaceId, name: oneLine(80).default(''), sample: z.object({ confidence: Confidence, defects: Rate }).optional() }),
  reply: StockTake,
  status: 201,
});
export const showStockTakeEndpoint = endpoint('GET /stock-takes/:stockTakeId', {
  access: 'stock.count',
  summary: 'A stock-take with its counts, who counted, who signed, and what the asker may do.',
  params: of,
  reply: StockTake,
});
export const listStockItemsEndpoint = endpoint('GET /stock-takes/:stockTakeId/items', {
  access: 'stock.count',
  summary: 'The copies of a stock-take in the order of the shelves, by result or by place.',
  params: of,
  query: z.object({ ...paging, result: z.enum([...StockResult.options, 'damaged', 'difference', 'recount']).optional(), placeId: PlaceId.optional() }),
  reply: z.object({ items: z.array(StockItem), next: z.string().nullable() }),
});
export const listStockPlacesEndpoint = endpoint('GET /stock-takes/:stockTakeId/places', {
  access: 'stock.count',
  summary: 'How far the count is, box by box and shelf by shelf.',
  params: of,
  query: z.object(paging),
  reply: z.object({ places: z.array(Spot.extend({ expected: z.int(), counted: z.int(), differences: z.int() })), next: z.string().nullable() }),
});
export const listUnreadEndpoint = endpoint('GET /stock-takes/:stockTakeId/unread', {
  access: 'stock.count',
  summary: 'Codes that were scanned and stand on no copy of this archive, each once.',
  params: of,
  reply: z.object({ codes: z.array(UnreadCode) }),
});

export const StockList = z.object({
  id: StockTakeId,
  name: z.string(),
  where: z.string(),
  /** Four digits that tell this archive's labels from another's. */
  installation: z.string(),
  state: StockTakeState,
  round: z.union([z.literal(1), z.literal(2)]),
  sample: z.boolean(),
  /** Every place of the branch that can hold papers: its label's number, its name from the branch down. */
  places: z.array(z.object({ id: PlaceId, label: z.int(), where: z.string() })),
  /** `at`: which of the places, by position; null where it is away. `title` only where the contract is open to the asker. */
  items: z.array(z.object({ label: z.int(), expected: z.enum(['here', 'away', 'unlisted']), at: z.int().nullable(), archivalCode: z.string().nullable(), title: z.string().nullable(), recount: z.boolean(), counted: z.boolean() })),
});
export type StockList = z.infer<typeof StockList>;
export const fetchStockListEndpoint = endpoint('GET /stock-takes/:stockTakeId/list', {
  access: 'stock.count',
  summary: 'All that a phone needs to count without network: the places of the branch and what is expected in each.',
  params: of,
  reply: StockList,
});

export const ScanAnswer = z.object({
  scanId: z.string(),
  verdict: StockVerdict,
  damaged: z.boolean(),
  /** It was scanned in this round before: by whom, and when. */
  repeat: z.object({ by: z.string(), at: Moment }).nullable(),
  label: z.string().nullable(),
  archivalCode: z.string().nullable(),
  contract: OfContract,
  /** Where the list has it. */
  expectedAt: Spot.nullable(),
  /** Where the books have it now, said of what does not belong here; of paper whose contract is hidden only places are said. */
  books: CopyHolder.nullable(),
});
export type ScanAnswer = z.infer<typeof ScanAnswer>;
export const sendStockScansEndpoint = endpoint('POST /stock-takes/:stockTakeId/scans', {
  access: 'stock.count',
  summary: 'Scans of a device, in any order and as often as it likes: each counts once, by its scanId. `sentAt` is the device’s clock now; `seenAt` is corrected by how far that is off.',
  params: of,
  body: z.object({
    device: oneLine(80).min(1),
    sentAt: Moment,
    scans: z
      .array(z.object({ scanId: z.uuid(), code: oneLine(200), placeId: PlaceId.optional(), placeCode: oneLine(200).optional(), seenAt: Moment, damage: oneLine(200).optional() }))
      .min(1)
      .max(500),
  }),
  reply: z.object({ answers: z.array(ScanAnswer) }),
});

export const chooseCorrectionsEndpoint = endpoint('PUT /stock-takes/:stockTakeId/corrections', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Chooses what closing is to do about differences, before the report is made. What is not chosen follows the result.',
  params: of,
  body: z.object({ corrections: z.array(z.object({ label: oneLine(40), correction: StockCorrection })).min(1).max(500) }),
  reply: Done,
});
export const recountEndpoint = endpoint('POST /stock-takes/:stockTakeId/recount', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Begins the second round: only what came out different is counted again.',
  params: of,
  reply: StockTake,
});
export const reportStockTakeEndpoint = endpoint('POST /stock-takes/:stockTakeId/report', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Ends counting and makes the report, judged against the books as they are now. It waits for two signatures.',
  params: of,
  reply: StockTake,
});
export const resumeStockTakeEndpoint = endpoint('POST /stock-takes/:stockTakeId/resume', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Takes the report back: counting goes on, signatures are void.',
  params: of,
  reply: StockTake,
});

export const StockReport = z.object({
  id: StockTakeId,
  name: z.string(),
  where: z.string(),
  openedBy: Who,
  openedAt: Moment,
  reportedAt: Moment,
  reportedBy: Who,
  recounted: z.boolean(),
  sample: Sample.nullable(),
  counts: StockCounts,
  counters: z.array(z.object({ name: z.string(), scans: z.int() })),
  differences: z.array(StockItem.pick({ label: true, archivalCode: true, contract: true, result: true, damaged: true, damage: true, correction: true }).extend({ place: z.string(), found: z.string() })),
  unread: z.array(UnreadCode),
  signed: z.array(Who.extend({ at: Moment })),
  closedAt: Moment.nullable(),
});
export type StockReport = z.infer<typeof StockReport>;
export const showStockReportEndpoint = endpoint('GET /stock-takes/:stockTakeId/report', {
  access: 'stock.count',
  summary: 'The report as it was frozen, with its signatures. 404 while there is none.',
  params: of,
  reply: StockReport,
});
export const signStockTakeEndpoint = endpoint('POST /stock-takes/:stockTakeId/sign', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Signs the report that was made at the given moment. Two different people sign; who alone has counted cannot.',
  params: of,
  body: z.object({ reportedAt: Moment }),
  reply: StockTake,
});
export const closeStockTakeEndpoint = endpoint('POST /stock-takes/:stockTakeId/close', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Closes a report that two have signed and writes its corrections into the chain of each copy.',
  params: of,
  reply: StockTake,
});
export const abandonStockTakeEndpoint = endpoint('POST /stock-takes/:stockTakeId/abandon', {
  access: 'stock.count',
  and: ['stock.sign'],
  summary: 'Gives a stock-take up. Its scans stay; nothing is corrected.',
  params: of,
  body: z.object({ reason: manyLines(500).min(1) }),
  reply: StockTake,
});
