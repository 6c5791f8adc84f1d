import { type Party, PartyId, type PartyKind, type PartyPage } from '@qige/wire';
import { isUscc } from '@qige/rules/uscc';
import { z } from 'zod';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { isHidden, maySetKind } from '../parties/hidden.ts';
import { shownParty } from '../parties/parties.actions.ts';
import { findParties, findParty, type PartyPlace } from '../parties/parties.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { countContractsOf, isPartySeen, partiesSeenBy } from './parties-seen.queries.ts';
import { seesFew } from './visible.queries.ts';

interface Listing {
  text?: string | undefined;
  kind?: PartyKind | undefined;
  after?: string | undefined;
  limit: number;
}

export async function listParties(app: App, actor: Person, { after, limit, ...filter }: Listing): Promise<{ parties: Party[]; next: string | null }> {
  const few = !actor.permissions.has('parties.edit') && (await seesFew(app.db, actor)); // to who keeps the register, nearly every party is open
  const found = await findParties(app.db, partiesSeenBy(actor, few), filter, after === undefined ? undefined : placeOf(after), limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? Buffer.from(JSON.stringify([last.rank, last.name, last.id])).toString('base64url') : null;
  return { parties: page.map(shownParty), next };
}

const most = 10_000;

export async function showParty(app: App, actor: Person, partyId: PartyId): Promise<PartyPage> {
  const party = (await isPartySeen(app.db, actor, partyId)) ? await findParty(app.db, partyId) : undefined;
  if (!party) throw notFound();
  const count = await countContractsOf(app.db, actor, partyId, most + 1);
  const edit = actor.permissions.has('parties.edit') && !isHidden(actor, party);
  return {
    ...shownParty(party),
    contracts: { count: Math.min(count, most), capped: count > most },
    usccValid: party.uscc === null ? null : isUscc(party.uscc),
    may: { edit, merge: edit, setKind: edit && maySetKind(actor), close: actor.permissions.has('closed.set') },
  };
}

const Place = z.tuple([z.literal([0, 1]), z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u), PartyId]);

function placeOf(after: string): PartyPlace {
  try {
    const [rank, name, id] = Place.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    return { rank, name, id };
  } catch {
    throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'unknown' }] });
  }
}
