import type { PartyMatch, ReadField, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { isHidden } from '../parties/hidden.ts';
import { matchParty } from '../parties/match.actions.ts';
import type { Db } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { notFound } from '../platform/errors.ts';
import { valueOf } from '../reading/fields.rules.ts';
import { showReading } from '../reading/reading.queries.ts';
import { findPartiesByName } from '../parties/parties.queries.ts';
import { nearParties } from './party-matches.queries.ts';

const sides = ['A', 'B', 'C', 'D', 'E'] as const;
const fewShown = 5;

const known = ({ id, name, uscc, kind }: PartyMatch['near'][number]): PartyMatch['near'][number] => ({ id, name, uscc, kind });

/** For every party named in the fields, the party of the register it will be bound to, as registering would decide. */
export async function matchParties(app: App, actor: Person, scanId: ScanId): Promise<{ parties: PartyMatch[] }> {
  const reading = await showReading(app.db, actor, scanId);
  if (!reading) throw notFound();
  const parties: PartyMatch[] = [];
  for (const side of sides) {
    const match = await matchSide(app.db, actor, reading.fields, side);
    if (match) parties.push(match);
  }
  return { parties };
}

async function matchSide(db: Db, actor: Person, fields: readonly ReadField[], side: (typeof sides)[number]): Promise<PartyMatch | undefined> {
  const [name, role, uscc] = [valueOf(fields, `party${side}.name`), valueOf(fields, `party${side}.role`), valueOf(fields, `party${side}.uscc`)];
  if (!name) return undefined;
  const verdict = seenBy(actor, await matchParty(db, name, uscc));
  // Two firms may bear one name: where the code does not decide, all of them are there to be chosen from.
  const others = verdict.kind === 'by-code' ? [] : [...(await findPartiesByName(db, name)), ...(await nearParties(db, name))];
  const near = others.filter((party) => !isHidden(actor, party)).filter(({ id }) => verdict.kind === 'new' || id !== verdict.party.id).slice(0, fewShown).map(known);
  return { side, name, role, uscc, match: described(verdict, name), near };
}

/** A party that is closed to this person is not offered; registering with it asks somebody who sees it. */
function seenBy(actor: Person, verdict: Awaited<ReturnType<typeof matchParty>>): typeof verdict {
  return verdict.kind !== 'new' && isHidden(actor, verdict.party) ? { kind: 'new' } : verdict;
}

function described(verdict: Awaited<ReturnType<typeof matchParty>>, name: string): PartyMatch['match'] {
  if (verdict.kind === 'new') return { by: 'new' };
  const party = known(verdict.party);
  if (verdict.kind === 'by-code') return { by: 'uscc', party, nameDiffers: fold(party.name) !== fold(name) };
  return verdict.kind === 'by-name' ? { by: 'name', party } : { by: 'code-differs', party };
}
