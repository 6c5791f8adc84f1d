import { moveCopiesEndpoint, putByLabelEndpoint, takeCopiesEndpoint } from '@qige/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { dropAct, enqueueAct, hearSent } from '../offline/the-queue.ts';
import { useMe } from '../shell/me.ts';
import { feel } from '../ui/scanner/feel.ts';
import { say } from '../ui/toast.ts';
import { paperOf, type PutLine, type Target } from './scanning.ts';

const stale = ['/places', '/copies', '/contracts/:contractId/copies'];

/** Puts papers into places by their labels, keeps the list of it, and takes the last one back. */
export function usePutting() {
  const { t } = useTranslation();
  const me = useMe();
  const [lines, setLines] = useState<readonly PutLine[]>([]);
  const change = (actId: string, part: Partial<PutLine>): void => setLines((now) => now.map((one) => (one.actId === actId ? { ...one, ...part } : one)));

  // What waited on this device and has arrived since.
  useEffect(() => hearSent((act, reply) => {
    const told = putByLabelEndpoint.reply.safeParse(reply);
    if (!told.success) return;
    const { copyId, seq, from } = told.data;
    setLines((now) => now.map((one) => (one.actId === act.actId ? { ...one, state: 'done', paper: paperOf(told.data), copyId, seq, from } : one)));
  }), []);

  async function put(code: string, place: Target, paper = '', overCapacity?: string): Promise<void> {
    const first: PutLine = { actId: `sending ${code} ${performance.now()}`, code, place, state: 'sending', paper, copyId: null, seq: null, from: null, trouble: '', full: false };
    setLines((now) => [first, ...now.filter((one) => one.code !== code || one.state !== 'refused')]);
    const outcome = await enqueueAct(putByLabelEndpoint, { body: { copy: code, place: place.code, ...(overCapacity ? { overCapacity } : {}) } }, { says: t('scanning.put', { what: paper || code, place: place.where }), href: '/scan', stale });
    if (outcome.kind === 'refused') {
      const { code: why, details } = outcome.error.error;
      const there = (details as { kind?: unknown } | undefined)?.kind === 'already-there';
      change(first.actId, { state: there ? 'there' : 'refused', trouble: there ? '' : sayTrouble(t, outcome.error), full: why === 'place_full' });
      return feel(there ? 'good' : 'wrong');
    }
    feel('good');
    if (outcome.kind === 'waiting') return change(first.actId, { actId: outcome.actId, state: 'waiting' });
    const { reply } = outcome;
    change(first.actId, { actId: outcome.actId, state: 'done', paper: paperOf(reply), copyId: reply.copyId, seq: reply.seq, from: reply.from, place: { ...place, where: reply.at.holder === 'place' ? reply.at.place : place.where } });
  }

  const undoable = lines.find((one) => one.state === 'waiting' || (one.state === 'done' && (one.from?.holder === 'place' || (one.from?.holder === 'person' && one.from.personId === me.id))));

  async function undo(): Promise<void> {
    if (!undoable) return;
    const { actId, state, copyId, seq, from, code } = undoable;
    if (state === 'waiting') {
      await dropAct(actId);
      return change(actId, { state: 'undone' });
    }
    if (!copyId || !seq) return;
    const copies = [{ copyId, seq }];
    const says = t('scanning.takenBack', { what: undoable.paper || code });
    const outcome = from?.holder === 'place' ? await enqueueAct(moveCopiesEndpoint, { body: { copies, placeId: from.placeId } }, { says, stale }) : await enqueueAct(takeCopiesEndpoint, { body: { copies } }, { says, stale });
    if (outcome.kind === 'refused') return say(sayTrouble(t, outcome.error), { tone: 'wrong' });
    change(actId, { state: 'undone' });
    say(says);
  }

  return { lines, put, undo, undoable };
}
