import { listContentsEndpoint } from '@qige/wire';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Progress } from '../ui/progress.tsx';
import { Tag } from '../ui/tag.tsx';
import styles from './scan.module.css';
import type { LabelledPerson, LabelledPlace, Task } from './scanning.ts';
import { BigButton } from './seen-copy.tsx';

const shown = 12;

/** A place before the camera: how full it is, what stands in it, and what can be done here. */
export function SeenPlace({ place, begin }: { place: LabelledPlace; begin: (task: Task) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { fill, may } = place;
  const contents = useAsk(listContentsEndpoint, { params: { placeId: place.placeId }, query: { limit: shown } }, { enabled: place.holds !== 'places' });
  const copies = contents.data?.copies ?? [];
  const [done, of] = fill.capacityMm ? [fill.heldMm, fill.capacityMm] : [fill.held, fill.capacity ?? 0];
  return (
    <article className={styles['card']} aria-label={place.where}>
      <header>
        <h2>{place.name || `${i18n.language === 'en' ? place.kindNameEn : place.kindName} ${place.placeCode}`}</h2>
        <p>{place.where}</p>
      </header>
      <div className={styles['fill']}>
        <span>{fill.capacity ? t('scanning.heldOf', { held: fill.held, of: fill.capacity }) : t('scanning.held', { count: fill.held })}</span>
        {fill.capacityMm !== null && <span>{t('scanning.heldMm', { held: Math.round(fill.heldMm), of: fill.capacityMm })}</span>}
        {of > 0 && <Progress done={done} of={of} label={t('scanning.full')} wrong={done > of} />}
      </div>
      {(place.closed || place.safe) && (
        <div className={styles['tags']}>
          {place.closed && <Tag tone="wrong">{t('scanning.closed')}</Tag>}
          {place.safe && <Tag>{t('scanning.safe')}</Tag>}
        </div>
      )}
      <div className={styles['acts']}>
        {may.put && (
          <BigButton primary icon="intake" onClick={() => begin({ task: 'fill', place: { code: place.code, where: place.where } })}>
            {t('scanning.fill')}
          </BigButton>
        )}
        {may.move && (
          <BigButton icon="archive" onClick={() => begin({ task: 'carry', place })}>
            {t('scanning.carry')}
          </BigButton>
        )}
        <BigButton icon="search" onClick={() => void navigate({ to: '/archive', search: { view: 'places', place: place.placeId } })}>
          {t('scanning.inTheRoom')}
        </BigButton>
        {may.count && (
          <BigButton icon="check" onClick={() => void navigate({ to: '/archive', search: { view: 'stock-takes' } })}>
            {t('scanning.count')}
          </BigButton>
        )}
      </div>
      {copies.length > 0 && (
        <ul className={styles['contents']} aria-label={t('scanning.contents')}>
          {copies.map((copy) => (
            <li key={copy.copyId}>
              <Link to="/contracts/$contractId" params={{ contractId: copy.contractId }}>
                <b>{copy.archivalCode ?? copy.contractNumber}</b> {copy.contractTitle}
              </Link>
            </li>
          ))}
          {contents.data?.next && <li>{t('scanning.andMore', { shown })}</li>}
        </ul>
      )}
    </article>
  );
}

export function SeenPerson({ person, begin }: { person: LabelledPerson; begin: (task: Task) => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <article className={styles['card']} aria-label={person.name}>
      <header>
        <h2>{person.name}</h2>
        <p>{[person.department, t('scanning.holds', { count: person.holds })].filter(Boolean).join(' · ')}</p>
      </header>
      <div className={styles['acts']}>
        {person.may.handOver && (
          <BigButton primary icon="people" onClick={() => begin({ task: 'give', giving: { receiver: { id: person.personId, name: person.name }, papers: [] } })}>
            {t('scanning.giveThem')}
          </BigButton>
        )}
        {person.may.lend && (
          <BigButton icon="leave" onClick={() => void navigate({ to: '/archive', search: { view: 'loans', text: person.name } })}>
            {t('scanning.theirLoans')}
          </BigButton>
        )}
      </div>
    </article>
  );
}
