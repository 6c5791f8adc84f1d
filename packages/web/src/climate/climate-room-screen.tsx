import { listAlarmsEndpoint, type PlaceId, showClimateSeriesEndpoint } from '@qige/wire';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { dayHere, formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room, Section } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { given } from '../ui/url-state.ts';
import { AlarmLine } from './alarm-list.tsx';
import { NoteClimate } from './note-climate.tsx';
import { moveDay, sayAsked, sayDay } from './say-climate.ts';
import styles from './climate.module.css';

const ClimateChart = lazy(() => import('./climate-chart.tsx').then((file) => ({ default: file.ClimateChart })));
const spans = ['day', 'month', 'year'] as const;

/** The air of one room over a day, a month or a year, against what is asked of it. */
export function ClimateRoomScreen(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { placeId } = useParams({ from: '/inside/archive/climate/$placeId' }) as { placeId: PlaceId };
  const search = useSearch({ from: '/inside/archive/climate/$placeId' });
  const [today] = useState(() => dayHere());
  const [noting, setNoting] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const span = spans.find((one) => one === search.span) ?? 'day';
  const day = search.day ?? today;
  const shown = useAsk(showClimateSeriesEndpoint, { params: { placeId }, query: { span, day } }, { keep: true, ...(span === 'day' && day === today ? { refetchInterval: 60_000 } : {}) });
  const alarms = useAsk(listAlarmsEndpoint, { query: { placeId } });
  const go = (part: { span?: string; day?: string }): void => void navigate({ to: '/archive/climate/$placeId', params: { placeId }, search: given({ ...search, ...part }), replace: true });
  useShortcuts(t('room.archive'), [
    { keys: 'arrowleft', says: t('climate.earlier'), run: () => go({ day: moveDay(day, span, -1) }) },
    { keys: 'arrowright', says: t('climate.later'), run: () => go({ day: moveDay(day, span, 1) }) },
  ]);
  if (shown.error) return <Trouble error={shown.error} reset={() => void shown.refetch()} />;
  const { data } = shown;
  const says = data && { reading: t('climate.byReading'), hour: t('climate.byHour'), day: t('climate.byDay') }[data.step];
  return (
    <Room
      title={data?.place ?? t('archiveView.climate')}
      view={t('archiveView.climate')}
      onBack={() => void navigate({ to: '/archive', search: { view: 'climate' } })}
      note={data?.rule ? t('climate.asked', sayAsked(data.rule)) : ''}
      tools={
        <Button onClick={() => setNoting(true)}>{t('climate.note')}</Button>
      }
    >
      <div className={styles['bar']}>
        <Segmented value={span} aria-label={t('archiveView.climate')} options={spans.map((value) => ({ value, label: t(`climate.span.${value}`) }))} onChange={(value) => go({ span: value })} />
        <Button aria-label={t('climate.earlier')} icon={<Icon name="left" size={16} />} onClick={() => go({ day: moveDay(day, span, -1) })} />
        <b style={{ fontVariantNumeric: 'tabular-nums' }}>{sayDay(day, span)}</b>
        <Button aria-label={t('climate.later')} icon={<Icon name="right" size={16} />} disabled={sayDay(day, span) >= sayDay(today, span)} onClick={() => go({ day: moveDay(day, span, 1) })} />
        <span className={styles['soft']}>{says}</span>
        <Button size="small" type="text" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {t('climate.table')}
        </Button>
      </div>
      {!data ? (
        <Loading />
      ) : data.sensors.length === 0 ? (
        <Empty icon="clock" title={t('climate.noData')} />
      ) : asTable ? (
        <table className={styles['table']}>
          <thead>
            <tr>
              {['', t('climate.temperature'), t('climate.humidity')].map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.sensors.flatMap(({ id, name, points }) =>
              points.map((point) => (
                <tr key={`${id} ${point.at}`}>
                  <td>{`${formatMoment(point.at)} ${data.sensors.length > 1 ? name : ''}`}</td>
                  <td>{point.temperature} °C</td>
                  <td>{point.humidity} %RH</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ) : (
        <Suspense fallback={<Loading />}>
          {(['temperature', 'humidity'] as const).map((what) => (
            <Section key={what} title={`${t(`climate.${what}`)} ${what === 'temperature' ? '°C' : '%RH'}`}>
              <ClimateChart what={what} series={data} />
            </Section>
          ))}
        </Suspense>
      )}
      {(alarms.data?.alarms.length ?? 0) > 0 && (
        <Section title={t('climate.openAlarms')} count={alarms.data?.alarms.length ?? 0}>
          <Lines>
            {alarms.data?.alarms.map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} onOpen={() => void navigate({ to: '/archive', search: { view: 'climate', tab: 'alarms', open: alarm.id } })} />
            ))}
          </Lines>
        </Section>
      )}
      {noting && <NoteClimate placeId={placeId} place={data?.place ?? ''} onClose={() => setNoting(false)} />}
    </Room>
  );
}
