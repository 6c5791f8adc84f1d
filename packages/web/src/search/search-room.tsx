import { type Found, forgetSearchEndpoint, listSavedSearchesEndpoint, saveSearchEndpoint, type SavedSearch, type SearchFilters, searchEndpoint, summariseSearchEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk, useAskPaged } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import { Facets } from './facets.tsx';
import { FoundLine } from './found-line.tsx';
import { SearchBox } from './search-box.tsx';
import { SyntaxHelp } from './syntax-help.tsx';
import styles from './search.module.css';

type Filters = SearchFilters;

export function SearchRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = '', order: orderText, ...rest } = useSearch({ from: '/inside/search' });
  const filters = rest as Filters;
  const order = orderText === 'best' ? 'best' : 'newest';
  const [saving, setSaving] = useState(false);
  const [at, setAt] = useState(-1);
  const asked = q !== '' || Object.keys(filters).length > 0;
  const query = { words: q, order, ...filters } as const;
  const list = useAskPaged(searchEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }), { enabled: asked });
  const summary = useAsk(summariseSearchEndpoint, { query }, { enabled: asked, keep: true });
  const saved = useAsk(listSavedSearchesEndpoint, {});
  const save = useAct(saveSearchEndpoint, ['/saved-searches']);
  const forget = useAct(forgetSearchEndpoint, ['/saved-searches']);
  const weighed = list.data?.pages[0]?.weighed;
  const found: Found['contracts'] = asked ? (list.data?.pages.flatMap((page) => page.contracts) ?? []) : [];

  const go = (part: { q?: string; order?: string | undefined } & Filters, clean = false): void => {
    setAt(-1);
    void navigate({ to: '/search', search: given(clean ? part : { q, order: orderText, ...filters, ...part }) as object });
  };
  const step = (by: 1 | -1): void => {
    const to = Math.max(0, Math.min(found.length - 1, at + by));
    setAt(to);
    document.querySelector<HTMLElement>(`[data-found="${to}"]`)?.focus();
  };
  useShortcuts(t('keys.list'), [
    { keys: 'j', says: t('keys.next'), run: () => step(1) },
    { keys: 'k', says: t('keys.previous'), run: () => step(-1) },
    { keys: 'b', says: t('search.order.best'), off: !asked, run: () => go({ order: order === 'best' ? undefined : 'best' }) },
  ]);
  const drop = (one: SavedSearch): void =>
    forget.mutate(
      { params: { savedSearchId: one.id } },
      { onSuccess: () => say(t('search.forgotten'), { undo: { label: t('act.undo'), run: () => save.mutate({ body: { name: one.name, words: one.words, filters: one.filters } }) } }) },
    );

  const results = (): ReactNode => {
    if (!asked) return <SyntaxHelp onTry={(words) => go({ q: words }, true)} />;
    if (list.error) {
      return refusalCode(list.error) === 'search_unreadable' ? <Empty icon="search" title={t('search.unreadable')} text={sayTrouble(t, list.error)} /> : <Trouble error={list.error} reset={() => void list.refetch()} />;
    }
    if (!list.data) return <Loading />;
    if (found.length === 0) {
      return (
        <Empty icon="search" title={t('search.none')} text={t('search.noneHint')}>
          {Object.keys(filters).length > 0 && <Button onClick={() => go({ q }, true)}>{t('act.clear')}</Button>}
        </Empty>
      );
    }
    return (
      <>
        {weighed && !weighed.all && <p className={styles['weighed']}>{t('search.weighed', { number: formatCount(weighed.count) })}</p>}
        <ol className={styles['found']} aria-label={t('search.results')}>
          {found.map((contract, index) => (
            <li key={contract.id}>
              <FoundLine contract={contract} words={q} index={index} />
            </li>
          ))}
        </ol>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('act.more')}
          </Button>
        )}
      </>
    );
  };

  return (
    <Room
      title={t('room.search')}
      note={
        asked && summary.data ? (
          <span role="status">{summary.data.capped ? t('search.countOver', { number: formatCount(summary.data.count) }) : t('search.count', { count: summary.data.count, number: formatCount(summary.data.count) })}</span>
        ) : undefined
      }
      tools={
        asked && (
          <>
            <Segmented
              value={order}
              aria-label={t('search.orderBy')}
              options={[
                { value: 'newest', label: t('search.order.newest') },
                { value: 'best', label: t('search.order.best') },
              ]}
              onChange={(value) => go({ order: value === 'best' ? 'best' : undefined })}
            />
            <Button icon={<Icon name="star" size={16} />} onClick={() => setSaving(true)}>
              {t('search.save')}
            </Button>
          </>
        )
      }
    >
      <div className={styles['page']}>
        <SearchBox words={q} onSearch={(words) => go({ q: words })} />
        {(saved.data?.savedSearches.length ?? 0) > 0 && (
          <ul className={styles['saved']} aria-label={t('search.saved')}>
            {saved.data?.savedSearches.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => go({ q: one.words, ...one.filters }, true)}>
                  {one.name}
                </button>
                <button type="button" aria-label={`${t('search.forget')}: ${one.name}`} title={t('search.forget')} onClick={() => drop(one)}>
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className={styles['columns']}>
          <div className={styles['results']}>{results()}</div>
          {asked && summary.data && <Facets summary={summary.data} filters={filters} onFilter={(part) => go(part)} onParty={(name) => go({ q: `${q} party:"${name}"`.trim() })} />}
        </div>
      </div>
      {saving && (
        <AskText
          title={t('search.save')}
          label={t('search.saveName')}
          initial={q.slice(0, 60)}
          confirm={t('act.save')}
          cancel={t('act.cancel')}
          busy={save.isPending}
          trouble={save.error ? sayTrouble(t, save.error) : undefined}
          onCancel={() => setSaving(false)}
          onAnswer={(name) => save.mutate({ body: { name: name.slice(0, 60), words: q, filters } }, { onSuccess: () => setSaving(false) })}
        />
      )}
    </Room>
  );
}
