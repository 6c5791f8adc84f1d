import type { ClimateRule } from '@qige/wire';
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useThemeChoice } from '../theme/theme-choice.ts';
import { formatMoment } from '../ui/format.ts';
import styles from './climate.module.css';

use([LineChart, GridComponent, TooltipComponent, LegendComponent, MarkAreaComponent, AriaComponent, SVGRenderer]);

interface Point {
  at: string;
  temperature: number | null;
  temperatureMin: number | null;
  temperatureMax: number | null;
  humidity: number | null;
  humidityMin: number | null;
  humidityMax: number | null;
}

interface Series {
  from: string;
  to: string;
  step: 'reading' | 'hour' | 'day';
  rule: ClimateRule | null;
  sensors: readonly { id: string; name: string; points: readonly Point[] }[];
}

const variable = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
// Told apart by more than hue: each sensor has its own dash as well.
const strokes = [['--jade', 'solid'], ['--amber', 'dashed'], ['--ink', 'dotted'], ['--seal', [8, 3, 2, 3]]] as const;

/** One of the two figures of a room over time, a line a sensor, what is asked as a band behind. */
export function ClimateChart(props: { what: 'temperature' | 'humidity'; series: Series }): ReactNode {
  // Colours are read once when it is drawn: another theme draws anew.
  return <Drawn key={useThemeChoice()} {...props} />;
}

function Drawn({ what, series }: { what: 'temperature' | 'humidity'; series: Series }): ReactNode {
  const { t } = useTranslation();
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = at;
    if (!current) return;
    const chart = init(current, undefined, { renderer: 'svg' });
    chart.setOption(optionOf(what, series, t('climate.within')));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [what, series, t]);
  return <div ref={at} className={styles['chart']} role="img" aria-label={t(`climate.${what}`)} />;
}

function optionOf(what: 'temperature' | 'humidity', { from, to, step, rule, sensors }: Series, within: string) {
  const [ink, soft, line] = [variable('--ink'), variable('--ink-soft'), variable('--line-soft')];
  const [low, high] = [rule?.[`${what}Min`] ?? null, rule?.[`${what}Max`] ?? null];
  const unit = what === 'temperature' ? '°C' : '%RH';
  // Where nothing was read for long the line breaks: it must not be drawn across silence.
  const gap = { reading: 2 * 3_600_000, hour: 3 * 3_600_000, day: 2 * 86_400_000 }[step];
  const lines = sensors.flatMap(({ id, name, points }, index): LineSeriesOption[] => {
    const [colour, type] = strokes[index % strokes.length] ?? strokes[0];
    const stroke = variable(colour);
    const broken = (key: keyof Point): [string, number | null][] => points.flatMap((point, i): [string, number | null][] => {
      const before = points[i - 1];
      const value = point[key] as number | null;
      return before && Date.parse(point.at) - Date.parse(before.at) > gap ? [[before.at, null], [point.at, value]] : [[point.at, value]];
    });
    const area = index === 0 && (low !== null || high !== null) ? { markArea: { silent: true, itemStyle: { color: variable('--jade-tint') }, label: { show: false }, data: [[{ name: within, yAxis: low ?? -100 }, { yAxis: high ?? 200 }]] as never } } : {};
    const mean: LineSeriesOption = { id, name, type: 'line', data: broken(what), showSymbol: points.length < 3, connectNulls: false, lineStyle: { color: stroke, type: type as 'solid', width: 1.6 }, itemStyle: { color: stroke }, z: 3, ...area };
    if (step === 'reading') return [mean];
    const edge = (key: `${typeof what}Min` | `${typeof what}Max`): LineSeriesOption => ({ id: `${id} ${key}`, name, type: 'line', data: broken(key), showSymbol: false, silent: true, tooltip: { show: false }, lineStyle: { color: stroke, width: 0.7, opacity: 0.55 }, itemStyle: { color: stroke } });
    return [mean, edge(`${what}Min`), edge(`${what}Max`)];
  });
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: 'inherit', color: ink },
    grid: { left: 44, right: 16, top: sensors.length > 1 ? 36 : 16, bottom: 28 },
    ...(sensors.length > 1 ? { legend: { top: 4, textStyle: { color: soft } } } : {}),
    tooltip: { trigger: 'axis', backgroundColor: variable('--paper'), borderColor: line, textStyle: { color: ink, fontSize: 12 }, valueFormatter: (value: unknown) => (value === null || value === undefined ? '–' : `${String(value)} ${unit}`), axisPointer: { label: { formatter: ({ value }: { value: unknown }) => formatMoment(new Date(Number(value)).toISOString()) } } },
    xAxis: { type: 'time', min: from, max: to, axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true } },
    yAxis: { type: 'value', scale: true, min: ({ min }: { min: number }) => Math.floor(Math.min(min, low ?? min) - 1), max: ({ max }: { max: number }) => Math.ceil(Math.max(max, high ?? max) + 1), axisLabel: { color: soft, showMinLabel: false, showMaxLabel: false }, splitLine: { lineStyle: { color: line } } },
    series: lines,
  };
}
