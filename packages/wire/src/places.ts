import { z } from 'zod';
import { CopyCondition, CopyKind } from './custody.ts';
import { endpoint } from './endpoint.ts';
import { ContractId, ContractTypeId, CopyId, PersonId, PlaceId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

export const PlaceHolds = z.enum(['places', 'copies', 'both']);
export type PlaceHolds = z.infer<typeof PlaceHolds>;
export const PlaceEnvironment = z.enum(['paper', 'special', 'magnetic', 'film', 'none']);
export type PlaceEnvironment = z.infer<typeof PlaceEnvironment>;
export const PlaceKindCode = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/);

const count = z.int().min(1).max(1_000_000);
const mm = z.int().min(1).max(1_000_000);
const code = oneLine(40).min(1);
/** The name a device gives an act of its own making, so that sending it twice does it once. */
const actId = z.uuid().optional();

export const PlaceKind = z.object({
  code: PlaceKindCode,
  name: z.string(),
  nameEn: z.string(),
  /** Kinds it may stand in; '' is the top. */
  within: z.array(z.string()),
  holds: PlaceHolds,
  /** Is carried about as a matter of course, as a box is: whoever keeps papers may move it. */
  moves: z.boolean(),
  /** What new places of this kind start with. */
  thicknessMm: z.number().nullable(),
  capacity: z.number().nullable(),
  capacityMm: z.number().nullable(),
  position: z.number(),
  /** How many places of this kind there are. */
  used: z.number(),
});
export type PlaceKind = z.infer<typeof PlaceKind>;

const kindParts = {
  name: oneLine(40).min(1),
  nameEn: oneLine(60).min(1),
  within: z.array(PlaceKindCode.or(z.literal(''))).min(1).max(40),
  holds: PlaceHolds,
  moves: z.boolean(),
  thicknessMm: mm.nullable(),
  capacity: count.nullable(),
  capacityMm: mm.nullable(),
};

export const listPlaceKindsEndpoint = endpoint('GET /place-kinds', {
  access: 'places.see',
  summary: 'The kinds of place, what each may stand in, and what new ones start with.',
  reply: z.object({ kinds: z.array(PlaceKind) }),
});
export const addPlaceKindEndpoint = endpoint('POST /place-kinds', {
  access: 'places.manage',
  summary: 'Adds a kind of place.',
  body: z.object({ code: PlaceKindCode, ...kindParts }),
  status: 201,
  reply: PlaceKind,
});
export const changePlaceKindEndpoint = endpoint('PATCH /place-kinds/:kindCode', {
  access: 'places.manage',
  summary: 'Changes a kind of place. What stands already stays as it is; the rules hold for what is added and moved from now on.',
  params: z.object({ kindCode: PlaceKindCode }),
  body: z.object({ ...kindParts, position: z.int().min(0).max(10_000) }).partial(),
  reply: PlaceKind,
});

const PlaceFacts = z.object({
  id: PlaceId,
  parentId: PlaceId.nullable(),
  kind: z.string(),
  code: z.string(),
  name: z.string(),
  position: z.number(),
  /** Null where nothing is said of it. */
  capacity: z.number().nullable(),
  capacityMm: z.number().nullable(),
  thicknessMm: z.number().nullable(),
  /** What stands directly in it, papers and places alike, and how thick that is side by side. */
  held: z.number(),
  heldMm: z.number(),
  environment: PlaceEnvironment,
  safe: z.boolean(),
  closed: z.boolean(),
});

/** What there is in the whole branch below a place. */
export const PlaceBranch = z.object({ places: z.number(), boxes: z.number(), copies: z.number() });
export type PlaceBranch = z.infer<typeof PlaceBranch>;

export const PlaceRow = PlaceFacts.extend({ branch: PlaceBranch });
export type PlaceRow = z.infer<typeof PlaceRow>;

