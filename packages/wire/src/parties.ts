import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PartyId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

export const PartyKind = z.enum(['own', 'counterparty']);
export type PartyKind = z.infer<typeof PartyKind>;

export const Party = z.object({
  id: PartyId,
  /** `own` is one of our own companies. */
  kind: PartyKind,
  name: z.string(),
  uscc: z.string().nullable(),
  formerNames: z.array(z.string()),
  note: z.string(),
  /** Its contracts and its name are seen by owners, named readers and those who see what is closed. */
  closed: z.boolean(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Party = z.infer<typeof Party>;

const PartyName = oneLine(200).min(1);
const Uscc = z.string().trim().toUpperCase().regex(/^[0-9A-Z]{15}$|^[0-9A-Z]{18}$/);
const oneParty = z.object({ partyId: PartyId });

export const listPartiesEndpoint = endpoint('GET /parties', {
  access: 'parties.see',
  summary: 'Parties by name; `text` is any part of a name, a former name, a credit code, or the initials in pinyin. Also what a field suggests.',
  query: z.object({
    text: oneLine(100).optional(),
    kind: PartyKind.optional(),
    after: oneLine(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ parties: z.array(Party), next: z.string().nullable() }),
});

export const PartyPage = Party.extend({
  /** Contracts of this party that the asker may see, counted up to 10,000; list them with GET /contracts?partyId=. */
  contracts: z.object({ count: z.int(), capped: z.boolean() }),
  /** Whether the check digit of the code is right; null without a code. */
  usccValid: z.boolean().nullable(),
  may: z.object({ edit: z.boolean(), merge: z.boolean(), setKind: z.boolean(), close: z.boolean() }),
});
export type PartyPage = z.infer<typeof PartyPage>;

export const showPartyEndpoint = endpoint('GET /parties/:partyId', {
  access: 'parties.see',
  summary: 'One party.',
  params: oneParty,
  reply: PartyPage,
});
export const addPartyEndpoint = endpoint('POST /parties', {
  access: 'parties.edit',
  summary: 'Adds a party; refused where its name or its code is there already, saying which party has it.',
  body: z.object({ name: PartyName, uscc: Uscc.nullable().default(null), note: manyLines(1000).default('') }),
  reply: Party,
  status: 201,
});
export const changePartyEndpoint = endpoint('PATCH /parties/:partyId', {
  access: 'parties.edit',
  summary: 'Changes name (the old one is kept as a former name), code, note, or whether it is one of our own (for those who manage settings).',
  params: oneParty,
  body: z.object({ name: PartyName, uscc: Uscc.nullable(), note: manyLines(1000), kind: PartyKind }).partial(),
  reply: Party,
});
export const mergePartiesEndpoint = endpoint('POST /parties/:partyId/merge', {
  access: 'parties.edit',
  summary: 'Takes another party into this one: its contracts move, its names become former names.',
  params: oneParty,
  body: z.object({ from: PartyId }),
  reply: Party,
});
export const closePartyEndpoint = endpoint('PUT /parties/:partyId/closed', {
  access: 'closed.set',
  and: ['parties.see'],
  summary: 'Closes a party or opens it again: its contracts and its name are seen only by owners, named readers and those who see what is closed.',
  params: oneParty,
  body: z.object({ closed: z.boolean() }),
  reply: Party,
});
