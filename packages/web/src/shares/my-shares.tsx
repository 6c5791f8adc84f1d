import { listSharesEndpoint } from '@qige/wire';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { ShareLines } from './share-lines.tsx';

/** The links that one has sent out oneself; for those who manage links, everybody's. */
export function MyShares(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const list = useAskPaged(listSharesEndpoint, { query: { whose } }, (after) => ({ query: { whose, ...(after ? { after } : {}) } }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const shares = list.data.pages.flatMap((page) => page.shares);
  const choice = may.has('shares.manage') && (
    <Segmented value={whose} aria-label={t('settings.view.shares')} options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`shares.whose.${value}`) }))} onChange={setWhose} style={{ marginBottom: 12 }} />
  );
  if (shares.length === 0) {
    return (
      <>
        {choice}
        <Empty icon="link" title={t('shares.none')} text={t('shares.noneHint')} />
      </>
    );
  }
  return (
    <>
      {choice}
      <Says>{t(whose === 'all' ? 'shares.allSay' : 'shares.mineSay')}</Says>
      <ShareLines shares={shares} withContract withMaker={whose === 'all'} />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}
