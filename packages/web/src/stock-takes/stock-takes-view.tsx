import { listStockTakesEndpoint, type StockTakeLine } from '@qige/wire';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { Tag } from '../ui/tag.tsx';
import { given } from '../ui/url-state.ts';
import { StartStockTake } from './start-stock-take.tsx';
import styles from './stock-takes.module.css';

/** Stock-takes under way and those that are over. */
export function StockTakesView(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { state: asked } = useSearch({ from: '/inside/archive' });
  const state: 'open' | 'past' = asked === 'past' ? 'past' : 'open';
  const [starting, setStarting] = useState(false);
  const list = useAskPaged(listStockTakesEndpoint, { query: { state } }, (after) => ({ query: { state, ...given({ after }) } }));
  const rows = list.data?.pages.flatMap((page) => page.stockTakes) ?? [];
  const start = may.has('stock.sign') && (
    <Button type="primary" onClick={() => setStarting(true)}>
      {t('stockTakes.start')}
    </Button>
  );
  return (
    <>
      <div className={styles['bar']}>
        <Segmented value={state} aria-label={t('archiveView.stock-takes')} options={(['open', 'past'] as const).map((value) => ({ value, label: t(`stockTakes.${value}`) }))} onChange={(value) => void navigate({ to: '/archive', search: { view: 'stock-takes', ...(value === 'past' ? { state: value } : {}) }, replace: true })} />
        {rows.length > 0 && start}
      </div>
      {list.error && <Trouble error={list.error} reset={() => void list.refetch()} />}
      {!list.error && !list.data && <Loading />}
      {list.data && rows.length === 0 && (
        <Empty icon="check" title={t(state === 'past' ? 'stockTakes.nonePast' : 'stockTakes.none')} text={t(start ? 'stockTakes.noneHint' : 'stockTakes.noneHintCounter')}>
          {start}
        </Empty>
      )}
      {rows.length > 0 && <StockTakeLines rows={rows} />}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
      {starting && <StartStockTake onClose={() => setStarting(false)} />}
    </>
  );
}

const tones = { counting: 'wait', recounting: 'wait', reported: 'wrong', closed: 'done', abandoned: 'plain' } as const;

export function StockTakeLines({ rows }: { rows: readonly StockTakeLine[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles['lines']}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/archive/stock-takes/$stockTakeId" params={{ stockTakeId: row.id }} search={row.maySign ? { view: 'report' } : {}} className={styles['line']}>
            <span>
              <span className={styles['name']}>
                <span>{row.name}</span>
                <Tag tone={tones[row.state]}>{t(`stockTakes.state.${row.state === 'reported' && row.signed.length >= 2 ? 'signed' : row.state}`)}</Tag>
                {row.sample && <Tag>{t('stockTakes.sampled')}</Tag>}
              </span>
              <span className={styles['soft']}>
                {row.name === row.place.where ? '' : `${row.place.where} · `}
                {t('stockTakes.openedBy', { name: row.openedBy.name, at: formatMoment(row.openedAt) })}
                {row.signed.length > 0 && ` · ${t('stockTakes.gone', { names: row.signed.map((one) => one.name).join(t('act.comma')) })}`}
              </span>
            </span>
            <span className={styles['amount']}>
              {t('stockTakes.progress', { counted: row.counted, expected: row.expected })}
              <Progress done={row.counted} of={row.expected} label={row.name} />
            </span>
            <span className={styles['wrong']}>{row.differences > 0 && t('stockTakes.differences', { count: row.differences })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
