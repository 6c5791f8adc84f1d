import { type CopyId, type Loan, reportLostEndpoint } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import papers from '../custody/hand-overs.module.css';
import { usePaperName } from '../custody/paper-line.tsx';
import { paperStale } from '../custody/stale.ts';
import { Field } from '../shell/door.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import styles from './loans.module.css';

export function ReportLost({ loan, onClose }: { loan: Loan; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const out = loan.papers.filter(({ pagesOut, outcome }) => pagesOut !== null && outcome === null);
  const [chosen, setChosen] = useState<ReadonlySet<CopyId>>(() => new Set(out.length === 1 ? out.map(({ copyId }) => copyId) : []));
  const [what, setWhat] = useState('');
  const report = useAct(reportLostEndpoint, paperStale);
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const toggle = (copyId: CopyId): void => {
    const next = new Set(chosen);
    if (!next.delete(copyId)) next.add(copyId);
    setChosen(next);
  };
  const send = (): void =>
    report.mutate(
      { params: { loanId: loan.id }, body: { copyIds: [...chosen], what: what.trim() } },
      {
        onSuccess: () => {
          say(t('loans.lostDone'));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={480} title={t('loans.lostTitle')} okText={t('loans.lost')} cancelText={t('act.cancel')} okButtonProps={{ danger: true, disabled: chosen.size === 0 || what.trim() === '', loading: report.isPending }} onCancel={onClose} onOk={send}>
      <p className={styles['hint']}>{t('loans.lostSay')}</p>
      <div className={papers['papers']}>
        {out.map((paper) => (
          <label key={paper.copyId} className={papers['paper']}>
            <input type="checkbox" checked={chosen.has(paper.copyId)} onChange={() => toggle(paper.copyId)} />
            <span>{name(paper)}</span>
          </label>
        ))}
      </div>
      <Field label={t('loans.lostWhat')} htmlFor="lost-what">
        <Input.TextArea id="lost-what" maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} value={what} onChange={(event) => setWhat(event.target.value)} />
      </Field>
    </Dialog>
  );
}
