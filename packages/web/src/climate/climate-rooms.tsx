import { type ClimateRoom, listClimateRoomsEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { NoteClimate } from './note-climate.tsx';
import { isOut, sayAsked } from './say-climate.ts';
import styles from './climate.module.css';

export function ClimateRooms(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listClimateRoomsEndpoint, {}, { refetchInterval: 60_000 });
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.rooms.length === 0) return <Empty icon="archive" title={t('climate.noRooms')} text={t('climate.noRoomsSay')} />;
  return (
    <div className={styles['rooms']}>
      {list.data.rooms.map((room) => (
        <RoomAir key={room.placeId} room={room} />
      ))}
    </div>
  );
}

function RoomAir({ room }: { room: ClimateRoom }): ReactNode {
  const { t } = useTranslation();
  const [noting, setNoting] = useState(false);
  const { rule, sensors, alarms } = room;
  const newest = sensors.filter(({ lastAt }) => lastAt).toSorted((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? ''))[0];
  const [temperature, humidity] = [newest?.temperature ?? null, newest?.humidity ?? null];
  return (
    <section className={styles['room']} data-wrong={alarms > 0 || undefined}>
      <h3>{room.place}</h3>
      <div className={styles['air']}>
        <span data-out={isOut(temperature, rule?.temperatureMin, rule?.temperatureMax) || undefined}>
          <span className={styles['soft']}>{t('climate.temperature')}</span>
          <b>{temperature === null ? '–' : `${temperature} °C`}</b>
        </span>
        <span data-out={isOut(humidity, rule?.humidityMin, rule?.humidityMax) || undefined}>
          <span className={styles['soft']}>{t('climate.humidity')}</span>
          <b>{humidity === null ? '–' : `${humidity} %`}</b>
        </span>
      </div>
      <p className={styles['soft']}>
        {rule ? t('climate.asked', sayAsked(rule)) : t('climate.noRule')}
        <br />
        {newest?.lastAt ? t('climate.lastAt', { at: formatMoment(newest.lastAt) }) : t('climate.never')} · {t('climate.copies', { count: room.copies })}
      </p>
      <div className={styles['foot']}>
        <Link to="/archive/climate/$placeId" params={{ placeId: room.placeId }} search={{}}>
          {t('climate.chart')}
        </Link>
        <Button size="small" onClick={() => setNoting(true)}>
          {t('climate.note')}
        </Button>
        {sensors.filter(({ silent }) => silent).map((sensor) => (
          <Tag key={sensor.id} tone="wrong">
            {sensor.name} {t('climate.silent')}
          </Tag>
        ))}
        {alarms > 0 && (
          <Link to="/archive" search={{ view: 'climate', tab: 'alarms' }}>
            <Tag tone="wrong">{t('climate.alarms', { count: alarms })}</Tag>
          </Link>
        )}
      </div>
      {noting && <NoteClimate placeId={room.placeId} place={room.place} onClose={() => setNoting(false)} />}
    </section>
  );
}