export const listPlacesEndpoint = endpoint('GET /places', {
  access: 'places.see',
  summary: 'What stands directly in a place, or at the top, in order: how full each is and what its branch holds.',
  query: z.object({
    parentId: PlaceId.optional(),
    closed: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    after: oneLine(600).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  reply: z.object({ places: z.array(PlaceRow), next: z.string().nullable() }),
});

/** Kind by kind from the outside in; each place of a level gets `count` of the next. */
export const PlaceLevel = z.object({
  kind: PlaceKindCode,
  count: z.int().min(1).max(2_000).default(1),
  /** With `{n}` or `{n:2}` (two digits at least) for the running number and `{in}` for the code of what it stands in. */
  code,
  name: oneLine(60).default(''),
  from: z.int().min(0).max(100_000).default(1),
  capacity: count.nullable().optional(),
  capacityMm: mm.nullable().optional(),
  thicknessMm: mm.nullable().optional(),
  environment: PlaceEnvironment.optional(),
  safe: z.boolean().optional(),
  firm: oneLine(100).optional(),
  note: manyLines(1_000).optional(),
});
export type PlaceLevel = z.input<typeof PlaceLevel>;

export const addPlacesEndpoint = endpoint('POST /places', {
  access: 'places.manage',
  summary: 'Adds one place or a whole series of them in one act: a room of five cabinets of six shelves of ten boxes.',
  body: z.object({ parentId: PlaceId.nullable(), levels: z.array(PlaceLevel).min(1).max(8), overCapacity: oneLine(200).min(1).optional(), actId }),
  status: 201,
  reply: z.object({ added: z.number(), top: z.array(PlaceId) }),
});

export const PlaceMove = z.object({
  at: Moment,
  seenAt: Moment.nullable(),
  fromId: PlaceId.nullable(),
  from: z.string().nullable(),
  toId: PlaceId.nullable(),
  to: z.string().nullable(),
  by: z.string().nullable(),
  reason: z.string(),
  overCapacity: z.boolean(),
});
export type PlaceMove = z.infer<typeof PlaceMove>;

export const PlacePage = PlaceFacts.extend({
  kindName: z.string(),
  kindNameEn: z.string(),
  holds: PlaceHolds,
  labelNo: z.number(),
  /** It or something it stands in is a safe. */
  inSafe: z.boolean(),
  firm: z.string().nullable(),
  note: z.string(),
  plan: z.object({ x: z.number().nullable(), y: z.number().nullable(), width: z.number().nullable(), depth: z.number().nullable(), turned: z.boolean() }),
  /** From the site down, without the place itself. */
  within: z.array(z.object({ id: PlaceId, kind: z.string(), code: z.string(), name: z.string() })),
  branch: PlaceBranch,
  /** The newest moves first, fifty at most; the last is where it stood when it was entered. */
  moves: z.array(PlaceMove),
  may: z.object({ change: z.boolean(), move: z.boolean(), close: z.boolean(), reopen: z.boolean(), add: z.array(z.string()) }),
  version: z.number(),
});
export type PlacePage = z.infer<typeof PlacePage>;

const onePlace = z.object({ placeId: PlaceId });

export const showPlaceEndpoint = endpoint('GET /places/:placeId', {
  access: 'places.see',
  summary: 'A place: what it stands in, how full it is, where it stood before, what may be done with it.',
  params: onePlace,
  reply: PlacePage,
});

export const changePlaceEndpoint = endpoint('PATCH /places/:placeId', {
  access: 'places.manage',
  summary: 'Changes what is said of a place: code, name, capacity, environment, safe, firm, note, where it stands on the plan (millimetres).',
  params: onePlace,
  body: z
    .object({
      code,
      name: oneLine(60),
      capacity: count.nullable(),
      capacityMm: mm.nullable(),
      thicknessMm: mm.nullable(),
      environment: PlaceEnvironment,
      safe: z.boolean(),
      firm: oneLine(100).nullable(),
      note: manyLines(1_000),
      position: z.int().min(0).max(100_000),
      planX: z.int().min(-1_000_000).max(1_000_000).nullable(),
      planY: z.int().min(-1_000_000).max(1_000_000).nullable(),
      planWidth: mm.nullable(),
      planDepth: mm.nullable(),
      planTurned: z.boolean(),
    })
    .partial(),
  reply: PlacePage,
});

export const movePlaceEndpoint = endpoint('POST /places/:placeId/move', {
  access: 'places.see',
  summary: 'Moves a place with everything in it. Boxes are moved by who keeps papers, the rest by who manages places. Full places take more only with a stated reason.',
  params: onePlace,
  body: z.object({ toId: PlaceId.nullable(), reason: oneLine(200).default(''), overCapacity: oneLine(200).min(1).optional(), actId, seenAt: Moment.optional(), sentAt: Moment.optional() }),
  reply: PlacePage,
});

export const closePlaceEndpoint = endpoint('PUT /places/:placeId/closed', {
  access: 'places.manage',
  summary: 'Takes an empty place out of use, or puts it in use again. Places are never deleted: what stood in them stays known.',
  params: onePlace,
  body: z.object({ closed: z.boolean() }),
  reply: PlacePage,
});

export const PlaceFound = z.object({ id: PlaceId, kind: z.string(), code: z.string(), name: z.string(), where: z.string(), held: z.number(), closed: z.boolean() });
export type PlaceFound = z.infer<typeof PlaceFound>;

export const findPlacesEndpoint = endpoint('GET /places/found', {
  access: 'places.see',
  summary: 'Places by the beginning of their code or a part of their name, or the one whose label this is.',
  query: z.object({ text: oneLine(60).min(1), kind: PlaceKindCode.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  reply: z.object({ places: z.array(PlaceFound) }),
});

export const PlacedCopy = z.object({
  copyId: CopyId,
  contractId: ContractId,
  contractNumber: z.string(),
  contractTitle: z.string(),
  counterparty: z.string(),
  kind: CopyKind,
  ordinal: z.number(),
  archivalCode: z.string().nullable(),
  pageCount: z.number(),
  thicknessMm: z.number(),
  condition: CopyCondition,
  since: Moment,
  placeId: PlaceId,
  /** From the place asked about down to where it lies; empty where it lies directly in it. */
  where: z.string(),
});
export type PlacedCopy = z.infer<typeof PlacedCopy>;

export const listContentsEndpoint = endpoint('GET /places/:placeId/contents', {
  access: 'places.see',
  summary: 'The papers in a place, or in its whole branch, in the order they stand: only those of contracts the asker may see.',
  params: onePlace,
  query: z.object({ branch: z.enum(['true', 'false']).transform((text) => text === 'true').default(false), after: oneLine(600).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ copies: z.array(PlacedCopy), next: z.string().nullable() }),
});

export const ProposalReason = z.enum(['same-series', 'same-shelf', 'same-cabinet', 'empty', 'free', 'safe']);
export type ProposalReason = z.infer<typeof ProposalReason>;

export const PlaceProposal = z.object({
  placeId: PlaceId,
  code: z.string(),
  where: z.string(),
  /** Why here, the weightiest first. */
  why: z.array(ProposalReason),
  /** How many papers of the same type and year lie there. */
  same: z.number(),
  held: z.number(),
  freeMm: z.number().nullable(),
  free: z.number().nullable(),
});
export type PlaceProposal = z.infer<typeof PlaceProposal>;

export const proposePlacesEndpoint = endpoint('GET /places/proposals', {
  access: 'places.see',
  summary: 'Where a paper should go, by its type, year and thickness, and why there; or where so many millimetres find room.',
  query: z.object({
    copyId: CopyId.optional(),
    mm: z.coerce.number().positive().max(100_000).optional(),
    count: z.coerce.number().int().min(1).max(10_000).default(1),
    contractTypeId: ContractTypeId.optional(),
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    secret: z.enum(['true', 'false']).transform((text) => text === 'true').default(false),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  reply: z.object({ proposals: z.array(PlaceProposal) }),
});

export const Whereabouts = z.object({
  copyId: CopyId,
  contractId: ContractId,
  contractNumber: z.string(),
  contractTitle: z.string(),
  kind: CopyKind,
  ordinal: z.number(),
  archivalCode: z.string().nullable(),
  holder: z.enum(['place', 'person', 'outside', 'lost', 'destroyed']),
  /** Where it lies: its place, the words for it, and the store room whose picture shows it. */
  place: z.object({ id: PlaceId, where: z.string(), path: z.array(PlaceId), roomId: PlaceId }).nullable(),
  person: z.object({ id: PersonId, name: z.string() }).nullable(),
  outside: z.string().nullable(),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

export const findWhereaboutsEndpoint = endpoint('GET /whereabouts', {
  access: 'contracts.see',
  summary: 'Where a paper is: by contract number, archival code or a part of the title, or by the copy or contract itself.',
  query: z.object({ text: oneLine(100).optional(), copyId: CopyId.optional(), contractId: ContractId.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  reply: z.object({ copies: z.array(Whereabouts) }),
});

export const PicturePlace = z.object({
  id: PlaceId,
  parentId: PlaceId.nullable(),
  kind: z.string(),
  code: z.string(),
  name: z.string().optional(),
  held: z.number(),
  heldMm: z.number(),
  capacity: z.number().optional(),
  capacityMm: z.number().optional(),
  thicknessMm: z.number().optional(),
  moves: z.boolean().optional(),
  safe: z.boolean().optional(),
  /** x, y, width and depth on the plan in millimetres, null where nothing is said; and whether it stands turned by a quarter. */
  plan: z.tuple([z.number().nullable(), z.number().nullable(), z.number().nullable(), z.number().nullable(), z.boolean()]).optional(),
});
export type PicturePlace = z.infer<typeof PicturePlace>;

export const showPictureEndpoint = endpoint('GET /places/:placeId/picture', {
  access: 'places.see',
  summary: 'Everything that stands in a room, to be drawn: cabinets on the plan, their shelves and boxes and how full each is.',
  params: onePlace,
  reply: z.object({ room: PicturePlace, places: z.array(PicturePlace), truncated: z.boolean(), may: z.object({ arrange: z.boolean() }) }),
});
