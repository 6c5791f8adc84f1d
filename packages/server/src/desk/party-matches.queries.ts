import type { PartyMatch, ReadField } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { nearestFirst, piecesOf } from './near-names.rules.ts';

const sides = ['A', 'B', 'C', 'D', 'E'] as const;
const columns = ['id', 'name', 'uscc', 'kind'] as const;
const manyAlike = 500;
const fewShown = 5;

/** For every party named in the fields, the party of the register it is: by its code, then by its name. */
export async function partyMatches(db: Db, fields: readonly ReadField[]): Promise<PartyMatch[]> {
  const matches: PartyMatch[] = [];
  for (const side of sides) {
    const value = (part: 'name' | 'role' | 'uscc'): string | null => textOf(fields.find(({ field }) => field === `party${side}.${part}`));
    const [name, role, uscc] = [value('name'), value('role'), value('uscc')];
    if (!name && !uscc) continue;
    const match = await findMatch(db, name, uscc);
    const near = name && match.by !== 'uscc' ? (await nearParties(db, name)).filter(({ id }) => match.by === 'new' || id !== match.party.id) : [];
    matches.push({ side, name, role, uscc, match, near });
  }
  return matches;
}

async function findMatch(db: Db, name: string | null, uscc: string | null): Promise<PartyMatch['match']> {
  const byCode = uscc && (await db.selectFrom('party').select([...columns, 'nameFolded']).where('uscc', '=', uscc.toUpperCase()).executeTakeFirst());
  if (byCode) {
    const { nameFolded, ...party } = byCode;
    return { by: 'uscc', party, nameDiffers: name !== null && fold(name) !== nameFolded };
  }
  const byName = name && (await db.selectFrom('party').select(columns).where('nameFolded', '=', fold(name)).executeTakeFirst());
  return byName ? { by: 'name', party: byName } : { by: 'new' };
}

async function nearParties(db: Db, name: string) {
  const folded = fold(name);
  const rows = await db
    .selectFrom('party')
    .select([...columns, 'nameFolded'])
    .where((eb) => eb.or(piecesOf(folded).map((piece) => eb('nameFolded', 'like', `%${piece.replace(/[\\%_]/g, '\\$&')}%`))))
    .where('nameFolded', '!=', folded)
    .limit(manyAlike)
    .execute();
  return nearestFirst(folded, rows.map(({ nameFolded, ...party }) => ({ folded: nameFolded, value: party }))).slice(0, fewShown);
}

const textOf = (field: ReadField | undefined): string | null => (typeof field?.value === 'string' && field.value !== '' ? field.value : null);

