import { type CopyId, listContentsEndpoint, type PlacedCopy, type PlaceId } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import styles from './places.module.css';

/** The papers in a place, as lines for a panel. `lit`: the one asked for. */
export function ContentsLines({ placeId, branch, lit }: { placeId: PlaceId; branch?: boolean; lit?: CopyId | undefined }): ReactNode {
  const { t } = useTranslation();
  const query = { limit: 50, ...(branch ? { branch: 'true' as const } : {}) };
  const list = useAskPaged(listContentsEndpoint, { params: { placeId }, query }, (after) => ({ params: { placeId }, query: { ...query, ...(after ? { after } : {}) } }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const copies = list.data.pages.flatMap((page) => page.copies);
  if (copies.length === 0) return <p className={styles['say']}>{t('places.noCopies')}</p>;
  return (
    <>
      <ul className={styles['papers']}>
        {copies.map((copy) => (
          <li key={copy.copyId} data-lit={copy.copyId === lit || undefined}>
            <CopyLine copy={copy} />
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

export function CopyLine({ copy }: { copy: PlacedCopy }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['paper']}>
      <span>
        <Link to="/contracts/$contractId" params={{ contractId: copy.contractId }}>
          {copy.contractTitle}
        </Link>
      </span>
      <small>
        {copy.archivalCode ?? copy.contractNumber} · {t(`places.copyKind.${copy.kind}`)} {copy.ordinal} · {t('places.pages', { count: copy.pageCount })}
        {copy.where && ` · ${copy.where}`} {copy.condition !== 'good' && <Tag tone="wait">{t(`places.condition.${copy.condition}`)}</Tag>}
      </small>
    </span>
  );
}
