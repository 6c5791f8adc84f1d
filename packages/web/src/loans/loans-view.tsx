import { countLoansEndpoint, listLoansEndpoint, type LoanView } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { HandOversView } from '../custody/hand-overs-view.tsx';
import { IncidentsView } from '../custody/incidents-view.tsx';
import { SealsView } from '../custody/seals-view.tsx';
import { ShipmentsView } from '../custody/shipments-view.tsx';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { given } from '../ui/url-state.ts';
import { LoanLines } from './loan-lines.tsx';
import { PaperRulesDialog } from './paper-rules.tsx';
import styles from './loans.module.css';

const keepers = ['shipments', 'seals', 'incidents'] as const;
const parts = { 'hand-overs': HandOversView, shipments: ShipmentsView, seals: SealsView, incidents: IncidentsView } as const;

/** Originals on their way: lent, from hand to hand, with a carrier, under seal, and what went wrong. */
export function LoansView(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { tab } = useSearch({ from: '/inside/archive' });
  const [ruling, setRuling] = useState(false);
  const mine = ['loans', 'hand-overs', ...(may.has('paper.keep') ? keepers : [])] as const;
  const now = mine.find((one) => one === tab) ?? 'loans';
  const Part = now === 'loans' ? Loans : parts[now];
  return (
    <>
      <div className={styles['bar']}>
        <div className={styles['views']}>
          <Segmented value={now} aria-label={t('archiveView.loans')} options={mine.map((value) => ({ value, label: t(`loans.part.${value}`) }))} onChange={(value) => void navigate({ to: '/archive', search: { view: 'loans', tab: value } })} />
        </div>
        {may.has('settings.manage') && <Button onClick={() => setRuling(true)}>{t('loans.rules')}</Button>}
      </div>
      <Part />
      {ruling && <PaperRulesDialog onClose={() => setRuling(false)} />}
    </>
  );
}

function Loans(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const search = useSearch({ from: '/inside/archive' });
  const counts = useAsk(countLoansEndpoint, {});
  const [keeps, approves] = [may.has('paper.keep'), may.has('loans.approve') || may.has('loans.approve-across')];
  const views: readonly LoanView[] = ['mine', ...(approves ? (['deciding'] as const) : []), ...(keeps ? (['to-hand-out', 'out', 'overdue', 'queue', 'all'] as const) : [])];
  const first = views.find((view) => view !== 'mine' && view !== 'all' && (counts.data?.[view as 'out'] ?? 0) > 0) ?? 'mine';
  const view = views.find((one) => one === search.state) ?? (counts.data ? first : undefined);
  const count = (one: LoanView): string => (one === 'all' || !counts.data?.[one] ? '' : ` ${counts.data[one]}`);
  return (
    <>
      <div className={styles['bar']}>
        {views.length > 1 && (
          <div className={styles['views']}>
            <Segmented value={view ?? 'mine'} aria-label={t('loans.part.loans')} options={views.map((value) => ({ value, label: `${t(`loans.view.${value}`)}${count(value)}` }))} onChange={(state) => void navigate({ to: '.', search: (old) => ({ ...old, state }), replace: true })} />
          </div>
        )}
        {keeps && <Input aria-label={t('loans.find')} placeholder={t('loans.find')} allowClear defaultValue={search.text ?? ''} onChange={(event) => void navigate({ to: '.', search: (old) => given({ ...old, text: event.target.value }), replace: true })} style={{ width: 200 }} />}
      </div>
      {view ? <List view={view} text={search.text} /> : <Loading />}
    </>
  );
}

function List({ view, text }: { view: LoanView; text: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const words = useDeferredValue(text?.trim());
  const query = { view, ...(words ? { text: words } : {}) };
  const list = useAskPaged(listLoansEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const loans = list.data.pages.flatMap((page) => page.loans);
  if (loans.length === 0) return <Empty icon="archive" title={t(`loans.empty.${view}`)} text={t('loans.emptyHint')} />;
  return (
    <>
      <LoanLines loans={loans} />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}
