import { addWorkdays } from '@qige/rules/workdays';
import { askLoanEndpoint, type ContractId, type CopyId, type LoanId, type PaperRules, showLendingEndpoint } from '@qige/wire';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { paperStale } from '../custody/stale.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { usePaperName } from '../custody/paper-line.tsx';
import styles from './loans.module.css';

/** 「借原件」 on the page of a contract. */
export function BorrowContract({ contractId }: { contractId: ContractId }): ReactNode {
  const { t } = useTranslation();
  const may = useMe().may.has('paper.borrow');
  const [asking, setAsking] = useState(false);
  useShortcuts(t('contracts.keysTitle'), [{ keys: 'b', says: t('loans.borrowTitle'), off: !may || asking, run: () => setAsking(true) }]);
  if (!may) return null;
  return (
    <>
      <Button icon={<Icon name="archive" size={16} />} title={t('loans.borrowTitle')} onClick={() => setAsking(true)}>
        {t('loans.borrow')}
      </Button>
      {asking && <AskLoan contractId={contractId} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Asks for originals; with `renews`, for more time with what is out. */
export function AskLoan({ contractId, renews, onClose }: { contractId: ContractId; renews?: LoanId; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = usePaperName();
  const lending = useAsk(showLendingEndpoint, { params: { contractId } });
  const [copy, setCopy] = useState('');
  const [purpose, setPurpose] = useState('');
  const [whyPaper, setWhyPaper] = useState('');
  const [place, setPlace] = useState<'out' | 'onSite'>('out');
  const [days, setDays] = useState(1);
  const ask = useAct(askLoanEndpoint, paperStale);
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  if (!lending.data) return null;
  const { papers, loanId, rules, today } = lending.data;
  const ready = purpose.trim() !== '' && whyPaper.trim() !== '' && papers.length > 0;
  const send = (): void =>
    ask.mutate(
      { params: { contractId }, body: { purpose: purpose.trim(), whyPaper: whyPaper.trim(), onSite: place === 'onSite', days, ...(copy ? { copyIds: [copy as CopyId] } : {}), ...(renews ? { renewsId: renews } : {}) } },
      {
        onSuccess: (loan) => {
          onClose();
          say(t('loans.asked'));
          void navigate({ to: '/archive/loans/$loanId', params: { loanId: loan.id } });
        },
      },
    );
  if (loanId && !renews)
    return (
      <Dialog open width={440} title={t('loans.borrowTitle')} footer={null} onCancel={onClose}>
        <p className={styles['hint']}>{t('loans.already')}</p>
        <Link to="/archive/loans/$loanId" params={{ loanId }}>
          {t('loans.see')}
        </Link>
      </Dialog>
    );
  return (
    <Dialog open width={520} title={t(renews ? 'loans.renewTitle' : 'loans.borrowTitle')} okText={t('loans.send')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: ask.isPending }} onCancel={onClose} onOk={send}>
      <p className={styles['hint']}>{t(papers.length === 0 ? 'loans.none' : 'loans.borrowSay')}</p>
      {!renews && papers.length > 1 && (
        <Field label={t('loans.which')} htmlFor="loan-copy">
          <Choice
            id="loan-copy"
            block
            value={copy}
            none={t('loans.any')}
            options={papers.map((paper) => ({ value: paper.copyId, label: [name(paper), paper.partyName, t(`loans.standing.${paper.standing}`), paper.waiting > 0 ? t('loans.waitingFor', { count: paper.waiting }) : ''].filter(Boolean).join(' · ') }))}
            onChange={setCopy}
          />
        </Field>
      )}
      {!renews && papers.length === 1 && papers[0] && (
        <p className={styles['hint']}>
          {name(papers[0])} · {t(`loans.standing.${papers[0].standing}`)}
          {papers[0].waiting > 0 && ` · ${t('loans.waitingFor', { count: papers[0].waiting })}`}
        </p>
      )}
      <Field label={t('loans.purpose')} htmlFor="loan-purpose">
        <Input id="loan-purpose" autoFocus maxLength={500} placeholder={t('loans.purposeHint')} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <Field label={t('loans.whyPaper')} htmlFor="loan-why">
        <Input.TextArea id="loan-why" maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} placeholder={t('loans.whyPaperHint')} value={whyPaper} onChange={(event) => setWhyPaper(event.target.value)} />
      </Field>
      {!renews && (
        <Field label={t('loans.place')} htmlFor="loan-place">
          <Segmented id="loan-place" block value={place} options={(['out', 'onSite'] as const).map((value) => ({ value, label: t(`loans.${value}`) }))} onChange={setPlace} />
        </Field>
      )}
      {place === 'out' && (
        <Field label={t('loans.until')} htmlFor="loan-days" hint={t('loans.longest', { count: rules.longestDays })} trouble={ask.error ? sayTrouble(t, ask.error) : undefined}>
          <Choice id="loan-days" block value={String(days)} options={termsOf(rules).map((count) => ({ value: String(count), label: t('loans.daysUntil', { count, day: addWorkdays(today, count, rules) }) }))} onChange={(value) => setDays(Number(value))} />
        </Field>
      )}
      {place === 'onSite' && ask.error && <p className={styles['wrong']} role="alert">{sayTrouble(t, ask.error)}</p>}
    </Dialog>
  );
}

const termsOf = ({ longestDays }: PaperRules): number[] => [...new Set([1, 2, 3, 5, 10, 20, 30, 60, 90, longestDays])].filter((days) => days <= longestDays).sort((a, b) => a - b);
