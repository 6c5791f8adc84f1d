import type { PartyId, PartyKind } from '@qige/wire';
import { usccVerdict } from '@qige/rules/uscc';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { namedTo } from './hidden.ts';
import { matchVerdict, type MatchVerdict } from './match.rules.ts';
import { findPartiesByFormerName, findPartiesByName, findParty, findPartyByCode, giveCode, insertParty, lockPartyNames, type StoredParty } from './parties.queries.ts';

export interface NamedParty {
  name: string;
  /** As printed; one whose check digit is wrong is not taken into the register. */
  uscc: string | null;
  /** Chosen by a person: a party of the register, or that this is a new one whatever its name. */
  party?: PartyId | 'new' | undefined;
}

export type MatchedParty = Pick<StoredParty, 'id' | 'kind' | 'name' | 'uscc' | 'closed'> & { made: boolean };

/** The party of the register that is meant, made where there is none. Throws `party_in_use` where name and code contradict each other. */
export async function matchOrMakeParty(tx: Tx, actor: Actor, named: NamedParty, kind: PartyKind = 'counterparty'): Promise<MatchedParty> {
  const code = codeOf(named.uscc);
  const chosen = named.party !== undefined && named.party !== 'new' ? await chosenParty(tx, named.party) : undefined;
  const settled = chosen ?? (await settledParty(tx, actor, named, code));
  if (settled && (settled.uscc !== null || code === null)) return { ...settled, made: false };

  // Something is to be written: look again with nobody else writing.
  await lockPartyNames(tx);
  const found = chosen ?? (await settledParty(tx, actor, named, code));
  if (found) {
    const withCode = found.uscc === null && code !== null && (await findPartyByCode(tx, code)) === undefined;
    if (withCode) {
      await giveCode(tx, found.id, code, new Date());
      await recordAudit(tx, actor, { kind: 'party.changed', subjectId: found.id, facts: { changed: ['uscc'], uscc: code } });
    }
    return { ...found, uscc: withCode ? code : found.uscc, made: false };
  }
  const made = await insertParty(tx, { id: newId('pty'), name: named.name, uscc: code, kind });
  await recordAudit(tx, actor, { kind: 'party.added', subjectId: made.id, facts: { name: made.name, uscc: code } });
  return { ...made, made: true };
}

/** As `matchOrMakeParty` would decide, for showing beforehand. */
export async function matchParty(db: Db, name: string, uscc: string | null): Promise<MatchVerdict<StoredParty>> {
  const code = codeOf(uscc);
  const byCode = code === null ? undefined : await findPartyByCode(db, code);
  if (byCode) return matchVerdict(code, byCode, []);
  const byName = await findPartiesByName(db, name);
  return matchVerdict(code, undefined, byName.length > 0 ? byName : await findPartiesByFormerName(db, name));
}

/** The code as the register holds it; null where there is none or its check digit is wrong. */
export function codeOf(uscc: string | null): string | null {
  if (uscc === null) return null;
  const verdict = usccVerdict(uscc);
  return verdict.kind === 'valid' ? verdict.code : null;
}

async function chosenParty(tx: Tx, partyId: PartyId): Promise<StoredParty> {
  const party = await findParty(tx, partyId);
  if (!party) throw new Refusal('invalid_request', 'There is no such party.', { fields: [{ field: 'parties', problem: 'unknown' }] });
  return party;
}

async function settledParty(tx: Tx, actor: Actor, named: NamedParty, code: string | null): Promise<StoredParty | undefined> {
  if (named.party === 'new') {
    const holder = code === null ? undefined : await findPartyByCode(tx, code);
    if (holder) throw contradiction(actor, 'code-taken', 'This credit code belongs to a party of the register already.', named, holder);
    return undefined;
  }
  const verdict = await matchParty(tx, named.name, named.uscc);
  if (verdict.kind === 'code-differs') {
    throw contradiction(actor, 'code-differs', 'The register has a party of this name with another credit code. Choose that party, or say that this is a new one.', named, verdict.party);
  }
  return verdict.kind === 'new' ? undefined : verdict.party;
}

function contradiction(actor: Actor, kind: string, sentence: string, { name, uscc }: NamedParty, party: StoredParty): Refusal {
  return new Refusal('party_in_use', sentence, { kind, name, uscc, party: namedTo(actor, party) });
}
