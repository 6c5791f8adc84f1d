import type { Checklist } from '@qige/wire';
import type { TFunction } from 'i18next';

/** What comes with the archive – checklists, their lines, what asks for them – in the reader's language; what was written here stands as it was written. */
export function sayChecked(t: TFunction, text: string): string {
  const code = shipped[text];
  return code ? t(`rounds.shipped.${code}`) : text;
}

export const sayChecklist = (t: TFunction, { name, source, lines }: Checklist): Checklist => ({ name: sayChecked(t, name), source: sayChecked(t, source), lines: lines.map((line) => sayChecked(t, line)) });

/** A text that was left as the checklist says it is kept as the checklist has it, so that each reader sees it in his own language. */
export function keptOf(t: TFunction, checklist: Checklist | undefined): (typed: string) => string {
  const kept = new Map(checklist ? [checklist.name, ...checklist.lines].map((text) => [sayChecked(t, text), text]) : []);
  return (typed) => kept.get(typed) ?? typed;
}

/** As migration 0083 wrote them. */
const shipped: Readonly<Record<string, string | undefined>> = {
  库房八防: 'eight',
  库房九防: 'nine',
  法定库房防护: 'law',
  '通行做法：防盗、防光、防高温、防火、防潮、防尘、防鼠、防虫': 'eightSource',
  '机关档案管理规定（国家档案局令第13号）': 'nineSource',
  档案法实施条例第22条: 'lawSource',
  防火: 'fire',
  防盗: 'theft',
  防水: 'water',
  防潮: 'damp',
  防光: 'light',
  防紫外线: 'ultraviolet',
  防高温: 'heat',
  防尘: 'dust',
  防鼠: 'rodents',
  防虫: 'insects',
  防有害生物: 'pests',
  防有害气体: 'gases',
  防污染: 'pollution',
  温湿度调控: 'air',
};
