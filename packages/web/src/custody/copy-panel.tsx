import { type CopyId, showCopyEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { CopyActs } from './copy-acts.tsx';
import { CopyFacts } from './copy-facts.tsx';
import { CopyState } from './copy-state.tsx';
import styles from './custody.module.css';

/** One paper beside the list. */
export function CopyPanel({ copyId, onClose }: { copyId: CopyId; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const copy = useAsk(showCopyEndpoint, { params: { copyId } }, { keep: true });
  const { data } = copy;
  return (
    <Panel title={data ? data.contract.title : t('act.loading')} closeLabel={t('act.close')} onClose={onClose}>
      {copy.error && <Trouble error={copy.error} reset={() => void copy.refetch()} />}
      {!data && !copy.error && <Loading />}
      {data && (
        <>
          <p className={styles['soft']}>
            <Link to="/contracts/$contractId" params={{ contractId: data.contract.id }} search={{ tab: 'copies' }}>
              <span className={styles['figure']}>{data.contract.number}</span>
            </Link>{' '}
            · {t(`custody.kind.${data.kind}`)} · {t('custody.copyOf', { ordinal: data.ordinal })} <CopyState copy={data} />
          </p>
          <CopyActs copy={data} />
          <CopyFacts copy={data} />
        </>
      )}
    </Panel>
  );
}
