import { listPlacesEndpoint, type PlaceId, type PlaceRow } from '@qige/wire';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useIsDark } from '../theme/theme-choice.ts';
import { Icon } from '../ui/icon.tsx';
import { heatColour, heatOf } from './fill.ts';
import { titleOf } from './names.ts';
import styles from './places.module.css';

interface TreeProps {
  chosen: PlaceId | undefined;
  /** What the chosen place stands in: these are open. */
  within: readonly PlaceId[];
  onChoose: (id: PlaceId) => void;
}

/** The branches are asked for as they are opened. Arrow keys walk the tree, right and left open and close. */
export function PlaceTree({ places, next, ...rest }: TreeProps & { places: readonly PlaceRow[]; next: string | null }): ReactNode {
  const { t } = useTranslation();
  const walk = (event: KeyboardEvent<HTMLUListElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem] > div')];
    const at = items.findIndex((item) => item === document.activeElement);
    items[Math.max(0, Math.min(items.length - 1, at + by))]?.focus();
  };
  return (
    <ul role="tree" aria-label={t('places.tree')} className={styles['tree']} onKeyDown={walk}>
      {places.map((place) => (
        <Twig key={place.id} place={place} depth={0} {...rest} />
      ))}
      {next && <More depth={0} />}
    </ul>
  );
}

function Twig({ place, depth, ...rest }: TreeProps & { place: PlaceRow; depth: number }): ReactNode {
  const { chosen, within, onChoose } = rest;
  const { t } = useTranslation();
  const dark = useIsDark();
  const leads = within.includes(place.id);
  const [open, setOpen] = useState<boolean>();
  const has = place.branch.places > 0;
  const isOpen = has && (open ?? (leads || (chosen === undefined && depth === 0)));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') onChoose(place.id);
    else if (event.key === 'ArrowRight' && has) setOpen(true);
    else if (event.key === 'ArrowLeft' && has) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li role="treeitem" aria-level={depth + 1} aria-expanded={has ? isOpen : undefined} aria-selected={chosen === place.id}>
      <div tabIndex={chosen === place.id || (chosen === undefined && depth === 0) ? 0 : -1} className={styles['twig']} style={{ paddingLeft: 4 + depth * 16 }} onKeyDown={onKeyDown} onClick={() => onChoose(place.id)}>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden={!has}
          aria-label={t(isOpen ? 'places.fold' : 'places.unfold', { name: titleOf(place) })}
          style={{ visibility: has ? 'visible' : 'hidden' }}
          onClick={(event) => {
            event.stopPropagation();
            setOpen(!isOpen);
          }}
        >
          <Icon name={isOpen ? 'down' : 'right'} size={12} />
        </button>
        <i style={{ background: heatColour(heatOf(place), dark) }} aria-hidden="true" />
        <span>{titleOf(place)}</span>
        {place.branch.copies > 0 && <small>{place.branch.copies}</small>}
      </div>
      {isOpen && <Branch parentId={place.id} depth={depth + 1} {...rest} />}
    </li>
  );
}

function Branch({ parentId, depth, ...rest }: TreeProps & { parentId: PlaceId; depth: number }): ReactNode {
  const list = useAsk(listPlacesEndpoint, { query: { parentId, limit: 100 } });
  return (
    <ul role="group">
      {list.data?.places.map((place) => (
        <Twig key={place.id} place={place} depth={depth} {...rest} />
      ))}
      {list.data?.next && <More depth={depth} />}
    </ul>
  );
}

/** What does not fit a tree is in the list of the place itself. */
function More({ depth }: { depth: number }): ReactNode {
  const { t } = useTranslation();
  return (
    <li className={styles['more']} style={{ paddingLeft: 28 + depth * 16 }}>
      {t('places.moreInList')}
    </li>
  );
}
