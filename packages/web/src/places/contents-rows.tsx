import { listContentsEndpoint, type PlacedCopy, type PlacePage } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Empty } from '../ui/empty.tsx';
import { formatCount } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';

/** Every paper in a place and below it, however many. */
export function ContentsRows({ place }: { place: PlacePage }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [at, setAt] = useState<string>();
  const ask = (after?: string) => ({ params: { placeId: place.id }, query: { branch: 'true' as const, limit: 100, ...(after ? { after } : {}) } });
  const list = useAskPaged(listContentsEndpoint, ask(), ask);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.copies) ?? [], [list.data]);
  const words = useRowsWords(t('places.contents'));
  const columns = useContentsColumns();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const hidden = list.hasNextPage ? 0 : place.branch.copies - rows.length;
  const unseen = hidden > 0 ? t('places.notOpen', { count: hidden, number: formatCount(hidden) }) : undefined;
  if (rows.length === 0) return <Empty icon="contracts" title={t('places.noCopies')} text={unseen ?? t('places.noCopiesHint')} />;
  return (
    <Rows
      columns={columns}
      rows={rows}
      keyOf={(row) => row.copyId}
      words={words}
      current={at}
      onCurrent={(row) => setAt(row.copyId)}
      onOpen={(row) => void navigate({ to: '/contracts/$contractId', params: { contractId: row.contractId } })}
      onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
      tail={unseen}
      Card={ContentsCard}
    />
  );
}

function useContentsColumns(): Columns<PlacedCopy> {
  const { t } = useTranslation();
  return useColumns<PlacedCopy>('place-contents', [
    { id: 'code', title: t('places.archivalCode'), width: 230, cell: (row) => row.archivalCode ?? '' },
    { id: 'number', title: t('places.contractNumber'), width: 140, fixed: true, cell: (row) => row.contractNumber },
    { id: 'title', title: t('places.contractTitle'), width: 260, least: 150, cell: (row) => row.contractTitle },
    { id: 'counterparty', title: t('places.counterparty'), width: 200, spare: true, cell: (row) => row.counterparty },
    { id: 'kind', title: t('places.copy'), width: 90, cell: (row) => `${t(`places.copyKind.${row.kind}`)} ${row.ordinal}` },
    { id: 'pages', title: t('places.pageCount'), width: 64, align: 'right', cell: (row) => row.pageCount },
    { id: 'condition', title: t('places.conditionTitle'), width: 80, cell: (row) => t(`places.condition.${row.condition}`) },
    { id: 'where', title: t('places.where'), width: 200, least: 120, cell: (row) => row.where },
  ]);
}

function ContentsCard({ row }: { row: PlacedCopy }): ReactNode {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <b style={{ fontWeight: 600 }}>{row.contractTitle}</b>
      <span>{row.archivalCode ?? row.contractNumber}</span>
      <span style={{ color: 'var(--ink-soft)' }}>
        {t(`places.copyKind.${row.kind}`)} {row.ordinal} · {t('places.pages', { count: row.pageCount })} {row.where && `· ${row.where}`}
      </span>
    </span>
  );
}
