import { chooseCorrectionsEndpoint, listStockItemsEndpoint, type PlaceId, type StockCorrection, type StockItem, type StockTake } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { endOfPlace } from '../custody/say-holder.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { type Columns, useColumns } from '../ui/rows/columns.ts';
import { Rows } from '../ui/rows/rows.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import { whereIn } from './say-where.ts';
import styles from './stock-takes.module.css';

const tones: Readonly<Record<StockItem['result'], Tone>> = { found: 'done', missing: 'wrong', moved: 'plain', 'wrong-place': 'wrong', unknown: 'wrong', 'on-loan': 'plain', back: 'wrong' };
const filters = ['found', 'missing', 'moved', 'wrong-place', 'unknown', 'on-loan', 'back', 'damaged', 'difference', 'recount'] as const;

/** A line of the list knows whose it is. */
type Row = StockItem & { stockTake: StockTake };

/** Copy by copy, in the order of the shelves. */
export function StockItems({ stockTake, result, placeId }: { stockTake: StockTake; result: string | undefined; placeId: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = { stockTakeId: stockTake.id };
  const query = given({ result: filters.find((one) => one === result), placeId: placeId as PlaceId | undefined, limit: 100 });
  const list = useAskPaged(listStockItemsEndpoint, { params, query }, (after) => ({ params, query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items.map((item): Row => ({ ...item, stockTake }))) ?? [], [list.data, stockTake]);
  const [current, setCurrent] = useState<string>();
  const words = useRowsWords(t('stockTakes.view.items'));
  const columns = useItemColumns();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (rows.length === 0) return <Empty icon="check" title={t('stockTakes.noItems')} />;
  return (
    <div className={styles['list']}>
      <Rows
        columns={columns}
        rows={rows}
        keyOf={(row) => row.label}
        words={words}
        current={current}
        onCurrent={(row) => setCurrent(row.label)}
        onOpen={(row) => row.contract && void navigate({ to: '/contracts/$contractId', params: { contractId: row.contract.id } })}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={ItemCard}
      />
    </div>
  );
}

function useItemColumns(): Columns<Row> {
  const { t } = useTranslation();
  return useColumns<Row>('stock-items', [
    { id: 'code', title: t('stockTakes.column.code'), width: 232, fixed: true, cell: (row) => <span className={styles['mono']} title={row.label}>{row.archivalCode ?? row.label}</span> },
    { id: 'label', title: t('stockTakes.column.label'), width: 190, spare: true, cell: (row) => <span className={styles['mono']}>{row.label}</span> },
    { id: 'contract', title: t('stockTakes.column.contract'), width: 252, least: 170, cell: (row) => <OfContract row={row} /> },
    { id: 'result', title: t('stockTakes.column.result'), width: 120, cell: (row) => <Outcome row={row} /> },
    { id: 'place', title: t('stockTakes.column.place'), width: 220, least: 150, cell: (row) => <ShouldBe row={row} narrow /> },
    { id: 'found', title: t('stockTakes.column.found'), width: 220, least: 130, cell: (row) => row.found && <Narrow where={whereIn(row.stockTake.place.where, row.found.where)} /> },
    { id: 'seen', title: t('stockTakes.column.seen'), width: 150, cell: (row) => row.found && t('stockTakes.seenBy', { by: row.found.by, at: formatMoment(row.found.at).slice(5) }) },
    { id: 'correction', title: t('stockTakes.column.correction'), width: 150, least: 120, cell: (row) => <Correction row={row} /> },
  ]);
}

function OfContract({ row }: { row: StockItem }): ReactNode {
  const { t } = useTranslation();
  return row.contract ? `${row.contract.number} ${row.contract.title}` : <span className={styles['soft']}>{t('stockTakes.hidden')}</span>;
}

function ShouldBe({ row, narrow }: { row: Row; narrow?: boolean }): ReactNode {
  const { t } = useTranslation();
  if (row.away) return t(`stockTakes.away.${row.away}`);
  if (!row.place) return t('stockTakes.unlisted');
  const where = whereIn(row.stockTake.place.where, row.place.where);
  return narrow ? <Narrow where={where} /> : where;
}

const Narrow = ({ where }: { where: string }): ReactNode => <span title={where}>{endOfPlace(where)}</span>;

function Outcome({ row }: { row: Row }): ReactNode {
  const { t } = useTranslation();
  const { state } = row.stockTake;
  const open = row.result === 'missing' && (state === 'counting' || state === 'recounting');
  return (
    <>
      <Tag tone={open ? 'plain' : tones[row.result]}>{open ? t('stockTakes.notYet') : t(`stockTakes.result.${row.result}`)}</Tag> {row.damaged && <Tag tone="wrong" title={row.damage}>{t('stockTakes.result.damaged')}</Tag>}
    </>
  );
}

function Correction({ row }: { row: Row }): ReactNode {
  const { t } = useTranslation();
  const { stockTake } = row;
  const choose = useAct(chooseCorrectionsEndpoint, ['/stock-takes']);
  if (row.outcome) return t(`stockTakes.outcome.${row.outcome}`);
  if (row.corrections.length === 0) return null;
  const counting = stockTake.state === 'counting' || stockTake.state === 'recounting';
  if (!stockTake.may.correct || (row.result === 'missing' && stockTake.state === 'counting')) return !counting && row.correction ? t(`stockTakes.correction.${row.correction}`) : null;
  return (
    <Choice
      aria-label={`${t('stockTakes.column.correction')} ${row.label}`}
      value={row.correction ?? row.corrections.at(-1) ?? 'none'}
      options={row.corrections.map((value) => ({ value, label: t(`stockTakes.correction.${value}`) }))}
      onChange={(correction) =>
        choose.mutate(
          { params: { stockTakeId: stockTake.id }, body: { corrections: [{ label: row.label, correction: correction as StockCorrection }] } },
          { onSuccess: () => say(t('stockTakes.chosen', { correction: t(`stockTakes.correction.${correction}`) })), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
        )
      }
    />
  );
}

function ItemCard({ row }: { row: Row }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['card']}>
      <span className={styles['cardHead']}>
        <b className={styles['mono']}>{row.archivalCode ?? row.label}</b>
        <span>
          <Outcome row={row} />
        </span>
      </span>
      <span>
        <OfContract row={row} />
      </span>
      <span className={styles['soft']}>
        {t('stockTakes.column.place')} <ShouldBe row={row} />
      </span>
      {row.found && row.result !== 'found' && (
        <span className={styles['soft']}>
          {t('stockTakes.column.found')} {whereIn(row.stockTake.place.where, row.found.where)}
        </span>
      )}
      {row.damaged && row.damage && <span className={styles['soft']}>{row.damage}</span>}
    </span>
  );
}
