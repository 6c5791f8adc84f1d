import { type HandOver, listColleaguesEndpoint, type PaperRef, type PersonId, releaseEndpoint } from '@qige/wire';
import { Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct, useAsk } from '../api/ask.ts';
import { sayRefusal, sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { usePaperName } from './paper-line.tsx';
import { SignHere } from './sign-here.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

/** Hands papers to a colleague, each counted: they confirm on their own device, or sign here right away. */
export function ReleasePapers({ papers, onClose }: { papers: readonly PaperRef[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const me = useMe();
  const [actId] = useState(newActId);
  const [receiver, setReceiver] = useState('');
  const [note, setNote] = useState('');
  const [pages, setPages] = useState<Readonly<Record<string, number | null>>>(() => Object.fromEntries(papers.map((paper) => [paper.copyId, paper.pageCount])));
  const [signing, setSigning] = useState<HandOver>();
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const release = useAct(releaseEndpoint, paperStale);
  const others = (colleagues.data?.colleagues ?? []).filter(({ id }) => id !== me.id);
  const counted = papers.every(({ copyId }) => typeof pages[copyId] === 'number');
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const send = (signHere: boolean): void =>
    release.mutate(
      { body: { receiverId: receiver as PersonId, note: note.trim(), actId, papers: papers.map(({ copyId }) => ({ copyId, pageCount: pages[copyId] ?? 0 })) } },
      {
        onSuccess: ({ handOver, answers }) => {
          const [failed] = answers.filter(({ done }) => !done);
          if (failed?.refusal) say(t('handOvers.notGiven', { count: answers.filter(({ done }) => !done).length, why: sayRefusal(t, failed.refusal) }), { tone: 'wrong' });
          if (signHere) return setSigning(handOver);
          say(t('handOvers.given', { name: handOver.receiver.name }));
          return onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  if (signing) return <SignHere handOver={signing} onClose={onClose} />;
  const ready = receiver !== '' && counted;
  return (
    <Dialog
      open
      width={560}
      title={t('handOvers.releaseTitle')}
      okText={t('handOvers.give')}
      cancelText={t('handOvers.signHere')}
      cancelButtonProps={{ disabled: !ready, onClick: () => send(true) }}
      okButtonProps={{ disabled: !ready, loading: release.isPending }}
      onCancel={onClose}
      onOk={() => send(false)}
    >
      <div className={styles['papers']}>
        {papers.map((paper) => (
          <div key={paper.copyId} className={styles['paper']}>
            <span />
            <span>
              {paper.number} {paper.title}
              <small>{name(paper)}</small>
            </span>
            <InputNumber aria-label={t('handOvers.pageCount')} title={t('handOvers.pageCount')} min={0} max={10_000} precision={0} value={pages[paper.copyId] ?? null} onChange={(value) => setPages({ ...pages, [paper.copyId]: value })} style={{ width: 84 }} />
          </div>
        ))}
      </div>
      <Field label={t('handOvers.receiver')} htmlFor="release-to">
        <Choice id="release-to" block value={receiver} none={t('handOvers.chooseReceiver')} options={others.map((one) => ({ value: one.id, label: one.name }))} onChange={setReceiver} />
      </Field>
      <Field label={t('handOvers.note')} htmlFor="release-note">
        <Input id="release-note" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Dialog>
  );
}
