import { listMySharesEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ShareLines } from './share-lines.tsx';
import styles from './shares.module.css';

/** The links that one has sent out oneself. */
export function MyShares(): ReactNode {
  const { t } = useTranslation();
  const list = useAskPaged(listMySharesEndpoint, {}, (after) => ({ query: after ? { after } : {} }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const shares = list.data.pages.flatMap((page) => page.shares);
  if (shares.length === 0) return <Empty icon="link" title={t('shares.none')} text={t('shares.noneHint')} />;
  return (
    <>
      <p className={styles['say']}>{t('shares.mineSay')}</p>
      <ShareLines shares={shares} withContract />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}
