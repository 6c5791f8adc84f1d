import type { ContractId, Found, PageId, SavedSearch, SavedSearchId, Search, SearchSummary } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { fold } from '../platform/fold.ts';
import { newId } from '../platform/ids.ts';
import { textOfPage } from '../reading/text.queries.ts';
import { maySeePage, rankByWords, showFound, summarise } from './hits.queries.ts';
import { marksOn } from './marks.ts';
import { findNewest, type Question } from './match.queries.ts';
import { deleteSavedSearch, insertSavedSearch } from './saved.queries.ts';
import { readWords, wantedWords } from './words.rules.ts';

/** Best match sorts at most so many of the newest that answer. */
const rankedAtMost = 400;
const countedAtMost = 1_000;

export async function search(app: App, actor: Person, { words, order, after, limit, ...filters }: Search): Promise<Found> {
  const question = read(words, filters);
  const wanted = foldedWords(question);
  if (order === 'best' && wanted.length > 0) {
    const passed = Number(after ?? 0) || 0;
    const newest = await findNewest(app.db, actor, question, rankedAtMost, undefined);
    const ranked = await rankByWords(app.db, newest, wanted);
    const contracts = await showFound(app.db, actor, ranked.slice(passed, passed + limit), wanted);
    return { contracts, next: ranked.length > passed + limit ? String(passed + limit) : null };
  }
  const ids = await findNewest(app.db, actor, question, limit + 1, after as ContractId | undefined);
  const contracts = await showFound(app.db, actor, ids.slice(0, limit), wanted);
  return { contracts, next: ids.length > limit ? (ids[limit - 1] ?? null) : null };
}

export async function summariseSearch(app: App, actor: Person, { words, order: _order, after: _after, limit: _limit, ...filters }: Search): Promise<SearchSummary> {
  const ids = await findNewest(app.db, actor, read(words, filters), countedAtMost + 1, undefined);
  const counted = ids.slice(0, countedAtMost);
  return { count: counted.length, capped: ids.length > countedAtMost, ...(await summarise(app.db, actor, counted)) };
}

export async function suggest(app: App, actor: Person, text: string) {
  const of = (['number', 'title', 'party'] as const).map((field) => ({ kind: 'contains' as const, field, text }));
  const ids = await findNewest(app.db, actor, { asked: { kind: 'or', of }, filters: {} }, 20, undefined);
  const wanted = fold(text);
  const seen = new Set<string>();
  const suggestions = (await showFound(app.db, actor, ids, [])).flatMap((contract) =>
    (['number', 'title', 'counterparty'] as const).flatMap((field) => {
      const value = contract[field];
      const kind = field === 'counterparty' ? ('party' as const) : field;
      if (!fold(value).includes(wanted) || seen.has(`${kind} ${value}`)) return [];
      seen.add(`${kind} ${value}`);
      return [{ kind, text: value, contractId: contract.id }];
    }),
  );
  return { suggestions: suggestions.slice(0, 12) };
}

export async function markPage(app: App, actor: Person, pageId: PageId, words: string) {
  const page = (await maySeePage(app.db, actor, pageId)) ? await textOfPage(app.db, pageId) : undefined;
  if (!page) throw notFound();
  return { width: page.width, height: page.height, marks: marksOn(page.lines, foldedWords(read(words, {}))) };
}

export async function saveSearch(app: App, actor: Person, { name, words, filters }: Pick<SavedSearch, 'name' | 'words' | 'filters'>): Promise<SavedSearch> {
  read(words, filters);
  return app.db
    .transaction()
    .execute((tx) => insertSavedSearch(tx, { id: newId('svs'), personId: actor.id, name, words, filters: JSON.stringify(filters) }));
}

export async function forgetSearch(app: App, actor: Person, id: SavedSearchId): Promise<Record<string, never>> {
  const gone = await app.db.transaction().execute((tx) => deleteSavedSearch(tx, actor.id, id));
  if (!gone) throw notFound();
  return {};
}

function read(words: string, filters: Question['filters']): Question {
  const verdict = readWords(words);
  if (verdict.kind === 'unreadable') throw new Refusal('search_unreadable', `Not understood: ${verdict.part}`, verdict);
  return { asked: verdict.root, filters };
}

const foldedWords = ({ asked }: Question): string[] => [...new Set(wantedWords(asked).map(fold).filter(Boolean))];
