import { type ActRefused, CallRefused, type Copy, type CopiesActed, moveCopiesEndpoint, type PlaceId, putBackCopiesEndpoint, takeCopiesEndpoint } from '@qige/wire';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { say } from '../ui/toast.ts';

/** What an act on papers makes stale. */
export const staleByActs = ['/copies', '/filings', '/contracts/:contractId/copies', '/places'] as const;

export type ActedOn = Pick<Copy, 'id' | 'seq'> & { contract?: Pick<Copy['contract'], 'number'> };
const named = (copies: readonly ActedOn[]) => copies.map(({ id, seq }) => ({ copyId: id, seq }));

export const refusalOf = ({ code, message, details }: ActRefused): CallRefused => new CallRefused(409, { code, message, details });
export const isFull = (error: unknown): boolean => error instanceof CallRefused && error.error.code === 'place_full';

interface After {
  onDone?: (acted: CopiesActed) => void;
  onFull?: (refused: readonly ActRefused[]) => void;
}

/** Taking out, putting back and moving, each said when done; what was refused of many is said with why. */
export function useCopyActs() {
  const { t } = useTranslation();
  const move = useAct(moveCopiesEndpoint, staleByActs);
  const take = useAct(takeCopiesEndpoint, staleByActs);
  const back = useAct(putBackCopiesEndpoint, staleByActs);
  const wrong = (error: unknown): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const sayRefused = (refused: readonly ActRefused[]): void => {
    const whys = [...new Set(refused.map((one) => sayTrouble(t, refusalOf(one))))];
    if (whys.length > 0) say(`${t('custody.refused', { count: refused.length })} ${whys.slice(0, 3).join(' ')}`, { tone: 'wrong' });
  };
  const seqsAfter = ({ done }: CopiesActed): ActedOn[] => done.map(({ copyId, seq }) => ({ id: copyId, seq }));

  const putBack = (copies: readonly ActedOn[], { onDone }: After = {}): void =>
    back.mutate(
      { body: { copies: named(copies), actId: newActId() } },
      {
        onSuccess: (acted) => {
          if (acted.done.length > 0) say(t('custody.done.putBack', { count: acted.done.length }));
          sayRefused(acted.refused);
          onDone?.(acted);
        },
        onError: wrong,
      },
    );
  return {
    busy: move.isPending || take.isPending || back.isPending,
    putBack,
    takeOut: (copies: readonly ActedOn[], { onDone }: After = {}): void =>
      take.mutate(
        { body: { copies: named(copies), actId: newActId() } },
        {
          onSuccess: (acted) => {
            // Of one its number: several of these may stand one over the other, each with its own way back.
            const number = acted.done.length === 1 ? copies.find(({ id }) => id === acted.done[0]?.copyId)?.contract?.number : undefined;
            if (acted.done.length > 0) say(number ? t('custody.done.tookOne', { number }) : t('custody.done.taken', { count: acted.done.length }), { undo: { label: t('act.undo'), run: () => putBack(seqsAfter(acted)) } });
            sayRefused(acted.refused);
            onDone?.(acted);
          },
          onError: wrong,
        },
      ),
    moveTo: (copies: readonly ActedOn[], place: { id: PlaceId; where: string }, overCapacity: string | undefined, { onDone, onFull }: After = {}): void =>
      move.mutate(
        { body: { copies: named(copies), placeId: place.id, actId: newActId(), ...(overCapacity ? { overCapacity } : {}) } },
        {
          onSuccess: (acted) => {
            if (acted.done.length > 0) say(t('custody.done.moved', { count: acted.done.length, where: place.where }));
            const full = acted.refused.filter(({ code }) => code === 'place_full');
            sayRefused(acted.refused.filter(({ code }) => code !== 'place_full'));
            if (full.length > 0) onFull?.(full);
            else onDone?.(acted);
          },
          onError: (error) => (isFull(error) && onFull ? onFull([{ copyId: copies[0]?.id as Copy['id'], code: 'place_full', message: '', details: (error as CallRefused).error.details }]) : wrong(error)),
        },
      ),
  };
}
