import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AlarmList } from './alarm-list.tsx';
import { ClimateRooms } from './climate-rooms.tsx';
import { ClimateRules } from './climate-rules.tsx';
import { Rounds } from './rounds.tsx';
import { Sensors } from './sensors.tsx';
import styles from './climate.module.css';

const tabs = ['rooms', 'alarms', 'rounds', 'sensors', 'rules'] as const;
const shows = { rooms: ClimateRooms, alarms: AlarmList, rounds: Rounds, sensors: Sensors, rules: ClimateRules } as const;

/** The air of the store rooms, what rang, what is looked at on foot, and what measures. */
export function ClimateView(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/inside/archive' });
  const now = tabs.find((one) => one === tab) ?? 'rooms';
  const Shown = shows[now];
  return (
    <>
      <div className={styles['tabs']} data-no-print>
        <Segmented size="small" value={now} aria-label={t('archiveView.climate')} options={tabs.map((value) => ({ value, label: t(`climate.tab.${value}`) }))} onChange={(value) => void navigate({ to: '/archive', search: { view: 'climate', ...(value === 'rooms' ? {} : { tab: value }) } })} />
      </div>
      <Shown />
    </>
  );
}
