import { listPlacesEndpoint, type PlaceId, type PlaceRow } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { FillBar } from './fill-bar.tsx';
import { titleOf, useKinds } from './names.ts';
import styles from './places.module.css';

/** What stands in a place: how full each is, and what its branch holds. */
export function PlaceChildren({ parentId, closed, onOpen }: { parentId: PlaceId | null; closed?: boolean; onOpen: (id: PlaceId) => void }): ReactNode {
  const { t } = useTranslation();
  const query = { limit: 100, ...(parentId ? { parentId } : {}), ...(closed ? { closed: 'true' as const } : {}) };
  const list = useAskPaged(listPlacesEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <>
      <ul className={styles['rows']}>
        {list.data.pages.flatMap((page) => page.places).map((place) => (
          <li key={place.id}>
            <ChildLine place={place} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}

function ChildLine({ place, onOpen }: { place: PlaceRow; onOpen: (id: PlaceId) => void }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const { boxes, copies } = place.branch;
  return (
    <button type="button" className={styles['row']} onClick={() => onOpen(place.id)}>
      <span className={styles['name']}>
        <b>{titleOf(place)}</b>
        <small>
          {nameOf(place.kind)} {place.safe && <Tag>{t('places.safe')}</Tag>} {place.closed && <Tag tone="wait">{t('places.closed')}</Tag>}
        </small>
      </span>
      {place.branch.places > 0 && place.capacity === null && place.capacityMm === null ? <span /> : <FillBar place={place} />}
      <span className={styles['sum']}>
        {boxes > 0 && <span>{t('places.boxes', { count: boxes, number: formatCount(boxes) })}</span>}
        {copies > 0 && <span>{t('places.papers', { count: copies, number: formatCount(copies) })}</span>}
      </span>
      <Icon name="right" size={14} />
    </button>
  );
}
