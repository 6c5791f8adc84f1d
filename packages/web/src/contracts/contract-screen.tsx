import { type Contract, type ContractId, downloadArchiveCopyEndpoint, downloadOriginalEndpoint, listContractScansEndpoint, type ContractScan, remakeArchiveCopyEndpoint, showContractEndpoint, urlOf } from '@qige/wire';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { ContractCopies } from '../custody/contract-copies.tsx';
import { BorrowContract } from '../loans/borrow-contract.tsx';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { ShareContract } from '../shares/share-contract.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useTabTitle } from '../ui/tab-title.ts';
import { say } from '../ui/toast.ts';
import { ContractAccess } from './contract-access.tsx';
import { ContractFacts } from './contract-facts.tsx';
import { ContractFindings } from './contract-findings.tsx';
import { ContractHistory } from './contract-history.tsx';
import { ContractNotes } from './contract-notes.tsx';
import { ContractPages } from './contract-pages.tsx';
import { ContractRelations } from './contract-relations.tsx';
import { EditContract, hasDraft } from './edit-contract.tsx';
import { MoveContract } from './move-contract.tsx';
import { StateTag } from './state-tag.tsx';
import { UnseenContract } from './unseen-contract.tsx';
import { usePlacedFields } from './use-placed-fields.ts';
import styles from './contracts.module.css';

const allTabs = ['facts', 'copies', 'findings', 'relations', 'notes', 'access', 'history'] as const;

export function ContractScreen(): ReactNode {
  const contractId = useParams({ from: '/inside/contracts/$contractId' }).contractId as ContractId;
  const contract = useAsk(showContractEndpoint, { params: { contractId } }, { staleTime: 30_000 });
  const scans = useAsk(listContractScansEndpoint, { params: { contractId } }, { enabled: useMe().may.has('scans.see') });
  if (refusalCode(contract.error) === 'not_found') return <UnseenContract contractId={contractId} error={contract.error as Error} onAgain={() => void contract.refetch()} />;
  if (contract.error) return <Trouble error={contract.error} reset={() => void contract.refetch()} />;
  return contract.data ? <ContractView key={contractId} contract={contract.data} scans={scans.data?.scans ?? []} /> : <Loading />;
}

