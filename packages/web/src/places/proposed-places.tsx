import { type ContractTypeId, type CopyId, type PlaceProposal, proposePlacesEndpoint } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import styles from './places.module.css';

interface Asked {
  copyId?: CopyId;
  mm?: number;
  count?: number;
  contractTypeId?: ContractTypeId;
  year?: number;
  secret?: 'true';
}

/** Where a paper should go, the best first, each with why there. */
export function ProposedPlaces({ ask, onChoose }: { ask: Asked; onChoose: (place: PlaceProposal) => void }): ReactNode {
  const { t } = useTranslation();
  const found = useAsk(proposePlacesEndpoint, { query: ask }, { keep: true });
  if (found.error) return <Trouble error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  if (found.data.proposals.length === 0) return <p className={styles['say']} style={{ marginTop: 12 }}>{t('places.noRoom')}</p>;
  return (
    <ol className={styles['picks']} style={{ maxHeight: 'none', marginTop: 12 }}>
      {found.data.proposals.map((place) => (
        <li key={place.placeId}>
          <button type="button" onClick={() => onChoose(place)}>
            <b>{place.code}</b>{' '}
            {place.why.map((why) => (
              <Tag key={why} tone={why === 'same-series' ? 'done' : 'plain'}>
                {t(`places.why.${why}`)}
              </Tag>
            ))}
            <small>
              {[place.where, place.freeMm !== null && t('places.freeMm', { mm: place.freeMm }), place.same > 0 && t('places.same', { count: place.same })].filter(Boolean).join(' · ')}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}
