import { spoilUscc, type Company } from './companies.ts';
import type { Anomaly, AnomalyType, Deal, Terms } from './contract.ts';
import { signingDay } from './dates.ts';
import { kinds, type Kind } from './kinds/index.ts';
import { layOut, type Sheet } from './layout.ts';
import type { Profile } from './damage.ts';
import { createRng, type Rng } from './random.ts';
import { inventStyle, type Style } from './style.ts';

/** Everything that decides one sample. The same plan gives the same sample. */
export type Plan = {
  id: string;
  kind: Kind;
  seed: string;
  A: Company;
  B: Company;
  year: number;
  signedOn?: string;
  number?: string;
  plant: AnomalyType[];
  profiles: Profile[];
  form: 'jpg' | 'png' | 'tif' | 'imagePdf' | 'digitalPdf' | 'mixedPdf' | 'jpgAndPdf';
  style?: Partial<Style>;
  main?: Deal['main'];
};

export type Composed = { plan: Plan; deal: Deal; terms: Terms; sheet: Sheet };

export function inventNumber(r: Rng, kind: Kind, day: string): string {
  const [y = '', m = '', d = ''] = day.split('-');
  const letters = {
    sale: 'XS',
    purchase: 'CG',
    service: 'FW',
    lease: 'ZL',
    construction: 'SG',
    processing: 'JG',
    nda: 'BM',
    framework: 'KJ',
    supplement: 'BC',
    renewal: 'XQ',
    licence: 'RJ',
    bilingual: 'EX',
  }[kind];
  const n = r.int(1, 240);
  const pad = (width: number) => String(n).padStart(width, '0');
  return r.pick([
    `QL-${letters}-${y}-${pad(3)}`,
    `${letters}${y}${m}${d}${pad(2)}`,
    `HT${y}${m}-${pad(4)}`,
    `${letters}/${y}/${pad(4)}`,
    `QLYQ${y.slice(2)}${m}${pad(3)}`,
    `${y}-${letters}-${pad(3)}`,
    `青仪合字〔${y}〕${pad(2)}号`,
    `${letters}-${y.slice(2)}${m}${d}-${r.pick(['A', 'B', '01', '02'])}`,
  ]);
}

export function compose(plan: Plan): Composed {
  const r = createRng(plan.seed);
  const style = { ...inventStyle(r.fork('style')), ...plan.style };
  const signedOn = plan.signedOn ?? signingDay(r, plan.year);
  const anomalies: Anomaly[] = [];
  let { B } = plan;
  if (plan.plant.includes('usccInvalid') && B.uscc) {
    B = { ...B, uscc: spoilUscc(B.uscc) };
    style.usccLabel ??= '统一社会信用代码';
    anomalies.push({ type: 'usccInvalid', party: 'B', uscc: B.uscc });
  }
  const deal: Deal = {
    r,
    style,
    A: plan.A,
    B,
    number: plan.number ?? inventNumber(r, plan.kind, signedOn),
    signedOn,
    plant: new Set(plan.plant),
    anomalies,
    ...(plan.main ? { main: plan.main } : {}),
  };
  const terms = kinds[plan.kind](deal);
  return { plan, deal, terms, sheet: layOut(deal, terms, plan.A.name) };
}

/** A main contract to refer to, when only the supplement is at hand. */
export function inventMain(r: Rng, year: number): NonNullable<Deal['main']> {
  const signedOn = signingDay(r, year - 1);
  return { title: r.pick(['产品购销合同', '设备采购合同', '技术服务合同', '房屋租赁合同']), number: inventNumber(r, 'sale', signedOn), signedOn };
}
