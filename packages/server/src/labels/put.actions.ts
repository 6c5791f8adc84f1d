import type { CopyHolder } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { standingOf } from '../custody/holder.rules.ts';
import { describeHolders } from '../custody/holders.queries.ts';
import { moveCopies } from '../custody/move.actions.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { findLabelledCopy } from './labelled.queries.ts';
import { resolveLabel } from './resolve.actions.ts';

interface Put {
  copy: string;
  place: string;
  overCapacity?: string | undefined;
  actId?: string | undefined;
  seenAt?: string | undefined;
  sentAt?: string | undefined;
}

const mixedUp = (): Refusal => new Refusal('label_unreadable', 'A paper goes into a place; these labels stand on something else.', { kind: 'mixed-up' });

/** The paper with this label goes into the place with that one; for a device that could not ask what it scanned. */
export async function putByLabel(app: App, actor: Person, { copy, place, ...details }: Put) {
  const [what, where] = [await resolveLabel(app.db, actor, copy), await resolveLabel(app.db, actor, place)];
  if (what.subject !== 'copy' || where.subject !== 'place') throw mixedUp();
  const { copyId } = what;
  const before = await findLabelledCopy(app.db, actor, copyId);
  if (!before) throw notFound();
  const [from] = await describeHolders(app.db, [standingOf(before).at]);
  const { done: [now] } = await moveCopies(app, actor, { ...details, copies: [{ copyId }], placeId: where.placeId });
  if (!now) throw notFound();
  return { copyId, contractNumber: before.number, title: before.title, ordinal: before.ordinal, from: from as CopyHolder, at: now.holder, seq: now.seq };
}
