import { type Copy, type CopyId, exportCopiesEndpoint, listCopiesEndpoint, urlOf } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useRowsWords } from '../shell/use-rows-words.ts';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { ColumnChoice } from '../ui/rows/column-choice.tsx';
import { Rows } from '../ui/rows/rows.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { given } from '../ui/url-state.ts';
import { ChainScreen } from './chain-screen.tsx';
import { ChosenCopies } from './chosen-copies.tsx';
import { CopiesFilters } from './copies-filters.tsx';
import { type CopiesSearch, copiesQuery } from './copies-query.ts';
import { CopyCard, useCopyColumns } from './copy-columns.tsx';
import { CopyPanel } from './copy-panel.tsx';
import { FileCopies } from './file-copies.tsx';
import { FilingSchemeScreen } from './filing-scheme.tsx';
import styles from './custody.module.css';

/** Every paper that is in the archivist's charge: the list, the chain of one, and how filing is done. Which of them stands in the address. */
export function CopiesView(): ReactNode {
  const navigate = useNavigate();
  const { tab, open } = useSearch({ from: '/inside/archive' });
  const toList = (): void => void navigate({ to: '/archive', search: given({ view: 'copies', open }) });
  if (tab === 'chain' && open) return <ChainScreen copyId={open as CopyId} onBack={toList} />;
  if (tab === 'scheme') return <FilingSchemeScreen onBack={() => void navigate({ to: '/archive', search: { view: 'copies' } })} />;
  return <CopiesList />;
}

function CopiesList(): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { id: me, may } = useMe();
  const phone = useIsPhone();
  const { open, state, person, place, condition, text } = useSearch({ from: '/inside/archive' });
  const now: CopiesSearch = { state, person, place, condition, text };
  const filters = copiesQuery(now, me);
  const query = { ...filters, limit: 100 };
  const list = useAskPaged(listCopiesEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.copies) ?? [], [list.data]);
  const columns = useCopyColumns();
  const words = useRowsWords(t('custody.list.title'));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [filing, setFiling] = useState<readonly CopyId[]>();
  const chosenCopies = rows.filter(({ id }) => chosen.has(id));
  const clear = (): void => setChosen(new Set());
  const go = (part: CopiesSearch & { open?: string | undefined }): void => void navigate({ to: '/archive', search: given({ view: 'copies', ...now, open, ...part }), replace: true });
  const filtered = Object.values(now).some((one) => one !== undefined);

  if (filing) {
    return (
      <div className={styles['page']}>
        <header className={styles['pageHead']}>
          <h2>{t('custody.filing.title')}</h2>
        </header>
        <p className={styles['say']}>{t('custody.filing.say')}</p>
        <FileCopies
          copyIds={filing}
          onClose={() => {
            setFiling(undefined);
            clear();
          }}
        />
      </div>
    );
  }
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (rows.length === 0) {
      return filtered ? (
        <Empty icon="filter" title={t('custody.list.noneFiltered')} text={t('custody.list.noneFilteredSay')}>
          <Button onClick={() => void navigate({ to: '/archive', search: { view: 'copies' } })}>{t('act.clear')}</Button>
        </Empty>
      ) : (
        <Empty icon="archive" title={t('custody.list.none')} text={t('custody.list.noneSay')}>
          <Button onClick={() => go({ state: 'any' })}>{t('custody.list.states.any')}</Button>
        </Empty>
      );
    }
    return (
      <Rows<Copy>
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        words={words}
        current={open}
        onCurrent={(row) => go({ open: row.id })}
        onPeek={(row) => go({ open: open === row.id ? undefined : row.id })}
        onOpen={(row) => void navigate({ to: '/contracts/$contractId', params: { contractId: row.contract.id }, search: { tab: 'copies' } })}
        chosen={chosen}
        onChosen={setChosen}
        onNearEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        Card={CopyCard}
      />
    );
  };
  return (
    <div className={styles['beside']}>
      <div className={styles['list']}>
        <div className={styles['bar']}>
          <CopiesFilters now={now} onChange={go} />
          <span className={styles['spring']} />
          <span className={styles['icons']}>
            {!phone && <ColumnChoice columns={columns} label={t('act.columns')} resetLabel={t('act.resetColumns')} />}
            {may.has('contracts.export') && (
              <Button icon={<Icon name="download" size={16} />} aria-label={t('custody.list.export')} title={t('custody.list.export')} href={urlOf(exportCopiesEndpoint, { query: { ...filters, language: i18n.language === 'en' ? 'en' : 'zh-CN' } })} download />
            )}
            <Button icon={<Icon name="settings" size={16} />} aria-label={t('custody.list.scheme')} title={t('custody.list.scheme')} onClick={() => void navigate({ to: '/archive', search: { view: 'copies', tab: 'scheme' } })} />
          </span>
        </div>
        <ChosenCopies copies={chosenCopies} onFile={setFiling} onClear={clear} />
        {body()}
      </div>
      {open && <CopyPanel copyId={open as CopyId} onClose={() => go({ open: undefined })} />}
    </div>
  );
}
