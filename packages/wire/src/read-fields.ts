import { z } from 'zod';
import { Money, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/** A payment the contract provides for, as printed; null where the text gives none. */
export const ReadPayment = z.object({
  label: oneLine(200).nullable(),
  percent: z.number().min(0).max(1000).nullable(),
  amount: Money.nullable(),
  dueText: oneLine(500).nullable(),
});
export type ReadPayment = z.infer<typeof ReadPayment>;

const text = oneLine(500).min(1);
const partyFields = { role: text, name: text, uscc: oneLine(30).min(1) };

/** Every field that can be taken from a contract's text, with the form of its value. Parties are lettered as printed: 甲方 is A. */
const forms = {
  contractNumber: oneLine(100).min(1),
  title: oneLine(200).min(1),
  /** Code of a contract type, as title and roles suggest it. */
  contractType: oneLine(40).min(1),
  signedOn: PlainDate,
  signedPlace: text,
  effectiveOn: PlainDate,
  effectiveFrom: text,
  expiresOn: PlainDate,
  amount: Money,
  currency: z.string().regex(/^[A-Z]{3}$/),
  amountUppercase: text,
  payments: z.array(ReadPayment).max(100),
  /** A day, or the period as printed. */
  deliveryBy: text,
  warranty: text,
  /** `court:<as printed>` or `arbitration:<body>`. */
  disputeResolution: text,
  copies: z.number().int().min(1).max(1000),
} as const;

const partyForm = /^party[A-E]\.(role|name|uscc)$/;

export const FieldName = z.union([
  z.enum(Object.keys(forms) as [keyof typeof forms, ...(keyof typeof forms)[]]),
  z.templateLiteral(['party', z.enum(['A', 'B', 'C', 'D', 'E']), '.', z.enum(['role', 'name', 'uscc'])]),
]);
export type FieldName = z.infer<typeof FieldName>;

/** Null: the contract does not say. */
export const FieldValue = z.union([z.string(), z.number(), z.array(ReadPayment), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

/** The form a value of this field must have; for checking while somebody types as well as at the door. */
export function formOf(field: FieldName): z.ZodType<FieldValue> {
  const party = partyForm.exec(field)?.[1] as keyof typeof partyFields | undefined;
  return (party ? partyFields[party] : forms[field as keyof typeof forms]).nullable();
}
