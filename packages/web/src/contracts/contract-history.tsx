import { type ContractId, listContractHistoryEndpoint } from '@qige/wire';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { sayEvent, sayFacts } from '../audit/say-event.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatCount, formatSpan } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import styles from './contracts.module.css';
import { foldHistory } from './fold-history.ts';

export function ContractHistory({ contractId }: { contractId: ContractId }): ReactNode {
  const { t } = useTranslation();
  const list = useAskPaged(listContractHistoryEndpoint, { params: { contractId } }, (after) => ({ params: { contractId }, query: after ? { after } : {} }));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <>
      <ol className={styles['history']}>
        {foldHistory(list.data.pages.flatMap((page) => page.entries)).map(({ entry, count, since }) => (
          <li key={entry.id}>
            <span>{sayEvent(t, entry.kind)}</span> {count > 1 && <b className={styles['times']}>{t('contracts.times', { number: formatCount(count) })}</b>}
            <small>
              {entry.actor.name ?? t('audit.system')} · {formatSpan(since, entry.at)}
            </small>
            {sayFacts(t, entry.facts) && <small>{sayFacts(t, entry.facts)}</small>}
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}
