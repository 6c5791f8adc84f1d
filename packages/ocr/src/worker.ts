import { setPriority } from 'node:os';
import sharp from 'sharp';
import { loadEngine } from './engine.ts';
import type { Engine, ModelPaths } from './engine.ts';
import { PasswordNeeded, UnreadableImage, UnreadablePdf } from './errors.ts';
import type { PdfPageRef } from './pdf-page.ts';
import { readPage } from './read-page.ts';
import type { PageWithImage, ReadOptions } from './read-page.ts';

export interface Job {
  id: number;
  source: Uint8Array | string | PdfPageRef;
  options: ReadOptions;
}

export type Answer = { id: number; page: PageWithImage } | { id: number; error: { name: string; code?: string; message: string } };

/** Runs in a process of its own, forked by pool.ts: one engine, one page at a time. */
async function work(): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  const models = JSON.parse(process.argv[2] ?? '{}') as ModelPaths & { nice?: number };
  if (models.nice) setPriority(models.nice);
  let engine: Promise<Engine> | undefined;
  process.on('disconnect', () => process.exit(0));
  process.on('message', (job: Job) => {
    engine ??= loadEngine(models);
    void answer(engine, job).then((reply) => process.send?.(reply));
  });
}

async function answer(engine: Promise<Engine>, { id, source, options }: Job): Promise<Answer> {
  try {
    return { id, page: await readPage(await engine, source instanceof Uint8Array ? Buffer.from(source) : source, options) };
  } catch (error) {
    if (error instanceof UnreadableImage || error instanceof UnreadablePdf) return { id, error: { name: error.name, code: error.code, message: error.message } };
    if (error instanceof PasswordNeeded) return { id, error: { name: error.name, code: String(error.given), message: error.message } };
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    return { id, error: { name, message } };
  }
}

await work();
