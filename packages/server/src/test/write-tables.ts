import { writeFile } from 'node:fs/promises';
import pg from 'pg';

/** Writes tables.ts from a migrated database: `npm run tables`. The one truth about columns is the migrations. */

const idTypes: Record<string, string> = {
  person: 'PersonId', department: 'DepartmentId', api_key: 'KeyId', number_rule: 'NumberRuleId', party: 'PartyId', contract_type: 'ContractTypeId',
  contract: 'ContractId', contract_relation: 'RelationId', contract_note: 'NoteId', batch: 'BatchId', received_file: 'FileId', scan: 'ScanId',
  page: 'PageId', arrangement: 'ArrangementId', saved_search: 'SavedSearchId', access_request: 'AccessRequestId', passkey: 'PasskeyId', share_link: 'ShareId',
  place: 'PlaceId', copy: 'CopyId', hand_over: 'HandOverId', shipment: 'ShipmentId', security_seal: 'SealId', incident: 'IncidentId', loan: 'LoanId',
  stock_take: 'StockTakeId', sensor: 'SensorId', climate_alarm: 'AlarmId', round_plan: 'RoundPlanId', round: 'RoundId', round_task: 'RoundTaskId',
};
const plainTypes: Record<string, string> = {
  text: 'string', int4: 'number', int8: 'number', int2: 'number', float4: 'number', float8: 'number', numeric: 'string', bool: 'boolean', date: 'PlainDate',
  timestamptz: 'Moment', bytea: 'Buffer', jsonb: 'Json', _text: 'string[]', _int4: 'number[]', _int2: 'number[]',
};

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  has_default: boolean;
  refers_to: string | null;
  check: string | null;
}

const columnsQuery = `
  select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
    a.atthasdef or a.attidentity <> '' as has_default,
    (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as refers_to,
    (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as check
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
  order by c.relname, a.attnum`;

function typeOf(column: Column): string {
  const words = [...(column.check?.matchAll(/'([a-z_A-Z0-9-]+)'::text/g) ?? [])].map((match) => `'${match[1]}'`);
  const owner = column.refers_to ?? (column.column === 'id' ? column.table : undefined);
  const base = (owner && column.type === 'text' && idTypes[owner]) || (words.length > 0 ? words.join(' | ') : plainTypes[column.type]);
  if (!base) throw new Error(`no type for ${column.table}.${column.column}: ${column.type}`);
  const whole = column.nullable ? `${base} | null` : base;
  return column.has_default ? `Generated<${whole}>` : whole;
}

/** The text of tables.ts for the database at `url`. */
export async function describeTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Column>(columnsQuery);
  await client.end();
  const byTable = Map.groupBy(rows, (row) => row.table);
  const ids = [...new Set(Object.values(idTypes))].filter((name) => rows.some((row) => typeOf(row).includes(name))).sort();
  const tables = [...byTable].map(
    ([table, columns]) => `  ${camel(table)}: {\n${columns.map((column) => `    ${camel(column.column)}: ${typeOf(column)};\n`).join('')}  };\n`,
  );
  return `// Written by \`npm run tables\` from the migrated database; never edited.
import type { ColumnType } from 'kysely';
import type { ${ids.join(', ')}, PlainDate } from '@qige/wire';

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Read as it was written; written as JSON text. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = ColumnType<any, string, string>;
/** Filled by the database when left out. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

export interface Tables {
${tables.join('')}}
`;
}

if (import.meta.main) {
  const { withMigratedDatabase } = await import('./test-server.ts');
  await withMigratedDatabase(async (url) => writeFile(new URL('../tables.ts', import.meta.url), await describeTables(url)));
}
