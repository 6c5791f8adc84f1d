import type { Chain, ChainLine, ChainVerdict, CopyHolder, CopyId, HandOverId, LoanId, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findNames } from './around.queries.ts';
import { findLinks } from './chain-lines.queries.ts';
import { findChain } from './chain.queries.ts';
import { findCopy } from './copies.queries.ts';
import type { Holder } from './custody.rules.ts';
import { holderOf, standingOf } from './holder.rules.ts';
import { describeHolders } from './holders.queries.ts';
import { findPlaceHistory } from './place-history.queries.ts';
import { carriedAlong, type PlaceHistory, whereAt } from './place-history.rules.ts';
import { showCopies } from './show.actions.ts';
import { chainVerdict } from './whole.rules.ts';

export async function showChain(db: Db, actor: Person, copyId: CopyId): Promise<Chain> {
  const row = await findCopy(db, actor, copyId);
  if (!row) throw notFound();
  const [copy] = await showCopies(db, [row]);
  if (!copy) throw notFound();
  const verdict: ChainVerdict = chainVerdict(await findChain(db, copyId), standingOf(row), row.lastSeq);
  return { copy, lines: await linesOf(db, copyId), verdict };
}

/** A print leaves the house: that it was made is written down. */
export async function printChain(app: App, actor: Person, copyId: CopyId): Promise<Chain> {
  return app.db.transaction().execute(async (tx) => {
    const chain = await showChain(tx, actor, copyId);
    await recordAudit(tx, actor, { kind: 'chain.printed', subjectId: copyId, contractId: chain.copy.contract.id, facts: { copy: chain.copy.ordinal, links: chain.copy.seq } });
    return chain;
  });
}

async function linesOf(db: Db, copyId: CopyId): Promise<ChainLine[]> {
  const links = await findLinks(db, copyId);
  const ends = links.map((link) => ({
    to: holderOf({ holder: link.toHolder, placeId: link.toPlaceId, personId: link.toPersonId, outside: link.toOutside }),
    from: link.fromHolder === null ? null : holderOf({ holder: link.fromHolder, placeId: link.fromPlaceId, personId: link.fromPersonId, outside: link.fromOutside }),
  }));
  const history = await findPlaceHistory(db, ends.flatMap(({ from, to }) => [from, to]).flatMap((at): PlaceId[] => (at?.holder === 'place' ? [at.placeId] : [])));
  const names = await findNames(db, [...links.map(({ byId }) => byId), ...history.moves.map((move) => move.by)]);
  const by = (id: string, kind = id.startsWith('per_') ? 'person' : 'system') => ({ kind, id, name: names.get(id) ?? null });
  const people = await describeHolders(db, ends.flatMap(({ from, to }) => [to, from ?? to]));
  return links.flatMap((link, index): ChainLine[] => {
    const { to, from } = ends[index] as (typeof ends)[number];
    const said = (at: Holder, which: 0 | 1): CopyHolder => thenCalled(people[index * 2 + which] as CopyHolder, at, history, link.at);
    const act: ChainLine = {
      line: 'act',
      seq: link.seq,
      act: link.act,
      at: link.at.toISOString(),
      seenAt: link.seenAt?.toISOString() ?? null,
      by: by(link.byId, link.byKind),
      from: from && said(from, 1),
      to: said(to, 0),
      pageCount: link.pageCount,
      note: link.note,
      facts: link.facts as Record<string, unknown>,
      handOverId: link.handOverId as HandOverId | null,
      loanId: link.loanId as LoanId | null,
    };
    if (to.holder !== 'place') return [act];
    const along = carriedAlong(history, to.placeId, link.at, links[index + 1]?.at);
    return [act, ...along.map((move): ChainLine => ({ line: 'carried-along', at: move.at.toISOString(), by: by(move.by), placeId: move.placeId, name: move.name, from: move.from, to: move.to, reason: move.reason }))];
  });
}

/** A place as it was called and stood at the time. */
function thenCalled(now: CopyHolder, at: Holder, history: PlaceHistory, when: Date): CopyHolder {
  return at.holder === 'place' && now.holder === 'place' ? { ...now, place: whereAt(history, at.placeId, when) } : now;
}
