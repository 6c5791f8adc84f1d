import { findPlacesEndpoint, type PlaceFound, type PlaceId } from '@qige/wire';
import { Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Tag } from '../ui/tag.tsx';
import { useKinds } from './names.ts';
import styles from './places.module.css';

/** One place out of all, by the beginning of its code or a part of its name; a scanner types the code and sends it off. */
export function PlacePicker({ value, but, label, autoFocus, onChange }: { value: PlaceFound | undefined; but?: PlaceId; label: string; autoFocus?: boolean; onChange: (place: PlaceFound | undefined) => void }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useAsk(findPlacesEndpoint, { query: { text: asked, limit: 12 } }, { enabled: asked !== '', keep: true });
  const places = (asked === '' ? [] : (found.data?.places ?? [])).filter((place) => place.id !== but && !place.closed);
  const choose = (place: PlaceFound | undefined): void => {
    if (!place) return;
    onChange(place);
    setText('');
  };
  return (
    <>
      <Input autoFocus={autoFocus ?? false} value={text} aria-label={label} placeholder={value ? value.where : t('places.findPlace')} maxLength={60} onChange={(event) => setText(event.target.value)} onPressEnter={() => choose(places[0])} />
      {value && asked === '' && (
        <p className={styles['picked']}>
          <Tag>{nameOf(value.kind)}</Tag> {value.where}
        </p>
      )}
      <ul className={styles['picks']}>
        {places.map((place) => (
          <li key={place.id}>
            <button type="button" onClick={() => choose(place)}>
              {place.code} {place.name} <small>{nameOf(place.kind)}</small>
              <small>{place.where}</small>
            </button>
          </li>
        ))}
        {asked !== '' && found.data && places.length === 0 && <li className={styles['more']}>{t('places.placeNotFound')}</li>}
      </ul>
    </>
  );
}
