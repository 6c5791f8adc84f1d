import { type ContractRow, type ContractSort, exportContractsEndpoint, listContractsEndpoint, type ListContracts, summariseContractsEndpoint, urlOf } from '@qige/wire';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Empty } from '../ui/empty.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { ColumnChoice } from '../ui/rows/column-choice.tsx';
import { Rows } from '../ui/rows/rows.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { given } from '../ui/url-state.ts';
import { AskAccess } from './ask-access.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { ContractCard, useContractColumns } from './contract-columns.tsx';
import { ContractPeek } from './contract-peek.tsx';
import { Filters, type FilterState } from './filters.tsx';
import styles from './contracts.module.css';

const sorts: readonly ContractSort[] = ['newest', 'signed', 'amount', 'expires', 'counterparty', 'number'];

/** The register. Filters, order and the line one is at stand in the address; the list keeps its place behind the panel. */
export function ContractsRoom(): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const { may } = useMe();
  const phone = useIsPhone();
  const [asking, setAsking] = useState(false);
  const { open, sort: sortText, direction: directionText, ...filters } = useSearch({ from: '/inside/contracts' });
  const sort = sorts.find((one) => one === sortText) ?? 'newest';
  const direction = directionText === 'asc' ? 'asc' : 'desc';
  const query = given({ ...filters, sort, direction, limit: 100 }) as Partial<ListContracts>;
  const list = useAskPaged(listContractsEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const summary = useAsk(summariseContractsEndpoint, { query: filters as object }, { keep: true });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.contracts) ?? [], [list.data]);
  const columns = useContractColumns();
  const words = useRowsWords(t('room.contracts'));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mayChoose = may.has('contracts.export') || may.has('contracts.download');
  const filtered = Object.keys(filters).length > 0;
  const everywhere = filters.text;

  const go = (part: { open?: string | undefined; sort?: string; direction?: string }, replace = true): void =>
    void navigate({ to: '/contracts', search: given({ ...filters, sort: sortText, direction: directionText, open, ...part }), replace });
  // Back closes what was opened beside the list, before it leaves the list.
  const pushed = useRef(false);
  const peek = (row: ContractRow): void => {
    if (!open) pushed.current = true;
    go({ open: row.id }, open !== undefined);
  };
  const unpeek = (): void => {
    if (pushed.current) router.history.back();
    else go({ open: undefined });
    pushed.current = false;
  };
  const openPage = (row: ContractRow): void => void navigate({ to: '/contracts/$contractId', params: { contractId: row.id } });
  const orderBy = (by: string): void => go({ sort: by, direction: sort === by && direction === 'desc' ? 'asc' : 'desc' });

  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) {
      return filtered ? (
        <Empty icon="filter" title={t('contracts.noneFiltered')} text={t('contracts.noneFilteredHint')}>
          {everywhere && (
            <Button type="primary" onClick={() => void navigate({ to: '/search', search: { q: everywhere } })}>
              {t('contracts.everywhere', { words: everywhere })}
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/contracts', search: {} })}>{t('act.clear')}</Button>
        </Empty>
      ) : (
        <Empty icon="contracts" {...(may.has('desk.register') ? { title: t('contracts.none'), text: t('contracts.noneHint') } : { title: t('contracts.noneYours'), text: t('contracts.noneYoursHint') })}>
          {may.has('desk.register') ? (
            <Button type="primary" onClick={() => void navigate({ to: '/desk' })}>
              {t('contracts.toDesk')}
            </Button>
          ) : (
            <Button onClick={() => setAsking(true)}>{t('requests.ask')}</Button>
          )}
        </Empty>
      );
    }
    return (
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        words={words}
        current={open}
        onCurrent={(row) => peek(row)}
        onPeek={(row) => (open === row.id ? unpeek() : peek(row))}
        onOpen={openPage}
        {...(mayChoose ? { chosen, onChosen: setChosen } : {})}
        sort={{ by: sort, descending: direction === 'desc' }}
        onSort={orderBy}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={ContractCard}
      />
    );
  };

  return (
    <Room
      title={t('room.contracts')}
      flush
      note={summary.data && (summary.data.capped ? t('contracts.countOver', { number: formatCount(summary.data.count) }) : t('contracts.count', { count: summary.data.count, number: formatCount(summary.data.count) }))}
      tools={
        <>
          <Filters now={filters as FilterState} summary={summary.data} onChange={(next) => void navigate({ to: '/contracts', search: given({ ...next, sort: sortText, direction: directionText }) as object, replace: true })} />
          {!phone && <ColumnChoice columns={columns} label={t('act.columns')} resetLabel={t('act.resetColumns')} />}
          <Button icon={<Icon name="lock" size={16} />} aria-label={t('requests.ask')} title={t('requests.ask')} onClick={() => setAsking(true)} />
          {may.has('contracts.export') && (
            <Button icon={<Icon name="download" size={16} />} aria-label={t('contracts.export')} title={t('contracts.export')} href={urlOf(exportContractsEndpoint, { query: { ...(filters as object), sort, direction, language: i18n.language === 'en' ? 'en' : 'zh-CN' } })} download />
          )}
        </>
      }
    >
      <div className={styles['list']}>
        <ChosenBar chosen={chosen} onClear={() => setChosen(new Set())} />
        {body()}
      </div>
      {asking && <AskAccess onClose={() => setAsking(false)} />}
      {open && <ContractPeek contractId={open as ContractRow['id']} onClose={unpeek} />}
    </Room>
  );
}
