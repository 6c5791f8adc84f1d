import { bindScanToCopyEndpoint, type ContractId, type CopyPage, listContractCopiesEndpoint, type ScanId, unbindScanFromCopyEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import { CopyActs } from './copy-acts.tsx';
import { CopyFacts } from './copy-facts.tsx';
import { CopyForm } from './copy-form.tsx';
import { CopyState } from './copy-state.tsx';
import styles from './custody.module.css';

/** The signed papers of a contract: where each is and what can be done with it. */
export function ContractCopies({ contractId }: { contractId: ContractId }): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listContractCopiesEndpoint, { params: { contractId } });
  const [adding, setAdding] = useState(false);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { copies, parties, unbound, may } = list.data;
  return (
    <>
      {copies.length === 0 && <p className={styles['say']}>{t('custody.none')}</p>}
      {copies.map((copy) => (
        <section key={copy.id} className={styles['copy']}>
          <header>
            <h3>
              {t('custody.copyOf', { ordinal: copy.ordinal })} · {t(`custody.kind.${copy.kind}`)}
            </h3>
            <CopyState copy={copy} />
          </header>
          <CopyActs copy={copy} parties={parties} />
          <CopyFacts copy={copy} />
          <Scans copy={copy} unbound={unbound} />
        </section>
      ))}
      {may.add && (
        <div className={styles['acts']}>
          <Button onClick={() => setAdding(true)}>{t('custody.doing.add')}</Button>
        </div>
      )}
      {adding && <CopyForm contractId={contractId} parties={parties} onClose={() => setAdding(false)} />}
    </>
  );
}

/** Which of the contract's scans show this very paper. */
function Scans({ copy, unbound }: { copy: CopyPage; unbound: readonly { scanId: ScanId; pages: number }[] }): ReactNode {
  const { t } = useTranslation();
  const stale = ['/contracts/:contractId/copies', '/copies'];
  const bind = useAct(bindScanToCopyEndpoint, stale);
  const unbind = useAct(unbindScanFromCopyEndpoint, stale);
  const wrong = { onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' }) };
  const offered = copy.may.change ? unbound : [];
  if (copy.scans.length + offered.length === 0) return null;
  const line = (scanId: ScanId, pages: number, does: ReactNode): ReactNode => (
    <li key={scanId}>
      <span className={styles['main']}>{t('custody.scans.scan', { pages })}</span>
      {does}
    </li>
  );
  return (
    <ul className={styles['lines']} aria-label={t('custody.field.scans')} style={{ marginTop: 8 }}>
      {copy.scans.map(({ scanId, pages }) =>
        line(scanId, pages, copy.may.change && (
          <Button size="small" type="text" loading={unbind.isPending && unbind.variables.params.scanId === scanId} onClick={() => unbind.mutate({ params: { copyId: copy.id, scanId } }, wrong)}>
            {t('custody.scans.unbind')}
          </Button>
        )),
      )}
      {offered.map(({ scanId, pages }) =>
        line(scanId, pages, (
          <Button size="small" loading={bind.isPending && bind.variables.params.scanId === scanId} onClick={() => bind.mutate({ params: { copyId: copy.id, scanId } }, wrong)}>
            {t('custody.scans.bind')}
          </Button>
        )),
      )}
    </ul>
  );
}
