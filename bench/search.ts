import { parseArgs } from 'node:util';
import type pg from 'pg';
import type { PersonId } from '@qige/wire';
import type { Person } from '../packages/server/src/actor.ts';
import { findPresentPerson } from '../packages/server/src/people/actor.queries.ts';
import { personFrom } from '../packages/server/src/people/sessions.ts';
import { systemClock } from '../packages/server/src/platform/clock.ts';
import { readConfig } from '../packages/server/src/platform/config.ts';
import { type Db, openDb, openPool } from '../packages/server/src/platform/db.ts';
import { createHttp } from '../packages/server/src/platform/http.ts';
import { silentLog } from '../packages/server/src/platform/log.ts';
import { sampleGrams } from '../packages/server/src/search/index.queries.ts';
import { searchRoutes } from '../packages/server/src/search/search.routes.ts';
import { withMigratedDatabase } from '../packages/server/src/test/test-server.ts';
import { fillCorpus } from './search-corpus.ts';
import { addReaders, theirs } from './readers.ts';
import { percentile, printTable, withRatios } from './table.ts';

/** Search through HTTP: as an archivist, for whom nothing is filtered as for the system itself, and beside it as people with the full filter. */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: { contracts: { type: 'string', default: '10000' }, pages: { type: 'string', default: '5' }, rounds: { type: 'string', default: '30' } },
  });
  const corpus = { contracts: Number(values.contracts), pagesEach: Number(values.pages), departments: 40 };
  await withMigratedDatabase((url) => measure(url, corpus, Number(values.rounds)));
}

const questions: Readonly<Record<string, string>> = {
  'rare pair': 'words=云川海',
  'common pair': 'words=合同',
  absent: 'words=鑾輿龘',
  'absent of common pairs': 'words=价款甲方同意对方',
  'one character, common': 'words=付',
  'one character, rare': 'words=龘',
  phrase: 'words="保守商业秘密，但不可抗力除外"',
  'two words': 'words=履约保函 不可抗力',
  'AND NOT': 'words=违约责任 NOT 开具增值税专用发票',
  OR: 'words=云川海 OR 林泉石',
  'field and range': 'words=party:物流 signed:2024..2025 amount:>=50万',
  'year and words': 'words=技术服务&year=2025',
  'second page': 'words=合同&after=ctr_00000000000000005000',
  'best match': 'words=物流&order=best',
  'no words': 'words=',
};

/** Each kind of scope, all three filtered by level, closing and named readers too. */
async function givenPeople(pool: pg.Pool, db: Db): Promise<Record<string, Person>> {
  const people: Record<string, Person> = {};
  for (const [n, [who, { role, department, company }]] of Object.entries(theirs).entries()) {
    const id: PersonId = `per_${String(n).padStart(20, '0')}`;
    await pool.query('insert into person (id, name, email, roles, department_id, company_ids) values ($1, $1, $1, $2, $3, $4)', [id, [role], department, company ? [company] : []]);
    await addReaders(pool, id);
    const found = await findPresentPerson(db, id);
    if (found) people[who] = personFrom(found);
  }
  return people;
}

async function measure(url: string, corpus: { contracts: number; pagesEach: number; departments: number }, rounds: number): Promise<void> {
  const pool = openPool(url);
  const began = performance.now();
  await fillCorpus(pool, corpus, (done) => process.stderr.write(`\r${done} contracts`));
  process.stderr.write(`\rfilled in ${Math.round((performance.now() - began) / 1000)} s; analysing\n`);
  await pool.query('vacuum analyze');
  const db = openDb(pool);
  await db.transaction().execute((tx) => sampleGrams(tx));

  const people = await givenPeople(pool, db);
  const config = readConfig({ DATABASE_URL: url, QIGE_SECRET: 'for this measurement only, 32 byte' });
  const app = { config, db, clock: systemClock(config.timeZone), log: silentLog } as Parameters<typeof createHttp>[0];
  const http = await createHttp(app, { rooms: [searchRoutes], authenticate: async (request) => people[decodeURIComponent(request.headers.authorization ?? '')] });
  const address = await http.listen({ host: '127.0.0.1', port: 0 });

  const rows: Record<string, string | number>[] = [];
  // Each question by all in turns: what warms up, or else runs on the machine, falls to everybody alike.
  const askers = Object.keys(people);
  for (const [name, query] of Object.entries(questions)) {
    const times = new Map(askers.map((who): [string, number[]] => [who, []]));
    const found = new Map<string, number>();
    for (let round = -2; round < rounds; round++) {
      for (const who of askers) {
        const start = performance.now();
        const reply = await fetch(`${address}/api/search?${encodeURI(query)}`, { headers: { authorization: encodeURIComponent(who) } });
        const body = (await reply.json()) as { contracts: unknown[] };
        if (round >= 0) times.get(who)?.push(performance.now() - start);
        if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
        found.set(who, body.contracts.length);
      }
    }
    for (const who of askers) {
      const all = times.get(who) ?? [];
      rows.push({ who, question: name, found: found.get(who) ?? 0, p50: percentile(all, 0.5), p95: percentile(all, 0.95), max: percentile(all, 1) });
    }
  }
  await http.close();
  const size = await pool.query<{ table: string; text: string; index: string }>(
    `select pg_size_pretty(pg_table_size('contract')) as table, pg_size_pretty(pg_table_size('search_text')) as text, pg_size_pretty(pg_relation_size('search_text_grams')) as index`,
  );
  await db.destroy();
  const compared = withRatios(rows, 'question');
  printTable(compared);
  console.log(JSON.stringify({ bench: 'search', ...corpus, pages: corpus.contracts * corpus.pagesEach, size: size.rows[0], rows: compared }));
}
