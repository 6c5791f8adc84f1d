import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { clone, mainFile } from './prepare.js';

/**
 * Runs main.ts in the foreground on the given Node and ends as it ended. Where this Node can, it becomes that process:
 * one less stays in memory, and signals need no forwarding.
 */
export function runMain(node, args) {
  // Few heaps of the C library: each thread that touches pictures would keep one of its own, with what it no longer needs.
  const env = { NODE_COMPILE_CACHE: join(clone, '.cache/compiled'), MALLOC_ARENA_MAX: '2', ...process.env };
  // Starting makes much that is thrown away at once: with room for it V8 keeps 70 MB more for as long as the server idles.
  const flags = ['--max-semi-space-size=8'];
  if (process.execve) process.execve(node, [node, ...flags, mainFile, ...withParent(args, process.ppid)], env);

  const child = spawn(node, [...flags, mainFile, ...withParent(args, process.pid)], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** Started by npm, the server ends when npm is gone, however that died; started by hand or by systemd, it stays. */
function withParent(args, pid) {
  return args[0] === 'up' && process.env.npm_lifecycle_event ? [...args, `--ends-with=${pid}`] : args;
}
