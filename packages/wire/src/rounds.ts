import { z } from 'zod';
import { Bytes, endpoint, paging } from './endpoint.ts';
import { PersonId, PlaceId, RoundId, RoundPlanId, RoundTaskId } from './ids.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

const Line = oneLine(60).min(1);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is looked at in a store room, and how often. */
export const RoundPlan = z.object({
  id: RoundPlanId,
  placeId: PlaceId,
  place: z.string(),
  name: z.string(),
  lines: z.array(z.string()),
  everyDays: z.int(),
  nextOn: PlainDate,
  overdue: z.boolean(),
  source: z.string(),
  last: z.object({ at: Moment, by: z.string(), findings: z.int() }).nullable(),
  closedAt: Moment.nullable(),
});
export type RoundPlan = z.infer<typeof RoundPlan>;

export const RoundTask = z.object({
  id: RoundTaskId,
  place: z.string(),
  /** The line of the checklist it was found at, and what was found. */
  line: z.string(),
  what: z.string(),
  task: z.string(),
  photo: z.boolean(),
  assignedTo: z.object({ id: PersonId, name: z.string() }).nullable(),
  dueOn: PlainDate,
  overdue: z.boolean(),
  state: z.enum(['open', 'done', 'checked']),
  found: z.object({ by: z.string(), at: Moment }),
  done: z.object({ by: z.string(), at: Moment, note: z.string(), photo: z.boolean() }).nullable(),
  checked: z.object({ by: z.string(), at: Moment, note: z.string() }).nullable(),
  may: z.object({ do: z.boolean(), check: z.boolean() }),
});
export type RoundTask = z.infer<typeof RoundTask>;

export const Checklist = z.object({ name: Line, source: manyLines(300), lines: z.array(Line).min(1).max(40) });
export type Checklist = z.infer<typeof Checklist>;

export const listRoundsEndpoint = endpoint('GET /rounds', {
  access: 'climate.see',
  summary: 'Rounds that are planned, what was found and is not put right, and the checklists to plan by.',
  reply: z.object({ plans: z.array(RoundPlan), tasks: z.array(RoundTask), checklists: z.array(Checklist) }),
});
export const planRoundEndpoint = endpoint('POST /rounds', {
  access: 'climate.manage', summary: 'Plans a round through a store room.', reply: RoundPlan, status: 201,
  body: z.object({ placeId: PlaceId, name: Line, lines: z.array(Line).min(1).max(40), everyDays: z.int().min(1).max(400), nextOn: PlainDate, source: manyLines(300).default('') }),
});
const onePlan = z.object({ planId: RoundPlanId });
export const changeRoundPlanEndpoint = endpoint('PATCH /rounds/:planId', {
  access: 'climate.manage', summary: 'Changes what is looked at and when, or ends a plan.', params: onePlan, reply: RoundPlan,
  body: z.object({ name: Line, lines: z.array(Line).min(1).max(40), everyDays: z.int().min(1).max(400), nextOn: PlainDate, source: manyLines(300), closed: z.boolean() }).partial(),
});
export const doRoundEndpoint = endpoint('POST /rounds/:planId/done', {
  access: 'climate.see',
  summary: 'A round was made: each line in order or not; of what is not, what was found and who puts it right until when.',
  params: onePlan,
  body: z.object({
    answers: z.array(z.discriminatedUnion('good', [
      z.object({ line: Line, good: z.literal(true) }),
      z.object({ line: Line, good: z.literal(false), what: manyLines(500).min(1), task: manyLines(500).min(1), assignedTo: PersonId.nullable().default(null), dueOn: PlainDate, photo: Sha256.nullable().default(null) }),
    ])).min(1).max(40),
    note: manyLines(500).default(''),
  }),
  reply: z.object({ roundId: RoundId, tasks: z.int(), nextOn: PlainDate }),
  status: 201,
});
const oneTask = z.object({ taskId: RoundTaskId });
export const doRoundTaskEndpoint = endpoint('POST /round-tasks/:taskId/done', { access: 'climate.see', summary: 'What was found is put right.', params: oneTask, body: z.object({ note: manyLines(500).min(1), photo: Sha256.nullable().default(null) }), reply: RoundTask });
export const checkRoundTaskEndpoint = endpoint('POST /round-tasks/:taskId/check', {
  access: 'climate.manage', summary: 'Somebody else has looked again: it is right, or it is to be done again.', params: oneTask, body: z.object({ good: z.boolean(), note: manyLines(500).default('') }), reply: RoundTask,
});
export const showRoundPhotoEndpoint = endpoint('GET /round-tasks/:taskId/photos/:which', { access: 'climate.see', summary: 'The photo of what was found, or of how it was put right.', params: oneTask.extend({ which: z.enum(['found', 'done']) }), reply: Bytes, kind: 'file' });
export const keepRoundPhotoEndpoint = endpoint('POST /rounds/photos', { access: 'climate.see', summary: 'Takes in a photo for a round, its bytes as the body; answered with the name to give in the round. Where and with what it was taken is not kept.', reply: z.object({ photo: Sha256 }), status: 201 });
export const reportRoundsEndpoint = endpoint('GET /rounds/report', {
  access: 'climate.see',
  summary: 'A year of rounds: how many were due and made, what was found at which line, and what of it is put right.',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200), ...paging }),
  reply: z.object({
    year: z.int(),
    rooms: z.array(z.object({ place: z.string(), plan: z.string(), rounds: z.int(), late: z.int(), findings: z.int() })),
    lines: z.array(z.object({ line: z.string(), findings: z.int(), right: z.int(), overdue: z.int() })),
    tasks: z.array(RoundTask),
  }),
});
