/**
 * Makes sample contracts with exact truth. Development only; the result in samples/ is committed.
 *
 *   node scripts/samples/make.ts                                       the sample company's archive → samples/
 *   node scripts/samples/make.ts --set eval --count 40 --out DIR       a larger, random set outside the project
 *   --only ID[,ID]   just these      --seed TEXT   another random set
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compose } from './compose.ts';
import { demoPlans } from './demo-set.ts';
import { evalPlans } from './eval-set.ts';
import { openStudio } from './render.ts';
import { writeSample, type Written } from './write.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'demo' },
    count: { type: 'string', default: '40' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const here = import.meta.dirname;
const out = resolve(values.out ?? join(here, '../../samples'));
if (values.set === 'eval' && !values.out) throw new Error('The eval set goes outside the project: give --out DIR.');
const only = values.only?.split(',');
const plans = (values.set === 'eval' ? evalPlans(Number(values.count), values.seed) : demoPlans()).filter((p) => !only || only.includes(p.id));

await mkdir(out, { recursive: true });
const studio = await openStudio();
const index: Written[] = [];
try {
  for (const plan of plans) {
    const written = await writeSample(studio, compose(plan), out, values.set);
    index.push(written);
    console.log([written.id, written.kind, written.form, `${written.pages} p`, written.profiles.join(','), written.anomalies.join(',')].join('\t'));
  }
} finally {
  await studio.close();
}
if (!only) await writeFile(join(out, 'index.json'), `${JSON.stringify({ set: values.set, contracts: index }, null, 1)}\n`);
