import { call, type CopyId, findPlacesEndpoint, listPlaceKindsEndpoint, listPlacesEndpoint, type PlaceId, proposePlacesEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import styles from './custody.module.css';

export interface ChosenPlace {
  id: PlaceId;
  where: string;
}

interface ChooseProps {
  value: ChosenPlace | undefined;
  onChoose: (place: ChosenPlace) => void;
  /** What is to go there, for which places are proposed. */
  copyId?: CopyId | undefined;
  mm?: number | undefined;
  count?: number | undefined;
  /** Whole branches may be chosen too: for a filter, not for a paper. */
  branches?: boolean;
}

/** One place out of all: what is proposed, by its code or name, or walked down to. A scanner types the code and sends it off. */
export function ChoosePlace({ value, onChoose, copyId, mm, count, branches = false }: ChooseProps): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [within, setWithin] = useState<readonly ChosenPlace[]>([]);
  const asked = useDeferredValue(text.trim());
  const parentId = within.at(-1)?.id;
  const proposed = useAsk(proposePlacesEndpoint, { query: { ...(copyId ? { copyId } : {}), ...(mm ? { mm } : {}), ...(count ? { count } : {}), limit: 4 } }, { enabled: copyId !== undefined, keep: true });
  const found = useAsk(findPlacesEndpoint, { query: { text: asked, limit: 12 } }, { enabled: asked !== '', keep: true });
  const listed = useAsk(listPlacesEndpoint, { query: parentId ? { parentId } : {} }, { enabled: asked === '', keep: true });
  const kinds = useAsk(listPlaceKindsEndpoint, {}, { staleTime: 60_000 });
  const takes = (kind: string): boolean => branches || (kinds.data?.kinds.find(({ code }) => code === kind)?.holds ?? 'both') !== 'places';
  const choose = (place: ChosenPlace): void => {
    onChoose(place);
    setText('');
  };
  const walked = (name: string): string => [...within.map(({ where }) => where), name].join(' / ');
  const fits = ({ closed, kind }: { closed: boolean; kind: string }): boolean => !closed && takes(kind);
  const matches = asked === '' ? [] : (found.data?.places ?? []).filter(fits);
  /** A scanner is faster than the list below: what stands there still may answer half of what it typed. */
  const enter = async (): Promise<void> => {
    if (text.trim() === '') return;
    try {
      const first = (await call(send, findPlacesEndpoint, { query: { text: text.trim(), limit: 12 } })).places.find(fits);
      if (first) choose({ id: first.id, where: first.where });
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    }
  };
  const line = (place: { id: PlaceId; name: string; kind: string }, whole: string, more: ReactNode, inside?: () => void): ReactNode => (
    <li key={place.id} data-chosen={value?.id === place.id || undefined}>
      <button type="button" className={styles['placeName']} onClick={inside ?? (() => choose({ id: place.id, where: whole }))}>
        <b>{place.name}</b>
        {more}
      </button>
      {inside && takes(place.kind) && (
        <Button size="small" onClick={() => choose({ id: place.id, where: whole })}>
          {t(branches ? 'custody.place.pick' : 'custody.place.choose')}
        </Button>
      )}
      {inside && <Icon name="right" size={14} />}
    </li>
  );

  return (
    <div className={styles['choose']}>
      {value && (
        <p className={styles['chosenPlace']} role="status">
          <Icon name="check" size={14} /> {value.where}
        </p>
      )}
      {(proposed.data?.proposals.length ?? 0) > 0 && (
        <>
          <h4>{t('custody.filing.proposed')}</h4>
          <ul className={styles['places']}>
            {proposed.data?.proposals.map((one) => (
              <li key={one.placeId} data-chosen={value?.id === one.placeId || undefined}>
                <button type="button" className={styles['placeName']} onClick={() => choose({ id: one.placeId, where: one.where })}>
                  <b>{one.where}</b>
                  <small>{[...one.why.map((why) => t(`custody.place.why.${why}`)), ...(one.same > 0 ? [t('custody.filing.same', { count: one.same })] : []), ...(one.freeMm === null ? [] : [t('custody.filing.free', { mm: Math.round(one.freeMm) })])].join(' · ')}</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Input id="place-find" value={text} allowClear aria-label={t('custody.place.find')} placeholder={t('custody.place.find')} maxLength={60} prefix={<Icon name="search" size={14} />} onChange={(event) => setText(event.target.value)} onPressEnter={() => void enter()} />
      {asked === '' && within.length > 0 && (
        <nav className={styles['walk']}>
          <button type="button" onClick={() => setWithin([])}>
            {t('custody.place.top')}
          </button>
          {within.map((one, index) => (
            <button key={one.id} type="button" onClick={() => setWithin(within.slice(0, index + 1))}>
              {one.where}
            </button>
          ))}
        </nav>
      )}
      <ul className={styles['places']}>
        {asked !== '' && matches.map((place) => line({ ...place, name: place.name || place.code }, place.where, <small>{place.where}</small>))}
        {asked === '' &&
          listed.data?.places
            .filter(({ closed }) => !closed)
            .map((place) => {
              const name = place.name || place.code;
              const leaf = place.branch.places === 0;
              return line({ ...place, name }, walked(name), <small>{t('custody.place.held', { count: leaf ? place.held : place.branch.copies })}</small>, leaf && takes(place.kind) ? undefined : () => setWithin([...within, { id: place.id, where: name }]));
            })}
        {asked !== '' && found.data && matches.length === 0 && <li className={styles['nothing']}>{t('custody.place.notFound')}</li>}
        {asked === '' && listed.data?.places.length === 0 && <li className={styles['nothing']}>{within.length > 0 ? t('custody.place.empty') : `${t('custody.place.none')} ${t('custody.place.noneSay')}`}</li>}
      </ul>
      {(listed.error ?? found.error) && <p role="alert">{sayTrouble(t, listed.error ?? found.error)}</p>}
    </div>
  );
}
