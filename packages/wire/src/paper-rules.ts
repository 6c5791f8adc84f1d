import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Confidentiality } from './permissions.ts';
import { PlainDate } from './plain-date.ts';

const Days = z.array(PlainDate).max(400);

/** What each archive decides for itself about lending and incidents; where each figure comes from stands beside it on the screen. */
export const PaperRules = z.object({
  /** Working days an original may be out. */
  longestDays: z.int().min(1).max(365),
  /** From this level up, and across departments, a second approval is needed. */
  acrossLevel: Confidentiality,
  /** Working days before the due day at which the borrower is reminded first. */
  remindDaysBefore: z.int().min(0).max(30),
  /** Working days overdue after which approver and archivist are told. */
  escalateAfterDays: z.int().min(1).max(90),
  /** Working days in which an incident must be reported. */
  reportDays: z.int().min(1).max(90),
  /** Weekdays on which nobody works, and days of a weekend on which they do. */
  daysOff: Days,
  daysOn: Days,
});
export type PaperRules = z.infer<typeof PaperRules>;

export const showPaperRulesEndpoint = endpoint('GET /paper-rules', {
  access: 'contracts.see',
  summary: 'How long originals are lent, who must approve, when reminders come, and in how many days incidents are reported.',
  reply: PaperRules,
});
export const changePaperRulesEndpoint = endpoint('PUT /paper-rules', {
  access: 'settings.manage',
  summary: 'Changes the rules of lending and of incidents.',
  body: PaperRules,
  reply: PaperRules,
});
