import { Link, useLocation } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/keys.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { placesFor, type Place } from './places.ts';
import { useWaiting } from './waiting.ts';
import { useMe } from './me.ts';
import styles from './rail.module.css';

/** The rooms, by what people do in them. On a phone the five most used lie under the thumb. */
export function Rail({ onFind }: { onFind: () => void }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const phone = useIsPhone();
  const waiting = useWaiting();
  const mine = placesFor(me.may);
  const pathname = useLocation({ select: (location) => location.pathname });
  const link = (place: Place): ReactNode => (
    <Link key={place.id} to={place.to} className={styles['place']} activeProps={{ 'data-here': true }} data-scan={(phone && place.id === 'scan') || undefined} title={t(`room.${place.id}`)}>
      <Icon name={place.icon} size={phone ? 22 : 18} />
      <span className={styles['name']}>{t(`room.${place.id}`)}</span>
      {waiting[place.id] ? (
        <span className={styles['count']} data-wrong={place.id === 'scans' || undefined}>
          {waiting[place.id]}
        </span>
      ) : null}
    </Link>
  );

  if (phone) {
    // Who keeps or counts the paper has the scan button in the middle, where the thumb is; the desk then is one tap further.
    const order: readonly Place['id'][] = ['today', 'contracts', 'scan', 'scans', 'search', 'desk'];
    const under = order.flatMap((id) => mine.filter((place) => place.id === id)).slice(0, 5);
    const rest = mine.filter((place) => !under.includes(place));
    return (
      <nav className={styles['bar']} aria-label={t('shell.rooms')} data-no-print>
        {under.map(link)}
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{ items: rest.map((place) => ({ key: place.id, icon: <Icon name={place.icon} />, label: <Link to={place.to}>{t(`room.${place.id}`)}</Link> })) }}
        >
          <button type="button" className={styles['place']} data-here={rest.some(({ to }) => pathname.startsWith(to)) || undefined}>
            <Icon name="more" size={22} />
            <span className={styles['name']}>{t('shell.more')}</span>
          </button>
        </Dropdown>
      </nav>
    );
  }

  return (
    <nav className={styles['rail']} aria-label={t('shell.rooms')} data-no-print>
      <Link to="/today" className={styles['sign']} aria-label={t('shell.name')}>
        <img src="/seal.svg" width={28} height={28} alt="" />
        <span>{t('shell.name')}</span>
      </Link>
      <button type="button" className={styles['find']} onClick={onFind} title={t('shell.find')}>
        <Icon name="search" size={16} />
        <span className={styles['name']}>{t('shell.find')}</span>
        <Keys keys="ctrl+k" />
      </button>
      {mine.filter((place) => !place.low).map(link)}
      <span className={styles['gap']} />
      {mine.filter((place) => place.low).map(link)}
      <div className={styles['me']} title={me.email}>
        <Icon name="me" />
        <span className={styles['name']}>{me.name}</span>
      </div>
    </nav>
  );
}