function ContractView({ contract, scans }: { contract: Contract; scans: readonly ContractScan[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const search = useSearch({ from: '/inside/contracts/$contractId' });
  const tabs = allTabs.filter((one) => (one === 'access' ? contract.may.nameReaders || contract.may.setLevel : one !== 'findings' || contract.may.seePages));
  const tab = tabs.find((one) => one === search.tab) ?? 'facts';
  const [editing, setEditing] = useState(() => contract.may.edit && hasDraft(contract.id));
  const [sharing, setSharing] = useState(false);
  const [active, setActive] = useState<string>();
  useTabTitle(() => `${contract.number} ${contract.title}`);
  const { fields, findings, unplaced, marks } = usePlacedFields(scans);
  const go = (part: { tab?: string; page?: number; words?: string }): void => void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace: true });
  const show = (id: string): void => {
    setActive(id);
    const pageId = marks.find((mark) => mark.id === id)?.pageId;
    const page = scans.flatMap((scan) => scan.pages).find((one) => one.pageId === pageId);
    if (page) go({ page: page.number });
  };
  const back = (): void => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/contracts' }));
  useShortcuts(t('contracts.keysTitle'), [
    { keys: 'e', says: t('act.edit'), off: !contract.may.edit, run: () => setEditing(true) },
    { keys: 's', says: t('shares.title'), off: !contract.may.download, run: () => setSharing(true) },
    { keys: 'escape', says: t('act.back'), run: back },
    ...tabs.map((one, index) => ({ keys: String(index + 1), says: t(`contracts.tab.${one}`), run: () => go({ tab: one }) })),
  ]);
  const openCount = findings.filter((one) => !one.answer).length;
  const counts: Partial<Record<(typeof allTabs)[number], number>> = { findings: openCount, relations: contract.relations.length, notes: contract.notes.length };

  return (
    <div className={styles['screen']}>
      <header className={styles['head']} data-no-print>
        <Button type="text" size="small" aria-label={t('act.back')} icon={<Icon name="left" />} onClick={back} />
        <span className={styles['number']}>{contract.number}</span>
        <h1>{contract.title}</h1>
        <StateTag state={contract.state} />
        <span className={styles['acts']}>
          {contract.may.edit && (
            <Button icon={<Icon name="edit" size={16} />} onClick={() => setEditing(true)}>
              {t('act.edit')}
            </Button>
          )}
          <BorrowContract contractId={contract.id} />
          <MoveContract contract={contract} />
          {contract.may.download && contract.may.seePages && (
            <Button icon={<Icon name="link" size={16} />} title={t('shares.title')} onClick={() => setSharing(true)}>
              {t('shares.send')}
            </Button>
          )}
          {contract.may.download && contract.may.seePages && <Downloads contract={contract} scans={scans} />}
        </span>
      </header>
      {sharing && <ShareContract contract={contract} scans={scans} onClose={() => setSharing(false)} />}
      <div className={styles['body']} {...(contract.may.print ? {} : { 'data-no-print': true })}>
        {contract.may.seePages ? (
          <ContractPages
            scans={scans}
            number={search.page ?? 1}
            words={search.words ?? ''}
            marks={marks}
            unplaced={unplaced}
            active={active}
            onMark={setActive}
            onPage={(page) => go({ page })}
            onWords={(words) => go({ words })}
          />
        ) : (
          <Empty icon="contracts" title={t('access.noPages')} text={t('access.noPagesSay')} />
        )}
        <div className={styles['side']}>
          {editing ? (
            <EditContract contract={contract} onDone={() => setEditing(false)} />
          ) : (
            <>
              <div role="tablist" aria-label={t('contracts.tabs')} className={styles['tabs']}>
                {tabs.map((one) => (
                  <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => go({ tab: one })}>
                    {t(`contracts.tab.${one}`)}
                    {counts[one] ? <span>{counts[one]}</span> : null}
                  </button>
                ))}
              </div>
              <div role="tabpanel" aria-label={t(`contracts.tab.${tab}`)} className={styles['panel']}>
                {tab === 'facts' && <ContractFacts contract={contract} placed={new Set(fields.filter((one) => one.place).map((one) => one.field))} active={active} onShow={show} />}
                {tab === 'copies' && <ContractCopies contractId={contract.id} />}
                {tab === 'findings' && <ContractFindings findings={findings} active={active} onShow={show} />}
                {tab === 'relations' && <ContractRelations contract={contract} />}
                {tab === 'notes' && <ContractNotes contract={contract} />}
                {tab === 'access' && <ContractAccess contract={contract} />}
                {tab === 'history' && <ContractHistory contractId={contract.id} />}
              </div>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Downloads({ contract, scans }: { contract: Contract; scans: readonly ContractScan[] }): ReactNode {
  const { t } = useTranslation();
  const remake = useAct(remakeArchiveCopyEndpoint, ['/contracts/:contractId/scans']);
  const copies = scans.map((scan, index) => {
    const name = scans.length > 1 ? t('contracts.archiveCopyOf', { name: scan.copyLabel ?? index + 1 }) : t('contracts.archiveCopy');
    const { state } = scan.archiveCopy;
    return state === 'made'
      ? { key: scan.scanId, label: <a href={urlOf(downloadArchiveCopyEndpoint, { params: { scanId: scan.scanId } })} download>{scan.archiveCopy.outdated ? t('contracts.archiveOutdated', { name }) : name}</a> }
      : {
          key: scan.scanId,
          label: t(`contracts.archiveState.${state}`, { name }),
          disabled: state === 'making',
          onClick: () => remake.mutate({ params: { scanId: scan.scanId } }, { onSuccess: () => say(t('contracts.archiveAsked')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) }),
        };
  });
  const original = scans.every(({ files }) => files.every(({ given }) => given))
    ? { key: 'original', label: <a href={urlOf(downloadOriginalEndpoint, { params: { contractId: contract.id } })} download>{t('contracts.original')}</a> }
    : { key: 'original', label: <span className={styles['kept']}>{t('contracts.originalKept')}</span>, disabled: true };
  return (
    <Dropdown trigger={['click']} menu={{ items: [original, ...copies] }}>
      <Button icon={<Icon name="download" size={16} />}>{t('contracts.download')}</Button>
    </Dropdown>
  );
}
