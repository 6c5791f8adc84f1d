import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ContractId, ContractTypeId, NumberRuleId } from './ids.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/**
 * How the numbers of a contract type look: text with `{type}` `{year}` `{yy}` `{month}` and one `{seq:4}` (4: digits at least).
 * The sequence starts again with each year or month that the pattern names.
 */
export const NumberPattern = oneLine(60).min(1);

export const PatternProblem = z.enum([
  'unknown-token',
  'no-sequence',
  'two-sequences',
  'sequence-width',
  'no-type',
  'month-without-year',
  'forbidden-character',
  'too-long',
]);
export type PatternProblem = z.infer<typeof PatternProblem>;

export const NumberRule = z.object({
  id: NumberRuleId,
  contractTypeId: ContractTypeId,
  typeCode: z.string(),
  typeName: z.string(),
  typeNameEn: z.string(),
  pattern: z.string(),
  /** The number that would be given today. */
  next: z.string(),
  updatedAt: Moment,
});
export type NumberRule = z.infer<typeof NumberRule>;

export const listNumberRulesEndpoint = endpoint('GET /number-rules', {
  access: 'numbers.see',
  summary: 'The number rule of every contract type.',
  reply: z.object({ rules: z.array(NumberRule) }),
});

export const NumberPreview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('good'),
    /** The next three numbers, were the pattern in force. */
    examples: z.array(z.string()),
    /** True where the sequence starts again at 1 because the pattern's period differs from the one in force. */
    startsAgain: z.boolean(),
    /** A number the pattern would give that exists already. */
    taken: z.string().nullable(),
  }),
  z.object({ kind: z.literal('bad'), problem: PatternProblem, part: z.string() }),
]);
export type NumberPreview = z.infer<typeof NumberPreview>;

const oneRule = z.object({ ruleId: NumberRuleId });

export const previewNumberRuleEndpoint = endpoint('GET /number-rules/:ruleId/preview', {
  access: 'numbers.manage',
  summary: 'What numbers a pattern would give for this type; changes nothing.',
  params: oneRule,
  query: z.object({ pattern: oneLine(200), on: PlainDate.optional() }),
  reply: NumberPreview,
});
export const changeNumberRuleEndpoint = endpoint('PUT /number-rules/:ruleId', {
  access: 'numbers.manage',
  summary: 'Puts a pattern in force for numbers given from now on; numbers given before stay.',
  params: oneRule,
  body: z.object({ pattern: NumberPattern }),
  reply: NumberRule,
});

export const AllocatedNumber = z.object({
  number: z.string(),
  contractTypeId: ContractTypeId,
  period: z.string(),
  sequence: z.int(),
  contractId: ContractId.nullable(),
  contractTitle: z.string().nullable(),
  allocatedBy: z.string(),
  allocatedAt: Moment,
  voided: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
});
export type AllocatedNumber = z.infer<typeof AllocatedNumber>;

export const listNumbersEndpoint = endpoint('GET /numbers', {
  access: 'numbers.see',
  summary: 'The number register: every number ever given, in order, voided ones with their reason. Only numbers of contracts the asker may see.',
  query: z.object({
    contractTypeId: ContractTypeId.optional(),
    period: oneLine(20).optional(),
    /** The beginning of the number. */
    text: oneLine(60).optional(),
    voided: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    after: oneLine(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ numbers: z.array(AllocatedNumber), next: z.string().nullable() }),
});
