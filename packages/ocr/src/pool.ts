import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ModelPaths } from './engine.ts';
import { PasswordNeeded, ReaderCrashed, UnreadableImage, UnreadablePdf } from './errors.ts';
import type { UnreadableCode } from './errors.ts';
import type { PageSource, PageWithImage, ReadOptions } from './read-page.ts';
import type { Answer, Job } from './worker.ts';

export interface ReaderOptions {
  /** Processes, one thread each. Default: one a core. */
  threads?: number;
  /** A process with nothing to do for so long is ended and its memory freed. Default 60 s. */
  idleMs?: number;
  /** Networks other than the shipped ones. */
  models?: ModelPaths;
  /** Unix niceness of the processes, so that a web server beside them stays quick. Default 0. */
  nice?: number;
}

export interface ReadImageOptions extends ReadOptions {
  /** Gives the page up: at once when it waits, by ending its process when it is being read. */
  signal?: AbortSignal;
}

export interface Reader {
  /**
   * Reads one page image: orientation, sheet, skew, lines in reading order, seals, quality.
   * `image` is the straightened page all boxes refer to: JPEG, or PNG where it is bilevel; in colour where the page is.
   * Throws `UnreadableImage`, `ReaderCrashed`, or the signal's reason.
   */
  readImage(source: PageSource, options?: ReadImageOptions): Promise<PageWithImage>;
  /** Rejects what waits and ends the processes. */
  close(): Promise<void>;
  /** Process ids of the workers that live now. */
  readonly pids: readonly number[];
}

interface Waiting {
  job: Job;
  settle: (page: PageWithImage) => void;
  fail: (error: unknown) => void;
  timer?: NodeJS.Timeout;
}

interface Worker {
  child: ChildProcess;
  busy: Waiting | undefined;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Opens a pool of reading processes; none is started before there is a page to read.
 * Processes rather than threads: a crash inside a native library takes down its page and nothing else.
 */
export function openReader(options: ReaderOptions = {}): Reader {
  const most = Math.max(1, options.threads ?? availableParallelism());
  const workers = new Set<Worker>();
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  function start(): Worker {
    const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify({ ...options.models, nice: options.nice })], {
      serialization: 'advanced',
      execArgv: [],
      // One heap of the C library for all its threads: pages of every size pass through, and each heap keeps its own leftovers (70 MB less).
      env: { ...process.env, UV_THREADPOOL_SIZE: '2', OMP_NUM_THREADS: '1', MALLOC_ARENA_MAX: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker: Worker = { child, busy: undefined, idle: undefined };
    workers.add(worker);
    child.on('message', (answer: Answer) => {
      const done = worker.busy;
      if (!done || answer.id !== done.job.id) return;
      worker.busy = undefined;
      if ('page' in answer) done.settle({ ...answer.page, image: Buffer.from(answer.page.image) });
      else done.fail(asError(answer.error));
      next();
    });
    const gone = (why: string): void => {
      if (!workers.delete(worker)) return;
      clearTimeout(worker.idle);
      worker.busy?.fail(new ReaderCrashed(`The reading process ended (${why}) while it read this page.`));
      worker.busy = undefined;
      next();
    };
    child.on('error', (error) => gone(error.message));
    child.on('exit', (code, signal) => gone(signal ?? `code ${code}`));
    return worker;
  }

  function next(): void {
    if (closed) return;
    while (queue.length > 0) {
      let worker = [...workers].find((w) => !w.busy);
      if (!worker) {
        if (workers.size >= most) return;
        worker = start();
      }
      const waiting = queue.shift()!;
      clearTimeout(worker.idle);
      worker.child.ref();
      worker.child.channel?.ref();
      worker.busy = waiting;
      worker.child.send(waiting.job);
    }
    for (const worker of workers) if (!worker.busy) rest(worker);
  }

  function rest(worker: Worker): void {
    // An idle reader must not keep its program alive.
    worker.child.unref();
    worker.child.channel?.unref();
    clearTimeout(worker.idle);
    worker.idle = setTimeout(() => worker.child.disconnect(), options.idleMs ?? 60_000);
    worker.idle.unref();
  }

  return {
    readImage(source, { signal, ...readOptions } = {}) {
      if (closed) return Promise.reject(new Error('The reader is closed.'));
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<PageWithImage>();
      const waiting: Waiting = { job: { id: nextId++, source, options: readOptions }, settle: resolve, fail: reject };
      const abort = (): void => {
        const at = queue.indexOf(waiting);
        if (at >= 0) queue.splice(at, 1);
        reject(signal!.reason);
        const worker = [...workers].find((w) => w.busy === waiting);
        if (worker) worker.child.kill('SIGKILL');
      };
      signal?.addEventListener('abort', abort, { once: true });
      queue.push(waiting);
      next();
      return promise.finally(() => signal?.removeEventListener('abort', abort));
    },
    async close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.fail(new Error('The reader is closed.'));
      const ends = [...workers].map(({ child, idle }) => {
        clearTimeout(idle);
        child.ref();
        const { promise, resolve } = Promise.withResolvers<void>();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
        return promise;
      });
      await Promise.all(ends);
    },
    get pids() {
      return [...workers].flatMap((w) => w.child.pid ?? []);
    },
  };
}

function asError({ name, code, message }: { name: string; code?: string; message: string }): Error {
  if (name === 'UnreadableImage') return new UnreadableImage(code as UnreadableCode, message);
  if (name === 'UnreadablePdf') return new UnreadablePdf(code as UnreadablePdf['code'], message);
  if (name === 'PasswordNeeded') return new PasswordNeeded(code === 'true');
  const error = new Error(message);
  error.name = name;
  if (code) Object.assign(error, { code });
  return error;
}
