import { type ContractId, type ContractScan, makeShareEndpoint } from '@qige/wire';
import { Button, Input, InputNumber, Segmented } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { pageNumbers } from './page-numbers.ts';

const terms = [1, 3, 7, 14, 30, 90];

/** Whom the link is for and how far it reaches; what is left empty is not limited, but for the days. */
export function ShareForm({ contractId, scans, longest, onMade }: { contractId: ContractId; scans: readonly ContractScan[]; longest: number; onMade: (address: string) => void }): ReactNode {
  const { t } = useTranslation();
  const make = useAct(makeShareEndpoint, ['/contracts/:contractId/shares', '/shares']);
  const pages = scans.flatMap((scan) => scan.pages);
  const days = [...terms.filter((term) => term < longest), longest].slice(0, 5);
  const [recipient, setRecipient] = useState('');
  const [term, setTerm] = useState(days.includes(7) ? 7 : (days.at(-1) ?? 1));
  const [password, setPassword] = useState('');
  const [mostViews, setMostViews] = useState<number | null>(null);
  const [which, setWhich] = useState('');
  const chosen = which.trim() === '' ? undefined : pageNumbers(which, pages.length);
  const short = password !== '' && password.length < 6;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (recipient.trim() === '' || short || chosen === null) return;
    const pageIds = chosen && pages.filter(({ number }) => chosen.includes(number)).map(({ pageId }) => pageId);
    make.mutate(
      { params: { contractId }, body: { recipient: recipient.trim(), days: term, ...(password ? { password } : {}), ...(mostViews ? { mostViews } : {}), ...(pageIds ? { pageIds } : {}) } },
      { onSuccess: ({ address }) => onMade(address) },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Field label={t('shares.recipient')} htmlFor="share-recipient" hint={t('shares.recipientHint')}>
        <Input id="share-recipient" autoFocus maxLength={60} value={recipient} onChange={(event) => setRecipient(event.target.value)} />
      </Field>
      <Field label={t('shares.days')} htmlFor="share-days">
        <Segmented id="share-days" value={term} options={days.map((value) => ({ value, label: t('shares.daysOf', { count: value }) }))} onChange={(value) => setTerm(Number(value))} />
      </Field>
      <Field label={t('shares.pages')} htmlFor="share-pages" hint={t('shares.pagesHint', { count: pages.length })} trouble={chosen === null ? t('shares.pagesWrong', { count: pages.length }) : undefined}>
        <Input id="share-pages" maxLength={200} value={which} placeholder="1-3, 5" onChange={(event) => setWhich(event.target.value)} />
      </Field>
      <Field label={t('shares.password')} htmlFor="share-password" hint={t('shares.passwordHint')} trouble={short ? t('shares.passwordShort') : undefined}>
        <Input id="share-password" autoComplete="off" maxLength={200} value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Field label={t('shares.mostViews')} htmlFor="share-views" hint={t('shares.mostViewsHint')} trouble={make.error ? sayTrouble(t, make.error) : undefined}>
        <InputNumber id="share-views" min={1} max={1000} precision={0} value={mostViews} onChange={setMostViews} />
      </Field>
      <Button type="primary" htmlType="submit" loading={make.isPending} disabled={recipient.trim() === '' || short || chosen === null}>
        {t('shares.make')}
      </Button>
    </form>
  );
}
