/**
 * Writes what the networks see while our reader reads the pages of a generated set: the material for calibrating and comparing.
 *
 *   node scripts/quantise/dump-inputs.ts SET_DIR OUT_DIR [every]
 *
 * OUT_DIR/rec.bin (48 rows × width bytes a line, grey), det.bin (float32, 3×H×W a page), inputs.json {rec: [width…], det: [[height, width]…]}.
 */
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEngine, type Engine } from '../../packages/ocr/src/engine.ts';
import { readPage } from '../../packages/ocr/src/read-page.ts';

const [set, out, every = '1'] = process.argv.slice(2);
if (!set || !out) throw new Error('dump-inputs.ts SET_DIR OUT_DIR [every]');
await mkdir(out, { recursive: true });
const rec = await open(join(out, 'rec.bin'), 'w');
const det = await open(join(out, 'det.bin'), 'w');
const sizes = { rec: [] as number[], det: [] as number[][] };

type Session = Engine['recogniser'];

/** The session itself, with a look at every input on its way in. */
function watched(session: Session, look: (data: Float32Array, dims: readonly number[]) => Promise<void>): Session {
  const run = async (feeds: Parameters<Session['run']>[0]) => {
    const tensor = feeds[session.inputNames[0] ?? ''];
    if (tensor && 'data' in tensor) await look(tensor.data as Float32Array, tensor.dims);
    return session.run(feeds);
  };
  return { ...session, inputNames: session.inputNames, outputNames: session.outputNames, run } as unknown as Session;
}

const engine = await loadEngine();
const spy = {
  ...engine,
  recogniser: watched(engine.recogniser, async (data, dims) => {
    const width = dims[3] ?? 0;
    sizes.rec.push(width);
    await rec.write(Uint8Array.from(data.subarray(0, 48 * width), (v) => Math.round((v + 1) * 127.5)));
  }),
  detector: watched(engine.detector, async (data, dims) => {
    sizes.det.push([dims[2] ?? 0, dims[3] ?? 0]);
    await det.write(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }),
};
const pages = (await readdir(set, { recursive: true }))
  .filter((f) => /p\d\d\.(jpg|png)$/.test(f))
  .sort()
  .filter((_, i) => i % Number(every) === 0);
for (const page of pages) await readPage(spy, join(set, page), { image: false });
await writeFile(join(out, 'inputs.json'), JSON.stringify(sizes));
console.log(`${pages.length} pages, ${sizes.rec.length} lines, ${sizes.det.length} detector inputs`);
process.exit(0);
