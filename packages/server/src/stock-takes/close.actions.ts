import type { StockTake, StockTakeId } from '@qige/wire';
import { type Person, theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { carry } from '../custody/carry.actions.ts';
import { type CopyRow, lockCopies } from '../custody/chain.queries.ts';
import type { CustodyAct } from '../custody/custody.rules.ts';
import { standingOf } from '../custody/holder.rules.ts';
import { noteIncident } from '../custody/incident.actions.ts';
import { lockPlaces } from '../places/occupancy.queries.ts';
import { Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { stepOf } from './report.actions.ts';
import { findToCorrect, setOutcome } from './result.queries.ts';
import { correctVerdict } from './stock-take.rules.ts';
import { changeStockTake } from './stock-take.queries.ts';
import { signersOf } from './stock-take.actions.ts';

type Item = Awaited<ReturnType<typeof findToCorrect>>[number];

/** Writes the corrections that two have signed into the chains, each with the stock-take's name, and nothing else does; what is missing or damaged becomes an incident with its deadline. Paper of hidden contracts is corrected like any other. */
export const closeStockTake = (app: App, actor: Person, id: StockTakeId): Promise<StockTake> =>
  stepOf(app, actor, id, 'close', async (tx, row) => {
    if (signersOf(row).length < 2) throw new Refusal('stock_take_impossible', 'Two have to sign first.', { kind: 'unsigned' });
    const items = await findToCorrect(tx, id);
    const copies = new Map((await lockCopies(tx, theSystem, items.map((item) => item.copyId))).map((copy) => [copy.id, copy]));
    const involved = [...[...copies.values()].map((copy) => copy.placeId), ...items.map((item) => item.foundPlaceId)].flatMap((place) => place ?? []);
    const places = new Map((await lockPlaces(tx, involved)).map((place) => [place.id, place]));
    const done = { moved: 0, lost: 0, returned: 0, damaged: 0, left: 0 };

    for (const item of items) {
      const copy = copies.get(item.copyId);
      if (!copy) continue;
      const said = { note: row.name, facts: { stockTakeId: id }, ...(item.foundAt ? { seenAt: item.foundAt } : {}), overCapacity: row.name };
      if (item.damaged && copy.holder !== 'destroyed') {
        await noteIncident(app, tx, actor, copy, { kind: 'damaged', what: item.damage ? `${row.name}：${item.damage}` : row.name, facts: said.facts }, places);
        done.damaged++;
      }
      const act = actOf(item, copy);
      if (!act || item.correction === null || item.correction === 'none') continue;
      const verdict = correctVerdict({ holder: copy.holder, movedAt: copy.since }, item.correction === 'lost' ? row.openedAt : (item.foundAt ?? row.openedAt), item.foundPlaceId !== null && places.get(item.foundPlaceId)?.closedAt !== null);
      if (verdict.kind === 'correct') {
        if (act.act === 'lost') await noteIncident(app, tx, actor, copy, { kind: 'lost', what: row.name, facts: said.facts }, places);
        else await carry(app, tx, actor, copy, act, places, said);
      }
      await setOutcome(tx, id, item.copyId, verdict.kind === 'correct' ? 'done' : verdict.outcome);
      done[verdict.kind === 'correct' ? item.correction : 'left']++;
    }
    const at = app.clock.now();
    await changeStockTake(tx, id, { state: 'closed', closedAt: at, closedBy: actor.id });
    if (items.length > 0) await tellLive(tx, { topic: 'archive', id });
    return { kind: 'stock-take.closed', facts: done };
  });

function actOf({ correction, foundPlaceId }: Item, copy: CopyRow): CustodyAct | undefined {
  if (correction === 'lost') return { act: 'lost' };
  if (!foundPlaceId) return undefined;
  const to = { holder: 'place' as const, placeId: foundPlaceId };
  const { loanId, handOverId } = standingOf(copy);
  return correction === 'returned' && loanId && !handOverId ? { act: 'returned', to, loanId } : { act: 'corrected', to };
}
