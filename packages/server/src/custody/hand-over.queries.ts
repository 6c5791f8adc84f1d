import { sql, type SqlBool } from 'kysely';
import type { CopyId, HandOver, HandOverId, LoanId, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export type HandOverRow = Awaited<ReturnType<typeof findHandOvers>>[number];

/** Those the asker has a part in, or all where they keep the paper; none of which even one paper is not open to them. */
const handOvers = (db: Db, actor: Person) =>
  db
    .selectFrom('handOver')
    .innerJoin('person as giver', 'giver.id', 'handOver.giverId')
    .innerJoin('person as receiver', 'receiver.id', 'handOver.receiverId')
    .selectAll('handOver')
    .select(['giver.name as giverName', 'receiver.name as receiverName'])
    .where((eb) => (actor.permissions.has('paper.keep') ? eb.lit(true) : eb.or([eb('handOver.giverId', '=', actor.id), eb('handOver.receiverId', '=', actor.id)])))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('handOverCopy')
            .innerJoin('copy', 'copy.id', 'handOverCopy.copyId')
            .innerJoin('contract', 'contract.id', 'copy.contractId')
            .select(sql.lit(1).as('one'))
            .whereRef('handOverCopy.handOverId', '=', 'handOver.id')
            .where((inner) => inner.not(visibleTo(actor)(inner as never) as never)),
        ),
      ),
    );

export type HandOverView = 'for-me' | 'from-me' | 'mine' | 'open' | 'all';

export async function findHandOvers(db: Db, actor: Person, { view, copyId }: { view: HandOverView; copyId?: CopyId | undefined }, after: string | undefined, limit: number) {
  let query = handOvers(db, actor).orderBy('handOver.id', 'desc').limit(limit);
  if (view === 'for-me') query = query.where('handOver.receiverId', '=', actor.id).where('handOver.state', '=', 'offered');
  if (view === 'from-me') query = query.where('handOver.giverId', '=', actor.id).where('handOver.state', '=', 'offered');
  if (view === 'mine') query = query.where((eb) => eb.or([eb('handOver.receiverId', '=', actor.id), eb('handOver.giverId', '=', actor.id)]));
  if (view === 'open') query = query.where('handOver.state', '=', 'offered');
  if (copyId) query = query.where('handOver.id', 'in', (eb) => eb.selectFrom('handOverCopy').select('handOverId').where('copyId', '=', copyId));
  if (after) query = query.where('handOver.id', '<', after as HandOverId);
  return query.execute();
}

export async function findHandOver(db: Db, actor: Person, handOverId: HandOverId): Promise<HandOverRow | undefined> {
  return handOvers(db, actor).where('handOver.id', '=', handOverId).executeTakeFirst();
}

/** Lock its copies first. */
export async function lockHandOver(tx: Tx, handOverId: HandOverId) {
  return tx.selectFrom('handOver').selectAll().where('id', '=', handOverId).forUpdate().executeTakeFirstOrThrow();
}

export async function copiesOf(db: Db, handOverIds: readonly HandOverId[]) {
  if (handOverIds.length === 0) return [];
  return db.selectFrom('handOverCopy').selectAll().where('handOverId', 'in', [...handOverIds]).orderBy('copyId').execute();
}

export async function papersOf(db: Db, handOverIds: readonly HandOverId[]): Promise<(HandOver['papers'][number] & { handOverId: HandOverId })[]> {
  if (handOverIds.length === 0) return [];
  return db
    .selectFrom('handOverCopy')
    .innerJoin('copy', 'copy.id', 'handOverCopy.copyId')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['handOverCopy.handOverId', 'copy.id as copyId', 'copy.contractId', 'contract.number', 'contract.title', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'handOverCopy.pageCount as pagesOut'])
    .where('handOverCopy.handOverId', 'in', [...handOverIds])
    .orderBy('contract.number')
    .orderBy('copy.ordinal')
    .execute();
}

export interface NewHandOver {
  id: HandOverId;
  giverId: PersonId;
  receiverId: PersonId;
  loanId: LoanId | null;
  note: string;
  releasedAt: Date;
}

export async function insertHandOver(tx: Tx, handOver: NewHandOver): Promise<void> {
  await tx.insertInto('handOver').values(handOver).execute();
}

export async function insertHandOverCopies(tx: Tx, handOverId: HandOverId, papers: readonly { copyId: CopyId; pageCount: number }[]): Promise<void> {
  await tx.insertInto('handOverCopy').values(papers.map((paper) => ({ handOverId, ...paper }))).execute();
}

export interface Decided {
  state: 'confirmed' | 'refused' | 'withdrawn';
  decidedAt: Date;
  reason?: string;
  decidedHow?: 'own-device' | 'signed-here';
  signatureSha256?: string;
}

export async function saveDecision(tx: Tx, handOverId: HandOverId, decided: Decided): Promise<void> {
  await tx.updateTable('handOver').set(decided).where('id', '=', handOverId).execute();
}

/** The hand-over that was offered by an act of this name. */
export async function findOfferedBy(tx: Tx, copyIds: readonly CopyId[], actId: string): Promise<HandOverId | undefined> {
  const row = await tx.selectFrom('custodyEvent').select('handOverId').where('copyId', 'in', [...copyIds]).where('actId', '=', actId).where('act', '=', 'offered').where(sql<SqlBool>`hand_over_id is not null`).executeTakeFirst();
  return row?.handOverId ? (row.handOverId as HandOverId) : undefined;
}

export async function findPapersInHands(db: Db, actor: Person, limit: number) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('loan', 'loan.id', 'copy.loanId')
    .select(['copy.id as copyId', 'copy.contractId', 'contract.number', 'contract.title', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'copy.since', 'copy.handOverId', 'copy.loanId', 'loan.dueOn'])
    .where('copy.personId', '=', actor.id)
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy('copy.since')
    .orderBy('copy.id')
    .limit(limit)
    .execute();
}
