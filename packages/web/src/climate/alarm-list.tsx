import { type AlarmId, type ClimateAlarm, listAlarmsEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { given } from '../ui/url-state.ts';
import { AlarmPanel } from './alarm-panel.tsx';
import { sayValues } from './say-climate.ts';
import styles from './climate.module.css';

/** Alarms, open ones first; each opens beside the list. */
export function AlarmList(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state, open } = useSearch({ from: '/inside/archive' });
  const query = { state: state === 'closed' ? ('closed' as const) : ('open' as const) };
  const list = useAskPaged(listAlarmsEndpoint, { query }, (after) => ({ query: given({ ...query, after }) }));
  const go = (part: { state?: string | undefined; open?: string | undefined }): void => void navigate({ to: '/archive', search: given({ view: 'climate', tab: 'alarms', state, open, ...part }), replace: true });
  const alarms = list.data?.pages.flatMap((page) => page.alarms) ?? [];
  return (
    <div className={styles['beside']}>
      <div>
        <p style={{ marginBottom: 12 }}>
          <Segmented size="small" value={query.state} aria-label={t('climate.tab.alarms')} options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`climate.${value}Alarms`) }))} onChange={(value) => go({ state: value === 'open' ? undefined : value, open: undefined })} />
        </p>
        {list.error ? (
          <Trouble error={list.error} reset={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading />
        ) : alarms.length === 0 ? (
          <Empty icon="check" title={t('climate.noAlarms')} text={t('climate.noAlarmsSay')} />
        ) : (
          <Lines>
            {alarms.map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} onOpen={() => go({ open: alarm.id })} />
            ))}
          </Lines>
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('act.more')}</Button>}
      </div>
      {open && <AlarmPanel key={open} alarmId={open as AlarmId} onClose={() => go({ open: undefined })} />}
    </div>
  );
}

export function AlarmLine({ alarm, onOpen }: { alarm: ClimateAlarm; onOpen: () => void }): ReactNode {
  const { t } = useTranslation();
  const next = (['acknowledge', 'correct', 'close'] as const).find((step) => alarm.may[step]);
  return (
    <Line
      title={
        <>
          <b>{t(`climate.alarm.${alarm.kind}`)}</b> {alarm.place} {alarm.closed ? <Tag tone="done">{t('climate.step.close')}</Tag> : alarm.backAt ? <Tag tone="wait">{t('climate.back', { at: formatMoment(alarm.backAt) })}</Tag> : <Tag tone="wrong">{t('climate.out')}</Tag>}
        </>
      }
      says={[t('climate.since', { at: formatMoment(alarm.openedAt) }), alarm.sensor?.name, sayValues(t, alarm)].filter(Boolean).join(' · ')}
      tools={
        <Button size="small" onClick={onOpen}>
          {next ? t(`climate.step.${next}`) : t('act.open')}
        </Button>
      }
    />
  );
}
