import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

export const clone = fileURLToPath(new URL('../', import.meta.url));

export interface Started {
  child: ChildProcess;
  /** Everything it has said so far, on both outputs. */
  said(): string;
  /** The exit code, or the signal's name. */
  ended: Promise<number | string>;
}

/** Starts a command in the clone with no settings but these. It is killed with its children when the test file ends. */
export function start(command: string, args: readonly string[], settings: Record<string, string>): Started {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(QIGE_|DATABASE_URL$|NODE_OPTIONS$|npm_|VITEST|NODE_ENV$)/.test(name));
  const child = spawn(command, args, { cwd: clone, env: { ...Object.fromEntries(inherited), ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, said: () => text, ended };
}

/** The first match of `pattern` in what it says; an error with all it said if it ends before. */
export async function saying(started: Started, pattern: RegExp): Promise<RegExpMatchArray> {
  let over = false;
  void started.ended.then(() => (over = true));
  for (;;) {
    const found = started.said().match(pattern);
    if (found) return found;
    if (over) throw new Error(`It ended without saying ${String(pattern)}:\n${started.said()}`);
    await pause(20);
  }
}

/** Waits until the address answers with 200. */
export async function healthy(address: string): Promise<void> {
  for (const path of ['/healthz', '/readyz']) {
    for (;;) {
      const reply = await fetch(address + path).catch(() => undefined);
      if (reply?.status === 200) break;
      await pause(50);
    }
  }
}

export async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`).then(
    (reply) => reply.ok,
    () => false,
  );
}
