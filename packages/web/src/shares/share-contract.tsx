import { type Contract, type ContractScan, listContractSharesEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useCopy } from '../shell/use-copy.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ShareForm } from './share-form.tsx';
import { ShareLines } from './share-lines.tsx';
import styles from './shares.module.css';

/** The links of a contract for people outside: a new one above, those there are below. */
export function ShareContract({ contract, scans, onClose }: { contract: Contract; scans: readonly ContractScan[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const copy = useCopy();
  const list = useAsk(listContractSharesEndpoint, { params: { contractId: contract.id } });
  const [made, setMade] = useState<string>();
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    return (
      <>
        <Says>{t('shares.says')}</Says>
        {made ? (
          <div className={styles['made']} role="status">
            <p>{t('shares.made')}</p>
            <code>{made}</code>
            <div>
              <Button type="primary" autoFocus onClick={() => void copy(made)}>
                {t('act.copy')}
              </Button>
              <Button onClick={() => setMade(undefined)}>{t('shares.another')}</Button>
            </div>
          </div>
        ) : (
          <ShareForm contractId={contract.id} scans={scans} longest={list.data.longestDays} onMade={setMade} />
        )}
        {list.data.shares.length > 0 && (
          <Section title={t('shares.ofContract')} count={list.data.shares.length}>
            <ShareLines shares={list.data.shares} />
          </Section>
        )}
      </>
    );
  };
  return (
    <Dialog open title={t('shares.title')} footer={null} onCancel={onClose} width={560}>
      {body()}
    </Dialog>
  );
}
