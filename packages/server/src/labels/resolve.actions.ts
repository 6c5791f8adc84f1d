import { readLabel } from '@qige/rules/label-code';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { findLabelled, installationOf, type Labelled } from './resolve.queries.ts';

/** What a scanned or typed label stands on. A torn code, another archive's label, no label at all and a number that is not here are each said. */
export async function resolveLabel(db: Db, actor: Actor, text: string): Promise<Labelled> {
  const verdict = readLabel(text, await installationOf(db));
  if (verdict.kind !== 'good') throw new Refusal('label_unreadable', 'This label cannot be read.', verdict);
  const found = await findLabelled(db, actor, verdict.subject, verdict.number);
  if (!found) throw new Refusal('label_unreadable', 'There is nothing of this number here, or it is not open to you.', { kind: 'unknown' });
  return found;
}
