import type { ArchivalParts } from '@qige/rules/archival-code';
import type { ArchiveRetention, CopyId, DepartmentId, FilingStamp, PersonId, PlainDate } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface ToFile {
  copyId: CopyId;
  signedOn: PlainDate | null;
  registeredAt: Date;
  departmentId: DepartmentId | null;
  retention: ArchiveRetention;
  voided: boolean;
}

/** What a copy's contract says about where it is filed. */
export async function findToFile(db: Db, copyIds: readonly CopyId[]): Promise<Map<CopyId, ToFile>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .select(['copy.id as copyId', 'contract.signedOn', 'contract.registeredAt', 'contract.departmentId', 'contract.state', 'contractType.archiveRetention as retention'])
    .where('copy.id', 'in', [...copyIds])
    .execute();
  return new Map(rows.map(({ state, ...row }) => [row.copyId, { ...row, voided: state === 'voided' }]));
}

/** Locks these runs of numbers in the order of their names, so that two who file into the same never wait for each other crosswise. */
export async function lockSeries(tx: Tx, series: readonly string[]): Promise<void> {
  const names = [...new Set(series)].toSorted();
  if (names.length === 0) return;
  await tx.insertInto('archivalSeries').values(names.map((name) => ({ series: name }))).onConflict((conflict) => conflict.column('series').doNothing()).execute();
  for (const name of names) await tx.selectFrom('archivalSeries').select('series').where('series', '=', name).forUpdate().executeTakeFirst();
}

/** The next item of a series. Its row is locked until the transaction ends, so what is rolled back leaves no gap. */
export async function takeItem(tx: Tx, series: string): Promise<number> {
  const { lastItem } = await tx
    .updateTable('archivalSeries')
    .set((eb) => ({ lastItem: eb('lastItem', '+', 1) }))
    .where('series', '=', series)
    .returning('lastItem')
    .executeTakeFirstOrThrow();
  return lastItem;
}

export async function lastItem(db: Db, series: string): Promise<number> {
  return (await db.selectFrom('archivalSeries').select('lastItem').where('series', '=', series).executeTakeFirst())?.lastItem ?? 0;
}

export async function insertCode(tx: Tx, row: ArchivalParts & { code: string; series: string; item: number; allocatedBy: string; allocatedAt: Date }): Promise<void> {
  await tx.insertInto('archivalCode').values(row).execute();
}

/** The code stays in the books, with why it stands on nothing any more. */
export async function voidCode(tx: Tx, code: string, reason: string): Promise<void> {
  await tx.updateTable('archivalCode').set({ voidReason: reason }).where('code', '=', code).execute();
}

/** `before`: the first day on which it would not be overdue, in the archive's zone. */
export async function findOverdue(db: Db, actor: Actor, personId: PersonId, { before, timeZone }: { before: PlainDate; timeZone: string }, limit: number) {
  const late = sql<boolean>`copy.since < (${before}::date)::timestamp at time zone ${timeZone}`;
  const waiting = db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .where('copy.personId', '=', personId)
    .where('copy.archivalCode', 'is', null)
    .where('contract.state', '<>', 'voided')
    .where((eb) => visibleTo(actor)(eb as never));
  const counts = await waiting.select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.countAll<number>().filterWhere(late).as('count')]).executeTakeFirstOrThrow();
  const copies = await waiting.select(['copy.id as copyId', 'contract.id as contractId', 'contract.number', 'contract.title', 'copy.since']).where(late).orderBy('copy.since').orderBy('copy.id').limit(limit).execute();
  return { ...counts, copies };
}

export async function findStamps(db: Db, actor: Actor, copyIds: readonly CopyId[]): Promise<FilingStamp[]> {
  const rows = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .innerJoin('archivalCode', 'archivalCode.code', 'copy.archivalCode')
    .select(['copy.id as copyId', 'archivalCode.code as archivalCode', 'archivalCode.fonds', 'archivalCode.year', 'archivalCode.item', 'archivalCode.department', 'archivalCode.retention', 'copy.pageCount as pages'])
    .where('copy.id', 'in', [...copyIds])
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy('archivalCode.code')
    .execute();
  return rows as FilingStamp[];
}
