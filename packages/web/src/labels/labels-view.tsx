import { LabelTemplateId, listLabelCandidatesEndpoint, type PlaceId } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { given } from '../ui/url-state.ts';
import { CandidateList } from './candidate-list.tsx';
import { PrintForm } from './print-form.tsx';
import styles from './labels.module.css';

const ofCopies: readonly string[] = ['item', 'stamp', 'cover'];
const ofPlaces: readonly string[] = ['box', 'spine', 'shelf'];
const subjectOf = (template: string): string => (ofCopies.includes(template) ? 'copy' : ofPlaces.includes(template) ? 'place' : 'person');
const ranges = ['unprinted', 'unfiled', 'all'] as const;

/** Choose what needs a label, see how it will look on the sheet, print. */
export function LabelsView(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/archive' });
  const mine = LabelTemplateId.options.filter((id) => may.has('paper.keep') || ofPlaces.includes(id));
  const template = mine.find((id) => id === search.tab) ?? mine[0] ?? 'box';
  const which = ranges.find((one) => one === search.state) ?? 'unprinted';
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState(search.text ?? '');

  const go = (to: Partial<typeof search>): void => void navigate({ to: '/archive', search: given({ ...search, view: 'labels', ...to }), replace: true });
  /** The same papers often want a label, a stamp and a cover sheet; other things are other choices. */
  const take = (tab: LabelTemplateId): void => {
    if (subjectOf(tab) !== subjectOf(template)) setChosen(new Set());
    go({ tab });
  };
  useEffect(() => {
    const timer = window.setTimeout(() => typed !== (search.text ?? '') && go({ text: typed }), 300);
    return () => window.clearTimeout(timer);
  });
  const query = { template, which, ...given({ text: search.text, within: search.place as PlaceId | undefined }) };
  const list = useAskPaged(listLabelCandidatesEndpoint, { query }, (after) => ({ query: { ...query, ...given({ after }) } }));
  const places = useAsk(listLabelCandidatesEndpoint, { query: { template: 'shelf', which: 'all', limit: 200 } }, { enabled: template !== 'card', staleTime: 60_000 });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const hint = template === 'card' ? 'labels.searchPerson' : ofPlaces.includes(template) ? 'labels.searchPlace' : 'labels.search';
  return (
    <div className={styles['view']}>
      <div className={styles['what']}>
        <div className={styles['narrow']}>
          <Choice block value={template} aria-label={t('labels.what')} options={mine.map((id) => ({ value: id, label: t(`labels.template.${id}`) }))} onChange={(tab) => take(tab as LabelTemplateId)} />
        </div>
        <div className={styles['wide']}>
          <Segmented value={template} aria-label={t('labels.what')} options={mine.map((id) => ({ value: id, label: t(`labels.template.${id}`) }))} onChange={take} />
        </div>
        <p className={styles['faint']}>{t(`labels.templateHint.${template}`)}</p>
      </div>
      <section className={styles['choose']}>
        <div className={styles['filters']}>
          <Segmented value={which} aria-label={t('labels.which.all')} options={ranges.filter((one) => one !== 'unfiled' || ofCopies.includes(template)).map((value) => ({ value, label: t(`labels.which.${value}`) }))} onChange={(state) => go({ state })} />
          <Input allowClear value={typed} placeholder={t(hint)} aria-label={t(hint)} onChange={(event) => setTyped(event.target.value)} />
          {template !== 'card' && (places.data?.items.length ?? 0) > 0 && (
            <Choice block value={search.place ?? ''} none={t('labels.anywhere')} aria-label={t('labels.within')} options={places.data?.items.map(({ id, name, note }) => ({ value: id, label: note || name })) ?? []} onChange={(place) => go({ place })} />
          )}
        </div>
        {list.error ? (
          <Trouble error={list.error} reset={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading />
        ) : items.length === 0 ? (
          <Empty icon="print" title={t(`labels.none.${which}`)} text={t('labels.noneHint')} />
        ) : (
          <>
            <div className={styles['tools']}>
              <Button size="small" onClick={() => setChosen(new Set([...chosen, ...items.map(({ id }) => id)]))}>
                {t('labels.chooseShown')}
              </Button>
              {chosen.size > 0 && (
                <Button size="small" onClick={() => setChosen(new Set())}>
                  {t('labels.chooseNone')}
                </Button>
              )}
              <span className={styles['faint']}>{t('labels.chosen', { count: chosen.size })}</span>
            </div>
            <CandidateList items={items} chosen={chosen} onChosen={setChosen} withCatalogue={template === 'box' || template === 'spine'} />
            {list.hasNextPage && (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('act.more')}
              </Button>
            )}
          </>
        )}
      </section>
      <aside className={styles['print']}>
        <PrintForm template={template} ids={[...chosen]} />
      </aside>
    </div>
  );
}
