import { type CopyCondition, type Loan, type LoanPaper, type SealBack, takeBackEndpoint } from '@qige/wire';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { refresh, useAct } from '../api/ask.ts';
import { sayRefusal, sayTrouble } from '../api/trouble.ts';
import { paperStale } from '../custody/stale.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { sendPhoto } from './photo.ts';
import { ReturnPaper } from './return-paper.tsx';

export interface Checked {
  back: boolean;
  pages: number | null;
  seal: SealBack;
  condition: CopyCondition;
  note: string;
  home: boolean;
  photo: Blob | null;
}

const firstLook = (paper: LoanPaper): Checked => ({ back: true, pages: null, seal: paper.seals.length > 0 ? 'whole' : 'none', condition: paper.condition, note: '', home: paper.home !== null, photo: null });

/** Every paper of a loan that comes back is counted and looked at; those that stay away are left out. The count starts empty: it is to be counted, not confirmed. */
export function ReturnCheck({ loan, onClose }: { loan: Loan; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const out = loan.papers.filter(({ pagesOut, outcome }) => pagesOut !== null && outcome === null);
  const [actId] = useState(newActId);
  const [checked, setChecked] = useState<Readonly<Record<string, Checked>>>(() => Object.fromEntries(out.map((paper) => [paper.copyId, firstLook(paper)])));
  const act = useAct(takeBackEndpoint, paperStale);
  const back = out.flatMap((paper) => {
    const look = checked[paper.copyId];
    return look?.back ? [{ paper, look }] : [];
  });
  const ready = back.length > 0 && back.every(({ look }) => look.pages !== null);
  useShortcuts('', [{ keys: 'escape', run: onClose }]);

  const keepPhotos = async (done: ReadonlySet<string>): Promise<void> => {
    for (const { paper, look } of back) {
      if (!look.photo || !done.has(paper.copyId)) continue;
      await sendPhoto(loan.id, paper.copyId, look.photo).catch((error: unknown) => say(t('loans.photoFailed', { why: sayTrouble(t, error) }), { tone: 'wrong' }));
    }
    await refresh(['/loans']);
  };
  const send = (): void =>
    act.mutate(
      { body: { actId, papers: back.map(({ paper, look }) => ({ copyId: paper.copyId, pagesBack: look.pages ?? 0, seal: look.seal, condition: look.condition, note: look.note.trim(), placeId: look.home ? (paper.home?.placeId ?? null) : null })) } },
      {
        onSuccess: ({ answers }) => {
          const failed = answers.filter(({ done }) => !done);
          void keepPhotos(new Set(answers.filter(({ done }) => done).map(({ copyId }) => copyId)));
          if (failed[0]?.refusal) return say(t('loans.someFailed', { count: failed.length, why: sayRefusal(t, failed[0].refusal) }), { tone: 'wrong' });
          say(t(answers.some(({ incident }) => incident) ? 'loans.takenIncident' : back.every(({ look }) => look.home) ? 'loans.taken' : 'loans.takenInHands'));
          return onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={680} title={t('loans.takeBackTitle')} okText={t('loans.take')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: act.isPending }} onCancel={onClose} onOk={send}>
      {out.map((paper, index) => {
        const look = checked[paper.copyId] ?? firstLook(paper);
        return <ReturnPaper key={paper.copyId} paper={paper} look={look} focus={index === 0} alone={out.length === 1} onLook={(change) => setChecked({ ...checked, [paper.copyId]: { ...look, ...change } })} />;
      })}
    </Dialog>
  );
}
