import type { AlarmKind, ClimateAlarm, ClimateRule } from '@qige/wire';
import type { TFunction } from 'i18next';

const bounds = (low: number | null, high: number | null, unit: string): string => {
  if (low !== null && high !== null) return `${low}–${high} ${unit}`;
  if (low !== null) return `≥ ${low} ${unit}`;
  return high === null ? '' : `≤ ${high} ${unit}`;
};
const stray = (daily: number | null): string => (daily === null ? '' : ` (±${daily})`);

/** What is asked of the air, as figures: `14–24 °C (±2)`. */
export function sayAsked(rule: ClimateRule): { temperature: string; humidity: string } {
  return {
    temperature: bounds(rule.temperatureMin, rule.temperatureMax, '°C') + stray(rule.temperatureDaily),
    humidity: bounds(rule.humidityMin, rule.humidityMax, '%RH') + stray(rule.humidityDaily),
  };
}

/** After how long without a reading a sensor counts as silent, in the greatest unit that gives a whole number. */
export function saySilence(t: TFunction, minutes: number): string {
  if (minutes % 1440 === 0) return t('climate.silentAfter.days', { count: minutes / 1440 });
  return minutes % 60 === 0 ? t('climate.silentAfter.hours', { count: minutes / 60 }) : t('climate.silentAfter.minutes', { count: minutes });
}

/** What the rules that come with the archive rest on, in the reader's language; what was written here since stands as it was written. */
export function saySource(t: TFunction, { environment, source }: Pick<ClimateRule, 'environment' | 'source'>): string {
  return environment && source === shipped[environment] ? t(`climate.shippedSource.${environment}`) : source;
}

/** As migration 0083 wrote them. */
const shipped: Partial<Record<NonNullable<ClimateRule['environment']>, string>> = {
  paper: '档案库房技术管理暂行规定（1987）、JGJ 25-2010：14–24 °C，45–60 %RH，昼夜波动 ±2 °C、±5 %RH',
  special: '特藏库：14–20 °C，45–55 %RH（JGJ 25-2010）',
  magnetic: '磁带库：14–24 °C，40–60 %RH（JGJ 25-2010）',
  film: '胶片（母片）库：13–15 °C，35–45 %RH（JGJ 25-2010）',
};

const unitOf = (kind: AlarmKind): string => (kind.startsWith('temperature') ? '°C' : kind.startsWith('humidity') ? '%RH' : '');

export function isOut(value: number | null, low: number | null | undefined, high: number | null | undefined): boolean {
  return value !== null && ((low !== null && low !== undefined && value < low) || (high !== null && high !== undefined && value > high));
}

/** A day, a month or a year on or back, as a day of it. */
export function moveDay(day: string, span: 'day' | 'month' | 'year', by: 1 | -1): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (span === 'day') date.setUTCDate(date.getUTCDate() + by);
  else {
    date.setUTCDate(1);
    if (span === 'month') date.setUTCMonth(date.getUTCMonth() + by);
    else date.setUTCFullYear(date.getUTCFullYear() + by);
  }
  return date.toISOString().slice(0, 10);
}

export const sayDay = (day: string, span: 'day' | 'month' | 'year'): string => day.slice(0, { day: 10, month: 7, year: 4 }[span]);

/** What was measured, its bound and its worst, as one line; nothing of an alarm that no figure rang. */
export function sayValues(t: TFunction, { kind, value, bound, worst }: ClimateAlarm): string {
  const unit = unitOf(kind);
  return value === null ? '' : t('climate.alarmSays', { value: `${value} ${unit}`, bound: `${bound ?? ''} ${unit}`, worst: `${worst ?? value} ${unit}` });
}
