import { inventCompany } from './companies.ts';
import type { Plan } from './compose.ts';
import { inventMain } from './compose.ts';
import type { AnomalyType } from './contract.ts';
import { profiles } from './damage.ts';
import { kinds, type Kind } from './kinds/index.ts';
import { createRng } from './random.ts';

const plantable: AnomalyType[] = [
  'amountMismatch',
  'missingPage',
  'missingStamp',
  'expiredBeforeSigned',
  'depositOverTwentyPercent',
  'courtAndArbitration',
  'usccInvalid',
  'blankDate',
];
const needs: Partial<Record<AnomalyType, Kind[]>> = {
  amountMismatch: ['sale', 'purchase', 'service', 'lease', 'construction', 'processing', 'licence', 'supplement'],
  expiredBeforeSigned: ['service', 'lease'],
  depositOverTwentyPercent: ['sale', 'purchase', 'processing'],
  courtAndArbitration: ['sale', 'purchase', 'service', 'lease', 'nda', 'framework', 'licence'],
};

/** Any kind, any look, any damage, any two companies: for measuring, never for committing. */
export function evalPlans(count: number, seed: string): Plan[] {
  const names = Object.keys(kinds) as Kind[];
  const deck = createRng(`${seed}/deck`);
  const order: Plan['profiles'] = [];
  while (order.length < count) order.push(...deck.shuffle(profiles));
  return Array.from({ length: count }, (_, i) => {
    const r = createRng(`${seed}/${i}`);
    const kind = names[i % names.length] as Kind;
    const year = r.int(2021, 2026);
    const plant = r.chance(0.4) ? [r.pick(plantable.filter((a) => needs[a]?.includes(kind) ?? !needs[a]))] : [];
    const first = order[i] as (typeof profiles)[number];
    const [A, B] = [inventCompany(r), inventCompany(r)];
    const foreign = kind === 'bilingual';
    return {
      id: `ev${String(i + 1).padStart(3, '0')}`,
      kind,
      seed: `${seed}/${i}/deal`,
      A,
      B: foreign
        ? {
            ...B,
            name: r.pick(['Nordwald Messtechnik GmbH', 'Halvorsen Instrument AS', 'Brightmere Analytics Ltd.']),
            uscc: null,
            address: r.pick(['Lindenallee 14, 70597 Stuttgart', 'Fjordgata 22, 7010 Trondheim', '5 Mill Lane, Cambridge CB2 1RX']),
            agent: r.pick(['Karl Brandt', 'Ingrid Moe', 'James Whitlow']),
            legal: 'Karl Brandt',
            bank: 'Commerzbank Stuttgart',
          }
        : B,
      year,
      plant,
      profiles: r.chance(0.6) ? [first] : [first, r.pick(profiles)],
      form: 'jpgAndPdf',
      ...(kind === 'supplement' || kind === 'renewal' ? { main: inventMain(r, year) } : {}),
    };
  });
}
