import { listStockPlacesEndpoint, type StockTake } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { whereIn } from './say-where.ts';
import styles from './stock-takes.module.css';

/** How far each box and shelf is. */
export function PlaceProgress({ stockTake, onOpen }: { stockTake: StockTake; onOpen: (placeId: string) => void }): ReactNode {
  const { t } = useTranslation();
  const params = { stockTakeId: stockTake.id };
  const query = { limit: 200 };
  const list = useAskPaged(listStockPlacesEndpoint, { params, query }, (after) => ({ params, query: { ...query, ...(after ? { after } : {}) } }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <div className={styles['padded']}>
      <div className={styles['places']}>
        {list.data.pages.flatMap((page) => page.places).map((place) => (
          <button key={place.placeId} type="button" className={styles['place']} onClick={() => onOpen(place.placeId)}>
            {whereIn(stockTake.place.where, place.where)}
            <Progress done={place.counted} of={place.expected} label={place.where} wrong={place.differences > 0} />
            <span>
              {t('stockTakes.placeLine', { counted: place.counted, expected: place.expected })}
              {place.differences > 0 && <b className={styles['trouble']}>{t('stockTakes.differences', { count: place.differences })}</b>}
            </span>
          </button>
        ))}
      </div>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
    </div>
  );
}
