import { type ContractId, listContractScansEndpoint, showContractEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { refusalCode } from '../api/trouble.ts';
import { pageImage } from '../reading/page-addresses.ts';
import { useViewerWords } from '../reading/use-viewer-words.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { PageViewer } from '../ui/viewer/page-viewer.tsx';
import { ContractFacts } from './contract-facts.tsx';
import { UnseenContract } from './unseen-contract.tsx';
import styles from './contracts.module.css';

/** A contract beside the list: its page, and what the register says of it. */
export function ContractPeek({ contractId, onClose }: { contractId: ContractId; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const contract = useAsk(showContractEndpoint, { params: { contractId } }, { keep: true });
  const scans = useAsk(listContractScansEndpoint, { params: { contractId } }, { keep: true, enabled: useMe().may.has('scans.see') });
  const [number, setNumber] = useState(1);
  const pages = scans.data?.scans.flatMap((scan) => scan.pages) ?? [];
  const page = pages[Math.min(number, pages.length) - 1];
  const words = useViewerWords(page?.number ?? 0, pages.length);
  return (
    <Panel
      title={contract.data ? `${contract.data.number} ${contract.data.title}` : contract.error ? '' : t('act.loading')}
      closeLabel={t('act.close')}
      onClose={onClose}
      width={620}
      tools={
        <Link to="/contracts/$contractId" params={{ contractId }} className={styles['openFull']}>
          {t('keys.open')} <Icon name="right" size={14} />
        </Link>
      }
    >
      {contract.error &&
        (refusalCode(contract.error) === 'not_found' ? (
          <UnseenContract contractId={contractId} error={contract.error} onAgain={() => void contract.refetch()} />
        ) : (
          <Trouble error={contract.error} reset={() => void contract.refetch()} />
        ))}
      {contract.data ? (
        <div className={styles['peek']}>
          {page && (
            <div className={styles['peekPage']}>
              <PageViewer
                src={page.state === 'read' ? pageImage(page.pageId) : undefined}
                width={page.width ?? 1240}
                height={page.height ?? 1754}
                alt={t('viewer.page', { number: page.number })}
                words={words}
                first="width"
                onTurn={(by) => setNumber(Math.max(1, Math.min(pages.length, Math.min(number, pages.length) + by)))}
                missing={t('desk.pageWaiting')}
              />
            </div>
          )}
          <ContractFacts contract={contract.data} />
        </div>
      ) : (
        !contract.error && <Loading />
      )}
    </Panel>
  );
}
