import type { ContractId, FoundContract, PageId, SearchSummary } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { hideAmount } from '../contracts/amounts.rules.ts';
import { seesAmounts } from '../contracts/amounts.ts';
import type { Db } from '../platform/db.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';
import { partMark } from './grams.rules.ts';
import { searchesPages } from './pages-searched.ts';
import { excerpt, excerptOfFields } from './snippet.ts';

/** What is shown of each contract found, in the order asked for. Asks again who may see it: time has passed since it was found. */
export async function showFound(db: Db, actor: Actor, ids: readonly ContractId[], words: readonly string[]): Promise<FoundContract[]> {
  if (ids.length === 0) return [];
  // A hit shows a piece of what the pages or the amounts say.
  const looked = searchesPages(actor) ? words : [];
  const rows = await db
    .selectFrom('contract')
    .leftJoinLateral(partsWith(looked).as('hit'), (join) => join.onTrue())
    .select(['contract.id', 'contract.number', 'printedNumber', 'contract.title', 'contractTypeId', 'state', 'counterparty', 'signedOn', 'expiresOn', 'amount', 'currency'])
    .select(['hit.part', 'hit.pageId', 'hit.shown'])
    .where('contract.id', 'in', [...ids])
    .where(visibleTo(actor))
    .orderBy(sql`hit.part = 0, hit.part`)
    .execute();
  const byId = Map.groupBy(rows, (row) => row.id);
  return ids.flatMap((id) => {
    const [row, ...more] = byId.get(id) ?? [];
    if (!row) return [];
    const { part: _part, pageId: _pageId, shown: _shown, ...contract } = row;
    const hits = [row, ...more].flatMap(({ part, pageId, shown }) =>
      part === null || shown === null ? [] : [{ ...(part > 0 ? excerpt(shown, looked) : excerptOfFields(shown, looked)), pageId, pageNumber: part > 0 ? part : null }],
    );
    return [{ ...hideAmount(contract, seesAmounts(actor)), hits }];
  });
}

interface Part {
  /** 0 holds the fields and notes, 1 the first page. */
  part: number | null;
  pageId: PageId | null;
  shown: string | null;
}

/** For each word the first page on which it stands, or the fields where it stands on none; three places at most, and only they travel from the database. */
const partsWith = (words: readonly string[]) =>
  words.length === 0
    ? sql<Part>`(select null::int as part, null as page_id, null as shown)`
    : sql<Part>`(
  select p.part, t.page_ids[p.part] as page_id, split_part(t.shown, ${partMark}, p.part + 1) as shown
  from search_text t, lateral (
    select distinct first.part from (
      select (coalesce(min(one.place) filter (where one.place > 1), 1) - 1)::int as part
      from unnest(${[...words]}::text[]) as word, unnest(string_to_array(t.folded, ${partMark})) with ordinality as one (text, place)
      where strpos(one.text, word) > 0 group by word
    ) first order by part desc limit 3
  ) p
  where t.contract_id = contract.id)`;

/** Of contracts found, those where the words stand in number, title or party, or stand often, come first. */
export async function rankByWords(db: Db, actor: Actor, ids: readonly ContractId[], words: readonly string[]): Promise<ContractId[]> {
  if (ids.length === 0 || words.length === 0) return [...ids];
  const points = words.map(
    (word) => sql<number>`(strpos(number, ${word}) > 0)::int * 120 + (strpos(title, ${word}) > 0)::int * 60 + (strpos(party, ${word}) > 0)::int * 40
      + ${searchesPages(actor) ? sql`least(30, (length(folded) - length(replace(folded, ${word}, ''))) / ${[...word].length}::int)` : sql`0`}`,
  );
  const rows = await db
    .selectFrom('searchText')
    .select('contractId')
    .where('contractId', 'in', [...ids])
    .orderBy(sql`${sql.join(points, sql` + `)}`, 'desc')
    .orderBy('contractId', 'desc')
    .execute();
  return rows.map((row) => row.contractId);
}

export async function summarise(db: Db, actor: Actor, ids: readonly ContractId[]): Promise<Omit<SearchSummary, 'count' | 'capped'>> {
  if (ids.length === 0) return { types: [], years: [], states: [], counterparties: [] };
  const rows = await db
    .selectFrom('contract')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .select(['contract.contractTypeId', 'contractType.name as typeName', 'contract.state', 'contract.counterparty', 'contract.signedOn'])
    .where('contract.id', 'in', [...ids])
    .where(visibleTo(actor))
    .execute();
  const facet = (key: (row: (typeof rows)[number]) => { value: string; label: string } | undefined) => {
    const counts = new Map<string, { value: string; label: string; count: number }>();
    for (const row of rows) {
      const one = key(row);
      if (!one) continue;
      const known = counts.get(one.value);
      if (known) known.count++;
      else counts.set(one.value, { ...one, count: 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 12);
  };
  const same = (value: string | undefined) => (value ? { value, label: value } : undefined);
  return {
    types: facet((row) => ({ value: row.contractTypeId, label: row.typeName })),
    years: facet((row) => same(row.signedOn?.slice(0, 4))),
    states: facet((row) => same(row.state)),
    counterparties: facet((row) => same(row.counterparty)),
  };
}

export async function findVisiblePage(db: Db, actor: Actor, pageId: PageId) {
  return db.selectFrom('page').innerJoin('scan', 'scan.id', 'page.scanId').select(['page.id', 'scan.contractId']).where('page.id', '=', pageId).where(scanVisibleTo(actor)).executeTakeFirst();
}
