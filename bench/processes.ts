import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc; 100 on every Linux there is. */
const ticks = 100;

/** CPU seconds, user and system, that a living process and its ended children have used; 0 where there is no /proc. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i] ?? 0), 0) / ticks;
  } catch {
    return 0;
  }
}

/** The process and everything it started, directly or not. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      parents.set(Number(entry), Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]));
    } catch {
      // Gone between listing and reading.
    }
  }
  const tree = [root];
  for (let i = 0; i < tree.length; i++) for (const [pid, parent] of parents) if (parent === tree[i]) tree.push(pid);
  return tree;
}

/** Megabytes resident, shared pages divided among those who share them. */
export function megabytesOf(pids: readonly number[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // Gone, or another user's.
    }
  }
  return kilobytes / 1024;
}

export interface Measured {
  seconds: number;
  cpu: number;
  code: number;
  stderr: string;
}

/** Runs a program to its end; CPU seconds include its children. */
export function measure(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Measured> {
  const begun = performance.now();
  return new Promise((settle) => {
    const script = 'TIMEFORMAT="cpu %U %S"; time "$@"';
    execFile('bash', ['-c', script, 'bash', program, ...args], { env: { ...process.env, ...env }, maxBuffer: 1 << 28 }, (error, _stdout, stderr) => {
      const [, user = '0', system = '0'] = /cpu ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
      settle({ seconds: (performance.now() - begun) / 1000, cpu: Number(user) + Number(system), code, stderr });
    });
  });
}

/** True where the program can be started. */
export function isInstalled(program: string): Promise<boolean> {
  return new Promise((settle) => {
    execFile('which', [program], (error) => settle(!error));
  });
}
