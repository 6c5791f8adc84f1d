import { z } from 'zod';
import { Done, endpoint } from './endpoint.ts';
import { ContractId, ContractTypeId, DepartmentId, PageId, PartyId, SavedSearchId } from './ids.ts';
import { Moment, Money, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

/** What narrows a search beside its words; the same in the address bar, in saved searches and in the query. */
export const SearchFilters = z.object({
  contractTypeId: ContractTypeId.optional(),
  partyId: PartyId.optional(),
  departmentId: DepartmentId.optional(),
  /** Year of signing. */
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  state: z.enum(['registered', 'performing', 'completed', 'terminated', 'voided']).optional(),
  /** Part of the place of signing. */
  place: z.string().trim().min(1).max(100).optional(),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

export const Search = SearchFilters.extend({
  /**
   * Words that must all stand in the contract; `OR`, `NOT` or `-`, brackets, `"a phrase"`, `field:value`
   * (number title party uscc place note type state year signed expires amount; Chinese names too), ranges `2025-01..2025-06`, `>=100000`.
   */
  words: manyLines(300).default(''),
  order: z.enum(['newest', 'best']).default('newest'),
  /** Newest first: the last contract of the page before. Best match: how many to pass over. */
  after: oneLine(40).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type Search = z.infer<typeof Search>;

export const SearchHit = z.object({
  /** Null where the words stand in the fields, the parties, the number or a note. */
  pageId: PageId.nullable(),
  /** Counted from 1 over all pages of the contract. */
  pageNumber: z.int().nullable(),
  snippet: z.string(),
  /** Where the words stand in the snippet: start and end, by UTF-16 unit. */
  marks: z.array(z.tuple([z.int(), z.int()])),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const FoundContract = z.object({
  id: ContractId,
  number: z.string(),
  printedNumber: z.string().nullable(),
  title: z.string(),
  contractTypeId: ContractTypeId,
  state: z.string(),
  counterparty: z.string(),
  signedOn: PlainDate.nullable(),
  expiresOn: PlainDate.nullable(),
  amount: Money.nullable(),
  currency: z.string(),
  hits: z.array(SearchHit),
});
export type FoundContract = z.infer<typeof FoundContract>;

export const Found = z.object({
  contracts: z.array(FoundContract),
  next: z.string().nullable(),
  /** Best match: among how many the best were looked for, and whether these are all that answer; else the newest, and those named by the words. Null in order of time. */
  weighed: z.object({ count: z.int(), all: z.boolean() }).nullable(),
});
export type Found = z.infer<typeof Found>;

export const searchEndpoint = endpoint('GET /search', {
  access: 'contracts.see',
  summary: 'Contracts in which the words stand, on any page, in any field, note, party or number; only those the asker may see.',
  query: Search,
  reply: Found,
});

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }));
export const SearchSummary = z.object({
  /** Counted up to 1,000. */
  count: z.int(),
  capped: z.boolean(),
  types: Facet,
  years: Facet,
  states: Facet,
  counterparties: Facet,
});
export type SearchSummary = z.infer<typeof SearchSummary>;

export const summariseSearchEndpoint = endpoint('GET /search/summary', {
  access: 'contracts.see',
  summary: 'How many contracts a search finds (up to 1,000) and how they fall by type, year, state and counterparty.',
  query: Search,
  reply: SearchSummary,
});

export const suggestEndpoint = endpoint('GET /search/suggestions', {
  access: 'contracts.see',
  summary: 'Numbers, titles and parties of visible contracts that hold the text; for the search box and the command bar.',
  query: z.object({ text: z.string().trim().min(1).max(100) }),
  reply: z.object({
    suggestions: z.array(z.object({ kind: z.enum(['number', 'title', 'party']), text: z.string(), contractId: ContractId })),
  }),
});

/** A mark on a page image, in pixels of that image: `[x0, y0, x1, y1]`. */
export const MarkBox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export const markPageEndpoint = endpoint('GET /pages/:pageId/marks', {
  access: 'scans.see',
  summary: 'Where the words of a search stand on a page, for marking them on its image and cropping to them.',
  params: z.object({ pageId: PageId }),
  query: z.object({ words: manyLines(300).min(1) }),
  reply: z.object({ width: z.int(), height: z.int(), marks: z.array(z.object({ word: z.string(), boxes: z.array(MarkBox) })) }),
});

export const SavedSearch = z.object({
  id: SavedSearchId,
  name: z.string(),
  words: z.string(),
  filters: SearchFilters,
  createdAt: Moment,
});
export type SavedSearch = z.infer<typeof SavedSearch>;

export const listSavedSearchesEndpoint = endpoint('GET /saved-searches', {
  access: 'contracts.see',
  summary: "The asker's own saved searches.",
  reply: z.object({ savedSearches: z.array(SavedSearch) }),
});
export const saveSearchEndpoint = endpoint('POST /saved-searches', {
  access: 'contracts.see',
  summary: 'Keeps a search under a name.',
  body: z.object({ name: oneLine(60).min(1), words: manyLines(300), filters: SearchFilters.default({}) }),
  reply: SavedSearch,
  status: 201,
});
export const forgetSearchEndpoint = endpoint('DELETE /saved-searches/:savedSearchId', {
  access: 'contracts.see',
  summary: 'Forgets a saved search.',
  params: z.object({ savedSearchId: SavedSearchId }),
  reply: Done,
});
