import type { Permission, PersonId, Resolved } from '@qige/wire';
import { custodyVerdict, type CustodyAct, type Standing } from '../custody/custody.rules.ts';

interface Asker {
  id: PersonId;
  permissions: ReadonlySet<Permission>;
}

export type CopyMay = Extract<Resolved, { subject: 'copy' }>['may'];

/** Somewhere else than wherever it is: whether a move is possible at all is asked before anybody says where to. */
const elsewhere = { holder: 'place', placeId: 'plc_' } as const;

/** What can be done with a copy that stands so, by who holds its label under a camera: their right to it, and its state. */
export function mayWithCopy(asker: Asker, standing: Standing, { filed, offeredToMe, loanWaits, hasStood }: { filed: boolean; offeredToMe: boolean; loanWaits: boolean; hasStood: boolean }): CopyMay {
  const may = (permission: Permission): boolean => asker.permissions.has(permission);
  const can = (act: CustodyAct): boolean => custodyVerdict(standing, act).kind === 'good';
  const keeps = may('paper.keep');
  const mine = standing.at.holder === 'person' && standing.at.personId === asker.id;
  const inHouse = standing.at.holder === 'place' || standing.at.holder === 'person';
  const movable = can({ act: 'moved', to: elsewhere as never });
  const gone = standing.at.holder === 'destroyed';
  return {
    file: keeps && !filed && inHouse && movable,
    move: keeps && movable,
    putBack: keeps && movable && hasStood && standing.at.holder === 'person',
    take: keeps && can({ act: 'taken', to: { holder: 'person', personId: asker.id } }),
    handOver: mine && can({ act: 'offered', handOverId: 'hov_' as never }),
    confirmHandOver: offeredToMe,
    borrow: may('paper.borrow') && inHouse && !mine,
    lend: keeps && loanWaits && inHouse && movable,
    takeBack: keeps && standing.loanId !== null && !standing.handOverId,
    find: keeps && standing.at.holder === 'lost',
    note: keeps && !gone,
    count: may('stock.count') && !gone,
  };
}
