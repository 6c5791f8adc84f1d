import type { AlarmKind } from '@qige/wire';

/** What is asked of a room's climate; null: nothing. °C and % relative humidity. */
export interface ClimateRule {
  temperatureMin: number | null;
  temperatureMax: number | null;
  humidityMin: number | null;
  humidityMax: number | null;
  /** How far a reading may stray from the mean of the 24 hours before it (JGJ 25-2010: ±2 °C, ±5 %RH). */
  temperatureDaily: number | null;
  humidityDaily: number | null;
  readingsBeforeAlarm: number;
}

export interface Reading {
  temperature: number | null;
  humidity: number | null;
}

export interface DayMean {
  temperature: number | null;
  humidity: number | null;
  /** From how many readings; of a few nothing is said. */
  readings: number;
}

export type ClimateVerdict = { kind: AlarmKind; value: number; bound: number };

/**
 * What is wrong with a room's climate, of its sensor's last readings, newest first. Each must be out by itself `readingsBeforeAlarm` times in a
 * row, so that an opened door rings no bell; a single reading back within bounds ends the row.
 */
export function climateVerdicts(rule: ClimateRule, newestFirst: readonly Reading[], day: DayMean): ClimateVerdict[] {
  const row = newestFirst.slice(0, rule.readingsBeforeAlarm);
  if (row.length < rule.readingsBeforeAlarm) return [];
  return (['temperature', 'humidity'] as const).flatMap((what): ClimateVerdict[] => {
    const values = row.map((reading) => reading[what]);
    const newest = values[0] ?? null;
    if (newest === null) return [];
    const all = (test: (value: number) => boolean): boolean => values.every((value) => value !== null && test(value));
    const [low, high, daily, mean] = [rule[`${what}Min`], rule[`${what}Max`], rule[`${what}Daily`], day[what]];
    const verdicts: ClimateVerdict[] = [];
    if (high !== null && all((value) => value > high)) verdicts.push({ kind: `${what}-high`, value: newest, bound: high });
    if (low !== null && all((value) => value < low)) verdicts.push({ kind: `${what}-low`, value: newest, bound: low });
    if (daily !== null && mean !== null && day.readings >= 6 && all((value) => Math.abs(value - mean) > daily)) {
      verdicts.push({ kind: `${what}-change`, value: newest, bound: Math.round((newest > mean ? mean + daily : mean - daily) * 100) / 100 });
    }
    return verdicts;
  });
}

export const climateKinds = ['temperature-high', 'temperature-low', 'humidity-high', 'humidity-low', 'temperature-change', 'humidity-change'] as const satisfies readonly AlarmKind[];

export function isSilent(lastAt: Date | null, since: Date, now: Date, silentMinutes: number): boolean {
  return now.getTime() - (lastAt ?? since).getTime() > silentMinutes * 60_000;
}

/** A sensor's clock that is ahead of ours is not believed; one that is more than two days behind sends what it kept, which is history. */
export function timeOf(at: Date | null, now: Date): { at: Date; kind: 'now' | 'late' } | { kind: 'future' } {
  if (at === null) return { at: now, kind: 'now' };
  if (at.getTime() > now.getTime() + 5 * 60_000) return { kind: 'future' };
  return { at: at > now ? now : at, kind: now.getTime() - at.getTime() > 10 * 60_000 ? 'late' : 'now' };
}

export type AlarmStep = 'acknowledge' | 'correct' | 'close';
export interface AlarmState {
  acknowledgedAt: Date | null;
  correctedAt: Date | null;
  closedAt: Date | null;
  backAt: Date | null;
}

export type AlarmStepVerdict = { kind: 'good' } | { kind: 'closed' } | { kind: 'done' } | { kind: 'not-corrected' } | { kind: 'not-back' };

/** Known, then corrected with its cause, then closed once the climate is back within its bounds. */
export function alarmStepVerdict(alarm: AlarmState, step: AlarmStep): AlarmStepVerdict {
  if (alarm.closedAt) return { kind: 'closed' };
  if (step === 'acknowledge') return alarm.acknowledgedAt ? { kind: 'done' } : { kind: 'good' };
  if (step === 'correct') return { kind: 'good' };
  if (!alarm.correctedAt) return { kind: 'not-corrected' };
  return alarm.backAt ? { kind: 'good' } : { kind: 'not-back' };
}
