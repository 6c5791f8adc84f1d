import type { ContractId, Found, PageId, SavedSearch, SavedSearchId, Search, SearchSummary } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { aDay, hasLooked, recordAudit, recordLook, tenMinutes } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { refuseAmounts } from '../contracts/amounts.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { fold } from '../platform/fold.ts';
import { newId } from '../platform/ids.ts';
import { textOfPage } from '../reading/text.queries.ts';
import { findVisiblePage, rankByWords, showFound, summarise } from './hits.queries.ts';
import { marksOn } from './marks.ts';
import { findNamed, findNewest, type Question } from './match.queries.ts';
import { searchesPages } from './pages-searched.ts';
import { questionId } from './question-id.rules.ts';
import { deleteSavedSearch, insertSavedSearch } from './saved.queries.ts';
import { asksAmounts, inRegister, readWords, wantedWords } from './words.rules.ts';

/** Weighing a contract takes its whole text: the best match sorts so many of the newest that answer, and of those that bear the words in their name, however old. */
const newestWeighed = 120;
const namedWeighed = 80;
const countedAtMost = 1_000;

export async function search(app: App, actor: Person, asked: Search): Promise<Found> {
  const { order, after } = asked;
  const question = questionOf(actor, asked);
  const wanted = foldedWords(question);
  const look = async (): Promise<Found> => {
    const { ids, ...rest } = order === 'best' && wanted.length > 0 ? await bestFirst(app.db, actor, question, wanted, asked) : await newestFirst(app.db, actor, question, asked);
    return { contracts: await showFound(app.db, actor, ids, wanted), ...rest };
  };
  const [found] = await Promise.all([look(), after === undefined ? recordQuestion(app, actor, asked) : undefined]);
  return found;
}

async function newestFirst(db: Db, actor: Person, question: Question, { after, limit }: Search) {
  const ids = await findNewest(db, actor, question, limit + 1, after as ContractId | undefined);
  return { ids: ids.slice(0, limit), next: ids.length > limit ? (ids[limit - 1] ?? null) : null, weighed: null };
}

async function bestFirst(db: Db, actor: Person, question: Question, wanted: readonly string[], { after, limit }: Search) {
  const passed = Number(after ?? 0) || 0;
  const newest = await findNewest(db, actor, question, newestWeighed + 1, undefined);
  const all = newest.length <= newestWeighed;
  const named = all ? [] : await findNamed(db, actor, question, wanted, namedWeighed);
  const ranked = await rankByWords(db, actor, [...new Set([...newest.slice(0, newestWeighed), ...named])], wanted);
  return { ids: ranked.slice(passed, passed + limit), next: ranked.length > passed + limit ? String(passed + limit) : null, weighed: { count: ranked.length, all } };
}

export async function summariseSearch(app: App, actor: Person, asked: Search): Promise<SearchSummary> {
  const question = questionOf(actor, asked);
  const look = async (): Promise<SearchSummary> => {
    const ids = await findNewest(app.db, actor, question, countedAtMost + 1, undefined);
    const counted = ids.slice(0, countedAtMost);
    return { count: counted.length, capped: ids.length > countedAtMost, ...(await summarise(app.db, actor, counted)) };
  };
  const [summary] = await Promise.all([look(), recordQuestion(app, actor, asked)]);
  return summary;
}

/**
 * A question is recorded with its words once, whatever its answer is sorted by and however far it is followed: pieces of pages are shown with it.
 * Nothing waits for it but the reply, which is not given unless the question is in the trail.
 */
async function recordQuestion(app: App, actor: Person, asked: Search): Promise<void> {
  const { words, filters } = partsOf(asked);
  const facts = { ...(words ? { words } : {}), ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) };
  if (Object.keys(facts).length === 0) return;
  const question = { kind: 'search.asked', subjectId: questionId(facts), facts } as const;
  if (await hasLooked(app.db, actor, question, tenMinutes)) return;
  await app.db.transaction().execute((tx) => recordLook(tx, actor, question, tenMinutes));
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

/** Where words stand on a page tells what it says: a view of the page. */
export async function markPage(app: App, actor: Person, pageId: PageId, words: string) {
  const wanted = foldedWords(read(words, {}));
  return app.db.transaction().execute(async (tx) => {
    const visible = await findVisiblePage(tx, actor, pageId);
    const page = visible && (await textOfPage(tx, pageId));
    if (!page) throw notFound();
    await recordLook(tx, actor, { kind: 'page.viewed', subjectId: pageId, ...(visible.contractId ? { contractId: visible.contractId } : {}) }, aDay);
    return { width: page.width, height: page.height, marks: marksOn(page.lines, wanted) };
  });
}

export async function saveSearch(app: App, actor: Person, { name, words, filters }: Pick<SavedSearch, 'name' | 'words' | 'filters'>): Promise<SavedSearch> {
  read(words, filters);
  return app.db.transaction().execute(async (tx) => {
    const saved = await insertSavedSearch(tx, { id: newId('svs'), personId: actor.id, name, words, filters: JSON.stringify(filters) });
    await recordAudit(tx, actor, { kind: 'search.saved', subjectId: saved.id, facts: { name, words } });
    return saved;
  });
}

export async function forgetSearch(app: App, actor: Person, id: SavedSearchId): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    const gone = await deleteSavedSearch(tx, actor.id, id);
    if (!gone) throw notFound();
    await recordAudit(tx, actor, { kind: 'search.forgotten', subjectId: id, facts: { name: gone.name, words: gone.words } });
    return {};
  });
}

const partsOf = ({ words, order: _order, after: _after, limit: _limit, ...filters }: Search) => ({ words, filters });

function questionOf(actor: Person, asked: Search): Question {
  const { words, filters } = partsOf(asked);
  const question = read(words, filters);
  if (asksAmounts(question.asked)) refuseAmounts(actor);
  return question.asked && !searchesPages(actor) ? { ...question, asked: inRegister(question.asked) } : question;
}

function read(words: string, filters: Question['filters']): Question {
  const verdict = readWords(words);
  if (verdict.kind === 'unreadable') throw new Refusal('search_unreadable', `Not understood: ${verdict.part}`, verdict);
  return { asked: verdict.root, filters };
}

const foldedWords = ({ asked }: Question): string[] => [...new Set(wantedWords(asked).map(fold).filter(Boolean))];
