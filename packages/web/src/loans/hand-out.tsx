import { handOutEndpoint, type Loan } from '@qige/wire';
import { InputNumber, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayRefusal, sayTrouble } from '../api/trouble.ts';
import { usePaperName } from '../custody/paper-line.tsx';
import { paperStale } from '../custody/stale.ts';
import { useSignatureWords } from '../custody/use-signature-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { SignaturePad } from '../ui/signature-pad.tsx';
import { say } from '../ui/toast.ts';
import papers from '../custody/hand-overs.module.css';
import styles from './loans.module.css';

/** The archivist counts the pages and hands the papers of a loan out: signed for here and now, or confirmed on the borrower's phone. */
export function HandOut({ loan, onClose }: { loan: Loan; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const words = useSignatureWords();
  const waiting = loan.papers.filter(({ pagesOut, outcome }) => pagesOut === null && outcome === null);
  const [actId] = useState(newActId);
  const [how, setHow] = useState<'signNow' | 'sendToPhone'>('signNow');
  const [signature, setSignature] = useState<string | null>(null);
  const [pages, setPages] = useState<Readonly<Record<string, number | null>>>(() => Object.fromEntries(waiting.map((paper) => [paper.copyId, paper.pageCount])));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(waiting.filter(({ before }) => before === 0).map(({ copyId }) => copyId)));
  const act = useAct(handOutEndpoint, paperStale);
  const going = waiting.filter(({ copyId }) => chosen.has(copyId));
  const ready = going.length > 0 && going.every(({ copyId }) => typeof pages[copyId] === 'number') && (how === 'sendToPhone' || signature !== null);
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const toggle = (copyId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(copyId)) next.add(copyId);
    setChosen(next);
  };
  const send = (): void =>
    act.mutate(
      { body: { actId, papers: going.map(({ copyId }) => ({ loanId: loan.id, copyId, pageCount: pages[copyId] ?? 0 })), ...(how === 'signNow' && signature ? { signature } : {}) } },
      {
        onSuccess: ({ answers }) => {
          const failed = answers.filter(({ done }) => !done);
          if (failed[0]?.refusal) say(t('loans.someFailed', { count: failed.length, why: sayRefusal(t, failed[0].refusal) }), { tone: 'wrong' });
          if (failed.length < answers.length) {
            say(t(how === 'signNow' ? 'loans.handedOutSigned' : 'loans.handedOut', { name: loan.asker.name }));
            onClose();
          }
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={640} title={t('loans.handOutTitle', { name: loan.asker.name })} okText={t('loans.handOut')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: act.isPending }} onCancel={onClose} onOk={send}>
      <p className={styles['hint']}>{t(loan.onSite ? 'loans.onSiteSay' : 'loans.handOutSay')}</p>
      <div className={papers['papers']}>
        {waiting.map((paper) => (
          <label key={paper.copyId} className={papers['paper']}>
            <input type="checkbox" checked={chosen.has(paper.copyId)} onChange={() => toggle(paper.copyId)} />
            <span>
              {name(paper)}
              <small>
                {[paper.home?.where ?? t(`loans.standing.${paper.standing}`), paper.seals.length > 0 ? t('loans.sealed', { numbers: paper.seals.join(t('act.comma')) }) : '', paper.kind === 'photocopy' ? t('loans.photocopySay', { purpose: loan.purpose }) : ''].filter(Boolean).join(' · ')}
              </small>
            </span>
            <InputNumber aria-label={t('handOvers.pageCount')} title={t('handOvers.pageCount')} min={0} max={10_000} precision={0} value={pages[paper.copyId] ?? null} onChange={(value) => setPages({ ...pages, [paper.copyId]: value })} style={{ width: 84 }} />
          </label>
        ))}
      </div>
      <Segmented block value={how} options={(['signNow', 'sendToPhone'] as const).map((value) => ({ value, label: t(`loans.${value}`) }))} onChange={setHow} style={{ marginBottom: 12 }} />
      {how === 'signNow' && <SignaturePad words={words} onChange={setSignature} />}
    </Dialog>
  );
}
