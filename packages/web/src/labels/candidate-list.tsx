import { type LabelCandidate, type PlaceId, printCatalogueEndpoint, urlOf } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../ui/format.ts';
import styles from './labels.module.css';

interface CandidateListProps {
  items: readonly LabelCandidate[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  /** They are boxes: the catalogue that lies in each can be printed too. */
  withCatalogue?: boolean;
}

/** What can have a label, each to be ticked; the whole line is the target. */
export function CandidateList({ items, chosen, onChosen, withCatalogue = false }: CandidateListProps): ReactNode {
  const { t } = useTranslation();
  const turn = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  return (
    <ul className={styles['list']}>
      {items.map(({ id, name, note, ordinal, printedAt }) => (
        <li key={id}>
          <label className={styles['line']} data-chosen={chosen.has(id) || undefined}>
            <input type="checkbox" checked={chosen.has(id)} aria-label={t('labels.choose', { name })} onChange={() => turn(id)} />
            <span className={styles['said']}>
              <b>{name}</b>
              {note && <span>{ordinal === null ? note : `${t('labels.ordinal', { ordinal })} · ${note}`}</span>}
            </span>
            {withCatalogue && (
              <a href={urlOf(printCatalogueEndpoint, { params: { placeId: id as PlaceId } })} download>
                {t('labels.catalogue')}
              </a>
            )}
            {printedAt && <span className={styles['faint']}>{t('labels.printedOn', { on: formatMoment(printedAt).slice(0, 10) })}</span>}
          </label>
        </li>
      ))}
    </ul>
  );
}
