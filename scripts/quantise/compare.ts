/**
 * Recognisers side by side on the same lines, in onnxruntime-node as the reader runs them: CPU milliseconds and characters that differ from the first.
 *
 *   node scripts/quantise/compare.ts INPUTS_DIR every REC.onnx [REC.onnx …]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { loadEngine, type Engine } from '../../packages/ocr/src/engine.ts';

type Feeds = Parameters<Engine['recogniser']['run']>[0];
type Tensor = Feeds[string];
/** The runtime of packages/ocr, not another copy of it. */
const ort = createRequire(new URL('../../packages/ocr/src/engine.ts', import.meta.url))('onnxruntime-node') as {
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => Tensor;
};

const [inputs, every = '1', ...models] = process.argv.slice(2);
if (!inputs || models.length === 0) throw new Error('compare.ts INPUTS_DIR every REC.onnx [REC.onnx …]');
const widths = (JSON.parse(readFileSync(join(inputs, 'inputs.json'), 'utf8')) as { rec: number[] }).rec;
const grey = readFileSync(join(inputs, 'rec.bin'));

function tensorOf(bytes: Uint8Array, width: number): Tensor {
  const data = new Float32Array(3 * 48 * width);
  for (let i = 0; i < bytes.length; i++) data[i] = data[i + bytes.length] = data[i + 2 * bytes.length] = (bytes[i] ?? 0) / 127.5 - 1;
  return new ort.Tensor('float32', data, [1, 3, 48, width]);
}

async function read(engine: Engine, tensor: Tensor): Promise<string> {
  const result = (await engine.recogniser.run({ [engine.recogniser.inputNames[0] ?? '']: tensor }))[engine.recogniser.outputNames[0] ?? ''] as {
    dims: readonly number[];
    data: unknown;
  };
  const [, steps = 0, classes = 0] = result.dims;
  const data = result.data as Float32Array;
  let text = '';
  let last = 0;
  for (let t = 0; t < steps; t++) {
    let best = 0;
    for (let k = 1; k < classes; k++) if ((data[t * classes + k] ?? 0) > (data[t * classes + best] ?? 0)) best = k;
    if (best !== 0 && best !== last) text += engine.alphabet[best] ?? '';
    last = best;
  }
  return text;
}

/** Characters to change, blanks apart: the score does not count them. */
function distance(one: string, other: string): number {
  const [a, b] = [one.replace(/\s/g, ''), other.replace(/\s/g, '')];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) next.push(Math.min((row[j] ?? 0) + (a[i] === b[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row[b.length] ?? 0;
}

const cpu = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
const engines = await Promise.all(models.map((rec) => loadEngine({ rec })));
const totals = models.map(() => ({ ms: 0, changed: 0 }));
let characters = 0;
let lines = 0;
let at = 0;
for (const [i, width] of widths.entries()) {
  const bytes = grey.subarray(at, (at += 48 * width));
  if (i % Number(every) !== 0) continue;
  lines++;
  let first = '';
  for (const [k, engine] of engines.entries()) {
    const tensor = tensorOf(bytes, width);
    const begun = cpu();
    const text = await read(engine, tensor);
    const total = totals[k] as { ms: number; changed: number };
    total.ms += cpu() - begun;
    if (k === 0) first = text;
    total.changed += distance(first, text);
  }
  characters += first.replace(/\s/g, '').length;
}
const probe = tensorOf(grey.subarray(0, 48 * 320), 320);
for (const [k, engine] of engines.entries()) {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const begun = cpu();
    await engine.recogniser.run({ [engine.recogniser.inputNames[0] ?? '']: probe });
    times.push(cpu() - begun);
  }
  const { ms, changed } = totals[k] as { ms: number; changed: number };
  console.log(
    `${models[k]}: ${(times.sort((x, y) => x - y)[7] ?? 0).toFixed(1)} ms for 48×320, ${(ms / lines).toFixed(1)} ms a line, ${changed} of ${characters} characters differ (${((100 * changed) / characters).toFixed(2)} %)`,
  );
}
process.exit();
