import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Money, PlainDate } from '@qige/wire';

export const samplesFolder = fileURLToPath(new URL('../../../../samples/', import.meta.url));

const text = z.string().nullish().transform((value) => value ?? null);
const side = z.object({ name: text, uscc: text, role: text }).nullish();

/** What stands on the paper: what a careful clerk would see. Only what the demo needs of truth.json. */
const Truth = z.object({
  id: z.string(),
  kind: z.string(),
  mainContract: z.object({ number: z.string() }).nullish(),
  anomalies: z.array(z.object({ type: z.string() })),
  fields: z.object({
    contractNumber: text,
    title: text,
    partyA: side,
    partyB: side,
    partyC: side,
    signedOn: PlainDate.nullish().transform((value) => value ?? null),
    amount: z.object({ value: Money, currency: z.string(), uppercase: text }).nullish(),
  }),
});
export type Truth = z.output<typeof Truth>;

export interface Sample {
  id: string;
  folder: string;
  files: { name: string; path: string }[];
  truth: Truth;
}

/** The sample contracts of the project, in their order. */
export async function readSamples(root = samplesFolder): Promise<Sample[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const samples: Sample[] = [];
  for (const { name: id } of entries.filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const folder = join(root, id);
    const names = (await readdir(folder)).filter((name) => extname(name) !== '.json').sort();
    const truth = Truth.parse(JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')));
    samples.push({ id, folder: `${id} ${truth.kind}`, files: names.map((name) => ({ name: name === 'scan.pdf' ? `${truth.kind}${id}.pdf` : name, path: join(folder, name) })), truth });
  }
  return samples;
}
