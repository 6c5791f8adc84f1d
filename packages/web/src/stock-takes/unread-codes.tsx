import { listUnreadEndpoint, type StockTakeId } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import styles from './stock-takes.module.css';

/** What was scanned and stands on no copy of this archive. */
export function UnreadCodes({ stockTakeId }: { stockTakeId: StockTakeId }): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listUnreadEndpoint, { params: { stockTakeId } });
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.codes.length === 0) return <Empty icon="check" title={t('stockTakes.noUnread')} />;
  return (
    <div className={styles['padded']}>
      <p className={styles['soft']} style={{ marginBottom: 8 }}>
        {t('stockTakes.unreadSay')}
      </p>
      <ul className={styles['lines']}>
        {list.data.codes.map((one) => (
          <li key={one.code} className={styles['line']} style={{ minHeight: 44 }}>
            <span className={styles['mono']} style={{ overflowWrap: 'anywhere' }}>
              {one.code}
            </span>
            <span className={styles['soft']}>
              {one.where ?? ''} {t('stockTakes.seenBy', { by: one.by, at: formatMoment(one.at).slice(5) })}
            </span>
            <span style={{ textAlign: 'right' }}>
              <Tag tone="wrong">{t(`stockTakes.verdict.${one.verdict}`)}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
