import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { mainFile } from './prepare.js';

/** Runs main.ts in the foreground on the given Node and ends as it ended. */
export function runMain(node, args) {
  // The channel carries nothing: it closes when this process dies, however that happens, and main.ts stops with it.
  const child = spawn(node, [mainFile, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
