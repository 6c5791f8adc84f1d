import { type DeskItem, type DeskState, listDeskEndpoint, reopenScanEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatCount, formatMoment, formatMoney } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { Room } from '../ui/room.tsx';
import { type Column, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import { useIsPhone } from '../ui/use-phone.ts';

const states: readonly DeskState[] = ['read', 'reading', 'set_aside', 'rescan', 'rejected'];
/** Those that somebody laid away, to be taken up again. */
const away: ReadonlySet<DeskState> = new Set(['set_aside', 'rescan', 'rejected']);

/** The queue: what has been read and waits to be looked over. */
export function DeskRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/desk' });
  const state = states.find((one) => one === search.state) ?? 'read';
  const query = given({ state, batchId: search.batch }) as { state: DeskState };
  const list = useAskPaged(listDeskEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const counts = list.data?.pages[0]?.counts;
  const phone = useIsPhone();
  const [current, setCurrent] = useState<string>();
  const reopening = useAct(reopenScanEndpoint, ['/desk', '/batches', '/scans']);
  const reopen = (item: DeskItem): void =>
    reopening.mutate({ params: { scanId: item.scanId } }, { onSuccess: () => say(t('desk.reopened')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
  const columns = useDeskColumns(state, reopen);
  const words = useRowsWords(t('room.desk'));
  const open = (item: DeskItem): void => void navigate({ to: '/desk/$scanId', params: { scanId: item.scanId }, search: given({ state, batch: search.batch }) });
  const first = items[0];
  const here = items.find((item) => item.scanId === current);
  useShortcuts(t('desk.keysTitle'), [
    { keys: 's', says: t('desk.start'), off: !first || state !== 'read', run: () => first && open(first) },
    { keys: 'u', says: t('desk.reopen'), off: !here || !away.has(state), run: () => here && reopen(here) },
  ]);

  const options = states.map((one) => ({ value: one, label: `${t(`scanState.${one}`)}${counts ? ` ${formatCount(counts[one])}` : ''}` }));
  const show = (one: string): void => void navigate({ to: '/desk', search: given({ state: one === 'read' ? undefined : one, batch: search.batch }) });

  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (items.length === 0) {
      return (
        <Empty icon="desk" title={t(`desk.empty.${state}`)} text={t(`desk.emptyHint.${state}`)}>
          {state === 'read' && (
            <Button type="primary" onClick={() => void navigate({ to: '/scans' })}>
              {t('desk.toIntake')}
            </Button>
          )}
        </Empty>
      );
    }
    return (
      <Rows
        columns={columns}
        rows={items}
        keyOf={(item) => item.scanId}
        words={words}
        current={current}
        onCurrent={(item) => (current === item.scanId || phone ? open(item) : setCurrent(item.scanId))}
        onOpen={open}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={DeskCard}
      />
    );
  };

  return (
    <Room
      title={t('room.desk')}
      flush
      note={phone ? <Choice aria-label={t('desk.state')} value={state} options={options} onChange={show} /> : <Segmented aria-label={t('desk.state')} value={state} options={options} onChange={show} />}
      tools={
        state === 'read' &&
        first && (
          <Button type="primary" onClick={() => open(first)}>
            {t('desk.start')}
          </Button>
        )
      }
    >
      {body()}
    </Room>
  );
}

function useDeskColumns(state: DeskState, reopen: (item: DeskItem) => void) {
  const { t } = useTranslation();
  const laidAway: Column<DeskItem>[] = [
    { id: 'reason', title: t('desk.reason'), width: 240, least: 160, cell: (item) => item.reason },
    { id: 'reopen', title: t('desk.reopen'), width: 110, fixed: true, cell: (item) => <Reopen onClick={() => reopen(item)} /> },
  ];
  const columns: Column<DeskItem>[] = [
    { id: 'name', title: t('desk.column.name'), width: 280, least: 180, fixed: true, cell: (item) => item.title ?? item.name },
    ...(away.has(state) ? laidAway : []),
    { id: 'parties', title: t('desk.column.parties'), width: 280, least: 180, cell: (item) => item.parties.join(t('act.comma')) },
    { id: 'amount', title: t('field.amount'), width: 140, align: 'right', cell: (item) => formatMoney(item.amount) },
    { id: 'signedOn', title: t('field.signedOn'), width: 110, cell: (item) => item.signedOn },
    { id: 'findings', title: t('desk.findings'), width: 110, cell: (item) => <OpenFindings item={item} /> },
    { id: 'pages', title: t('desk.column.pages'), width: 90, align: 'right', cell: (item) => (state === 'reading' ? <Progress done={item.pagesDone} of={item.pages} label={t('desk.reading')} /> : item.pages) },
    { id: 'batch', title: t('desk.column.batch'), width: 160, least: 110, cell: (item) => item.batchName },
    { id: 'createdAt', title: t('desk.column.arrived'), width: 140, cell: (item) => formatMoment(item.createdAt) },
  ];
  return useColumns(`desk.${state}`, columns);
}

function Reopen({ onClick }: { onClick: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
    >
      {t('desk.reopen')}
    </Button>
  );
}

function OpenFindings({ item }: { item: DeskItem }): ReactNode {
  const { t } = useTranslation();
  if (item.pagesFailed > 0) return <Tag tone="wrong">{t('desk.failedPages', { count: item.pagesFailed })}</Tag>;
  if (item.open.errors > 0) return <Tag tone="wrong">{t('desk.findingCount', { count: item.open.errors + item.open.warnings })}</Tag>;
  return item.open.warnings > 0 ? <Tag tone="wait">{t('desk.findingCount', { count: item.open.warnings })}</Tag> : null;
}

function DeskCard({ row: item }: { row: DeskItem }): ReactNode {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'grid', gap: 2 }}>
      <span style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <b style={{ fontWeight: 600 }}>{item.title ?? item.name}</b>
        <OpenFindings item={item} />
      </span>
      <span style={{ color: 'var(--ink-soft)' }}>{item.parties.join(t('act.comma'))}</span>
      {item.reason && <span style={{ color: 'var(--ink-soft)' }}>{item.reason}</span>}
      <span style={{ display: 'flex', justifyContent: 'space-between', color: 'var(--ink-soft)', fontVariantNumeric: 'tabular-nums' }}>
        <span>{item.signedOn}</span>
        <span>{formatMoney(item.amount)}</span>
      </span>
    </span>
  );
}
