import type { Environment, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import { findSetting } from '../people/setting.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { Tables } from '../tables.ts';
import type { Insertable } from 'kysely';

export type ClimateRuleRow = Awaited<ReturnType<typeof findClimateRules>>[number];

export async function findClimateRules(db: Db) {
  return db.selectFrom('climateRule').selectAll().orderBy('placeId', (order) => order.nullsFirst()).orderBy('id').execute();
}

/** The rule of each place: its own, or that of the nearest place it stands in, or that of its environment class. */
export async function rulesOf(db: Db, placeIds: readonly PlaceId[]): Promise<Map<PlaceId, ClimateRuleRow>> {
  if (placeIds.length === 0) return new Map();
  const { rows } = await sql<{ placeId: PlaceId; ruleId: string }>`
    select p.id as place_id, coalesce(
      (select r.id from climate_rule r join place a on a.id = r.place_id where a.id = any(string_to_array(trim(both '/' from p.path), '/')) order by length(a.path) desc limit 1),
      (select r.id from climate_rule r where r.environment = p.environment)) as rule_id
    from place p where p.id = any(${[...new Set(placeIds)]}::text[])`.execute(db);
  const all = new Map((await findClimateRules(db)).map((rule) => [rule.id, rule]));
  return new Map(rows.flatMap(({ placeId, ruleId }) => {
    const rule = all.get(ruleId);
    return rule ? [[placeId, rule] as const] : [];
  }));
}

type Written = Omit<Insertable<Tables['climateRule']>, 'id' | 'environment' | 'placeId'>;

export async function saveClimateRule(tx: Tx, of: { environment: Environment } | { placeId: PlaceId }, rule: Written): Promise<void> {
  const insert = tx.insertInto('climateRule').values({ id: newId('clr'), ...of, ...rule });
  await insert.onConflict((conflict) => ('environment' in of ? conflict.column('environment') : conflict.column('placeId')).doUpdateSet(rule)).execute();
}

export async function dropPlaceRule(tx: Tx, placeId: PlaceId): Promise<boolean> {
  const gone = await tx.deleteFrom('climateRule').where('placeId', '=', placeId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** How many days single readings are kept. A year and a month, unless set: the same day of last year can be compared in full. */
export async function keepReadingsDays(db: Db): Promise<number> {
  const days = await findSetting(db, 'climate.keep-readings-days');
  return typeof days === 'number' ? days : 400;
}

export async function placeExists(db: Db, placeId: PlaceId): Promise<boolean> {
  return (await db.selectFrom('place').select('id').where('id', '=', placeId).where('closedAt', 'is', null).executeTakeFirst()) !== undefined;
}
