import { call, CallRefused, movePlaceEndpoint, resolveLabelEndpoint, type Resolved } from '@qige/wire';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { enqueueAct } from '../offline/the-queue.ts';
import { feel } from '../ui/scanner/feel.ts';
import { say } from '../ui/toast.ts';
import { guessLabel, printedCode } from './label-guess.ts';
import { type LabelledPlace, paperOf, type Seen, type Task } from './scanning.ts';
import { usePutting } from './use-putting.ts';

export const staleAfterActs = ['/places', '/copies', '/hand-overs', '/loans', '/contracts/:contractId/copies'];

/** What a scan does, by what the last one was for: look, put into a place, bring or carry somewhere, hand over. */
export function useScanning() {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task>({ task: 'look' });
  const [seen, setSeen] = useState<Seen>({ kind: 'nothing' });
  const putting = usePutting();
  const now = useRef<Task>(task);
  const begin = (next: Task): void => {
    now.current = next;
    setTask(next);
  };

  async function look(code: string): Promise<Resolved | undefined> {
    setSeen({ kind: 'looking', code });
    try {
      const label = await call(send, resolveLabelEndpoint, { body: { text: code } });
      setSeen({ kind: 'known', label });
      feel('good');
      return label;
    } catch (error) {
      const guess = guessLabel(code);
      const away = error instanceof CallRefused && (error.status === 0 || error.status >= 502);
      if (away && guess.kind === 'good') {
        setSeen({ kind: 'offline', code: printedCode(code), subject: guess.subject });
        feel('good');
      } else {
        const says = away && guess.kind === 'torn' ? t('error.label_unreadable_torn') : away && guess.kind === 'not-a-label' ? t('error.label_unreadable_not-a-label') : sayTrouble(t, error);
        setSeen({ kind: 'trouble', code, text: says });
        feel('wrong');
      }
      return undefined;
    }
  }

  async function carry(place: LabelledPlace, to: LabelledPlace): Promise<void> {
    const outcome = await enqueueAct(movePlaceEndpoint, { params: { placeId: place.placeId }, body: { toId: to.placeId } }, { says: t('scanning.carried', { what: place.placeCode, place: to.where }), href: '/scan', stale: staleAfterActs });
    if (outcome.kind === 'refused') {
      feel('wrong');
      return say(sayTrouble(t, outcome.error), { tone: 'wrong' });
    }
    begin({ task: 'look' });
    say(t(outcome.kind === 'done' ? 'scanning.carried' : 'scanning.waits', { what: place.placeCode, place: to.where }));
    await look(place.code);
  }

  async function take(text: string): Promise<void> {
    const was = now.current;
    const guess = guessLabel(text);
    const code = guess.kind === 'good' ? printedCode(text) : text;
    if (was.task === 'fill' && guess.kind === 'good' && guess.subject === 'copy') return putting.put(code, was.place);
    if (was.task === 'bring' && guess.kind === 'good' && guess.subject === 'place') {
      begin({ task: 'look' });
      await putting.put(was.copy.code, { code, where: code }, was.copy.paper);
      await look(was.copy.code);
      return;
    }
    const label = await look(code);
    if (was.task === 'fill' && guess.kind === 'good' && guess.subject === 'place') {
      if (label?.subject === 'place' && label.may.put) begin({ task: 'fill', place: { code, where: label.where } });
      else if (!label) begin({ task: 'fill', place: { code, where: code } });
      return;
    }
    if (!label) return;
    if (was.task === 'carry' && label.subject === 'place' && label.placeId !== was.place.placeId) return carry(was.place, label);
    if (was.task !== 'give') return;
    const { receiver, papers } = was.giving;
    if (label.subject === 'person') begin({ task: 'give', giving: { papers, receiver: { id: label.personId, name: label.name } } });
    if (label.subject === 'copy' && !papers.some((one) => one.copyId === label.copyId))
      begin({ task: 'give', giving: { receiver, papers: [...papers, { copyId: label.copyId, code: label.code, paper: paperOf(label), pageCount: label.pageCount, trouble: '' }] } });
  }

  // One after the other, however fast they are held before the camera.
  const line = useRef(Promise.resolve());
  const scan = (text: string): void => {
    line.current = line.current.then(() => take(text)).catch((error: unknown) => say(sayTrouble(t, error), { tone: 'wrong' }));
  };
  return { task, begin, seen, scan, look, ...putting };
}
