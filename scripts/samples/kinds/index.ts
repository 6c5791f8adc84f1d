import type { Deal, Terms } from '../contract.ts';
import { framework, licence, nda, renewal, supplement } from './agreements.ts';
import { bilingual } from './bilingual.ts';
import { purchase, sale } from './goods.ts';
import { lease } from './leases.ts';
import { service } from './services.ts';
import { construction, processing } from './works.ts';

export const kinds = { sale, purchase, service, lease, construction, processing, nda, framework, supplement, renewal, licence, bilingual } satisfies Record<
  string,
  (deal: Deal) => Terms
>;
export type Kind = keyof typeof kinds;
